"""Reprints: documents of a collection that hold nearly the same text as an earlier one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b

from kg.model import Document

SAME = 0.8
SKETCH = 48
SHORTEST = 6
FEWEST = 3
_CLAUSES = re.compile(r"[^，。；：！？、,;:!?“”‘’（）()《》\s—…]+")


def with_reprints(documents: Sequence[Document]) -> list[Document]:
    """The documents, in their order, each reprint with the id of the earliest document that it repeats.

    Two documents are one text if the clauses that they share make up four fifths of the clauses of either (by length). Only
    documents that share one of the smallest hashes of their clauses are compared (bottom-k sketch: Broder, 1997).
    """
    index: dict[bytes, list[str]] = {}
    clauses: dict[str, dict[bytes, int]] = {}
    first: dict[str, str] = {}
    for document in sorted(documents, key=lambda one: (one.date.value or "9999", one.id)):
        own = dict(_clauses(document))
        sketch = sorted(own)[:SKETCH]
        candidates = sorted({id_ for key in sketch for id_ in index.get(key, ())}, key=list(clauses).index) if len(own) >= FEWEST else []
        original = next((id_ for id_ in candidates if _same(own, clauses[id_])), None)
        if original is not None:
            first[document.id] = original
            continue
        clauses[document.id] = own
        for key in sketch:
            index.setdefault(key, []).append(document.id)
    return [replace(document, reprint_of=first.get(document.id)) for document in documents]


def _clauses(document: Document) -> Iterator[tuple[bytes, int]]:
    """The clauses of a document by hash, with their lengths."""
    for article in document.articles:
        for block in article.blocks:
            if block.kind != "byline":
                for match in _CLAUSES.finditer(block.text):
                    if len(match[0]) >= SHORTEST:
                        yield blake2b(match[0].encode("utf-8", "replace"), digest_size=8).digest(), len(match[0])


def _same(one: dict[bytes, int], other: dict[bytes, int]) -> bool:
    shared = sum(length for key, length in one.items() if key in other)
    return shared >= SAME * max(sum(one.values()), sum(other.values()), 1)
