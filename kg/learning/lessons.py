"""Documents with the names that gold or a reader gives them, as stretches to learn from: what is known of each character, and its tag."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.language.layout import LaidSentence, lay_out
from kg.language.tagger.characters import states
from kg.language.tagger.features import features
from kg.language.tagger.propose import LONGEST
from kg.model import Document

SHORTEST = 2  # characters of a name; of a stretch as well
BEGINS, GOES_ON = "B-", "I-"
Stretch = tuple[LaidSentence, int, int]
Names = Mapping[str, tuple[str, bool]]  # of each name its type, and whether it is sure


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence: what jieba's network (characters, 569) and the grammar (characters, 5) know of its characters,
    the numbers of their tags, and whether each is sure (0 or 1)."""

    known: Any
    columns: Any
    tags: Any
    sure: Any

    def __len__(self) -> int:
        return len(self.tags)


def stretches(document: Document, blocks: frozenset[int] | None = None) -> Iterator[Stretch]:
    """The sentences of a document (of those blocks, if given), cut as the tagger cuts them."""
    for page in lay_out(document).pages:
        for laid in page.sentences:
            if blocks is None or laid.block in blocks:
                yield from ((laid, at, min(at + LONGEST, laid.end)) for at in range(laid.start, laid.end, LONGEST))


def names_of(records: Iterable[Mapping[str, Any]]) -> Names:
    """The names and aliases of entities that records (FACTS.md) tell; where one name has two types, the first that is not optional."""
    entities = [record for record in records if record.get("kind") == "entity"]
    named: dict[str, tuple[str, bool]] = {}
    for record in sorted(entities, key=lambda r: bool(r.get("optional"))):
        for name in (record["name"], *record.get("aliases", ())):
            if len(name) >= SHORTEST:
                named.setdefault(name, (record["type"], not record.get("optional")))
    return named


def pieces(document: Document, names: Names, tags: Sequence[str], blocks: frozenset[int] | None = None) -> list[Piece]:
    """The stretches of a document with the tags of these names wherever they stand, the longest first; a type without a tag is unsure."""
    number = {tag: n for n, tag in enumerate(tags)}
    pattern = re.compile("|".join(sorted(map(re.escape, names), key=lambda n: (-len(n), n))) or "(?!)")
    return [_piece(stretch, pattern, names, number) for stretch in stretches(document, blocks)]


def _piece(stretch: Stretch, pattern: re.Pattern[str], names: Names, number: Mapping[str, int]) -> Piece:
    import numpy

    laid, start, end = stretch
    text, tags, sure = laid.line.text, numpy.zeros(end - start, numpy.int64), numpy.ones(end - start, numpy.float32)
    for m in pattern.finditer(text, start, end):
        kind, certain = names[m.group()]
        a, b = m.start() - start, m.end() - start
        tags[a], tags[a + 1 : b] = number.get(BEGINS + kind, 0), number.get(GOES_ON + kind, 0)
        if not certain or BEGINS + kind not in number:
            sure[a:b] = 0
    return Piece(states([text[start:end]])[:, 0], features(laid.line, start, end), tags, sure)
