"""A document as the gate looks at it: its sentences by block, its words folded, and every place that names one of the entities."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.areas import area_types
from kg.language.layout import LaidSentence, Layout, Page
from kg.language.mentions.mention import pattern_of
from kg.language.text.clauses import Clause
from kg.language.text.span import Span
from kg.ontology.folding import plain
from kg.readings.gate.words import folded

TITLES = frozenset({"title", "heading"})


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place ``start:end`` of a block that names an entity."""

    block: int
    start: int
    end: int
    name: str


class Scene:
    """The blocks of a layout; ``name_all`` tells it the entities whose places it is to know."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.pages: dict[int, Page] = {s.block: page for page in layout.pages for s in page.sentences}
        self.sentences: dict[int, list[LaidSentence]] = {}
        for page in layout.pages:
            for sentence in page.sentences:
                self.sentences.setdefault(sentence.block, []).append(sentence)
        self.types: dict[str, str] = {}
        self.surfaces: dict[str, str] = {}
        self.spots: dict[int, list[Spot]] = {}

    @cached_property
    def folded(self) -> dict[int, tuple[str, list[int]]]:
        """The text of each block as names are compared, with offsets."""
        return {n: folded(self.text(n)) for n in self.sentences}

    def text(self, block: int) -> str:
        """The cleaned text of a block."""
        return self.layout.blocks[block].text

    def name_all(self, surfaces: Mapping[str, str], types: Mapping[str, str], pieced: Iterable[Spot] = ()) -> None:
        """Find every place of the surfaces (folded → name of the entity), the longest where they overlap, and of the areas among the names.

        ``pieced`` are places that stand for names which the text gives in pieces (甲、乙水库); they go before others of their length.
        """
        self.types = dict(types)
        self.surfaces = dict(surfaces)
        elliptical = sorted(set(pieced))
        looked_for = pattern_of(surfaces)
        for block, (text, at) in self.folded.items():
            found = [Spot(block, at[m.start()], at[m.end() - 1] + 1, surfaces[m.group()]) for m in looked_for.finditer(text)] if surfaces else []
            own = [spot for spot in elliptical if spot.block == block]
            self.spots[block] = list(_longest([*found, *self._areas(block)], own))

    def _areas(self, block: int) -> Iterator[Spot]:
        for sentence in self.sentences[block]:
            yield from (Spot(block, a.start, a.end, a.name) for a in sentence.areas if a.name and a.name in self.types)
            for a in self.pages[block].regions.references(sentence.line.text, sentence.start, sentence.end):
                if a.name and a.name in self.types:
                    yield Spot(block, a.start, a.end, a.name)

    def find(self, name: str, blocks: Iterable[int]) -> Iterator[Span]:
        """The places of a name in these blocks, as names are compared."""
        wanted = plain(name)
        for block in blocks if wanted else ():
            text, at = self.folded[block]
            start = text.find(wanted)
            while start >= 0:
                yield Span(block, at[start], at[start + len(wanted) - 1] + 1)
                start = text.find(wanted, start + 1)

    def touched(self, span: Span) -> list[LaidSentence]:
        """The sentences that a stretch lies in."""
        return [s for s in self.sentences.get(span.block, ()) if s.start < span.end and span.start < s.end]

    def sentence(self, span: Span) -> LaidSentence | None:
        """The sentence in which a stretch begins."""
        listed = self.sentences.get(span.block, [])
        at = bisect_right([s.start for s in listed], span.start) - 1
        return listed[at] if at >= 0 else None

    def clause(self, sentence: LaidSentence, at: int) -> Clause:
        """The clause of a sentence at an offset of its block (the last, behind the end)."""
        return next((c for c in sentence.sentence.clauses if c.start <= at < c.end), sentence.sentence.clauses[-1])

    def within(self, block: int, start: int, end: int) -> list[Spot]:
        """The places of entities in a stretch of a block."""
        return [s for s in self.spots.get(block, ()) if start <= s.start and s.end <= end]

    def called(self, name: str) -> list[str]:
        """The folded words that stand for an entity wherever they are."""
        return [surface for surface, own in self.surfaces.items() if own == name]

    def is_area(self, name: str) -> bool:
        """Whether an entity is an administrative area."""
        return self.types.get(name) in area_types()

    def blocks_of(self, page: Page) -> list[int]:
        """The numbers of a page's blocks that are read, in order."""
        return sorted({s.block for s in page.sentences})

    def unnamed(self, block: int, start: int, end: int) -> str:
        """The words of a stretch with every entity's name blanked out."""
        text = self.text(block)
        out = list(text[start:end])
        for spot in self.spots.get(block, ()):
            for i in range(max(start, spot.start), min(end, spot.end)):
                out[i - start] = "\u3000"
        return "".join(out)


def _longest(spots: Iterable[Spot], first: Iterable[Spot]) -> Iterator[Spot]:
    end, preferred = -1, set(first)
    for spot in sorted({*spots, *preferred}, key=lambda s: (s.start, -s.end, s not in preferred, s.name)):
        if spot.start >= end:
            yield spot
            end = spot.end


def blank(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s", "", text)
