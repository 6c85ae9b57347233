"""Readings that passed the gate in place of gold: what a reader said once, and the text bore out, to learn from.

The commands of this folder take ``--readings DIR`` (and ``--source``, the documents that were read): they then learn from
the readings alone, and are checked with the documents that have gold and were not read.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from benchmarks.learn.sets import Annotated, annotated
from kg.errors import UsageError
from kg.language.layout import lay_out
from kg.model import Document
from kg.ontology import weights_dir
from kg.reading import read_sources
from kg.readings.extracting import judgements
from kg.readings.library import Library
from kg.readings.records import records

SETS = ("news", "report")  # kinds of gold that check what was learned from readings


def options(ask: argparse.ArgumentParser) -> None:
    """What to learn from, and where to write."""
    ask.add_argument("--readings", type=Path, help="learn from the readings of this folder that pass the gate, in place of gold")
    ask.add_argument("--source", type=Path, action="append", default=[], help="documents that were read, beside those that have gold")
    ask.add_argument("--out", type=Path, default=weights_dir(), help="where the weights are written (default: ontology/weights)")


def chosen(given: argparse.Namespace) -> tuple[list[Annotated], list[Annotated]]:
    """The documents to learn from, and those to check with. Raises ``UsageError`` where no document was read."""
    gold = annotated()
    if given.readings is None:
        return [d for d in gold if given.all or not d.check], [d for d in gold if d.check]
    read = taught(given.readings, gold, given.source)
    known = {d.id for d in read}
    return read, [d for d in gold if d.kind in SETS and d.id not in known]


def taught(folder: Path, gold: Sequence[Annotated], sources: Sequence[Path] = ()) -> list[Annotated]:
    """The documents of which the folder holds readings, those readings that passed as their records, in an order that a hash gives."""
    library = Library(folder)
    kinds = {d.id: d.kind for d in gold}
    documents = {d.id: d.document for d in gold} | {d.id: d for d in _documents(sources)}
    read = [Annotated(d, accepted, kinds.get(d.id, "news")) for d in documents.values() if (accepted := _accepted(d, library))]
    if not read:
        raise UsageError(f"{folder} holds readings of none of these documents", "name them: --source FOLDER")
    return sorted(read, key=lambda d: sha256(d.id.encode()).hexdigest())


def _documents(sources: Sequence[Path]) -> Iterator[Document]:
    yield from (one for one in read_sources(sources) if isinstance(one, Document)) if sources else ()


def _accepted(document: Document, library: Library) -> list[dict[str, object]]:
    layout = lay_out(document)
    judged = judgements(layout, library)
    return list(records(layout, judged)) if judged else []
