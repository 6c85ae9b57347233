"""Second pass: the names that are sure, found again in every sentence."""

from __future__ import annotations

from collections.abc import Iterator

from kg.areas import area_types
from kg.language.layout import LaidSentence
from kg.language.mentions.mention import Mention, pattern_of, without_inner
from kg.language.mentions.register import Register
from kg.language.topics.named_before import NamedBefore
from kg.language.where.regions import AreaMention, Regions
from kg.ontology import form, ontology, sign

NATURE, INNER = form("names", "nature_or_stop"), sign("names", "inner")


class KnownNames:
    """The names of a register, as they are found in sentences."""

    def __init__(self, register: Register, dropped: frozenset[str] = frozenset()) -> None:
        self.dropped = dropped
        self.things = register.things
        self.thing = register.thing
        self.parks = tuple(name for name, thing in register.things.items() if thing.type in ontology().types_that("contains"))
        self._spots = register.spots
        self._surfaces = register.surfaces()
        self._pattern = pattern_of(self._surfaces)

    def found(self, laid: LaidSentence, regions: Regions) -> Iterator[Mention]:
        """All that a sentence may name, overlapping or not: known surfaces, areas, elliptical forms of lists, names of frames."""
        text = laid.line.text
        whole = (m for m in self._pattern.finditer(text, laid.start, laid.end) if text[m.end() : m.end() + 1] != INNER)  # 松溪 of 松溪·云帆小院 is no name there
        yield from (self._mention(m.start(), m.end(), self._surfaces[m.group()]) for m in whole)
        yield from (Mention(m.start, m.end, m.name, m.type) for m in laid.areas if m.name and stands(m, laid, regions))
        spots = self._spots.get(laid.block, {})
        yield from (self._mention(s.start, s.end, name) for s, name in spots.items() if laid.start <= s.start and s.end <= laid.end)
        yield from (self._mention(n.start, n.end, n.name) for stated in laid.stated for n in stated.names if self.thing(n.name))

    def _mention(self, start: int, end: int, name: str) -> Mention:
        thing = self.thing(name)
        assert thing is not None
        return Mention(start, end, thing.name, thing.type)


def mentions_in(laid: LaidSentence, regions: Regions, known: KnownNames, before: NamedBefore) -> tuple[Mention, ...]:
    """The mentions of a sentence in order, the longest where they overlap; with 该院, 该公司 as what was named ``before``."""
    named = without_inner(known.found(laid, regions))
    return tuple(without_inner([*named, *before.meant(laid.line, laid.start, laid.end)]))


def stands(m: AreaMention, laid: LaidSentence, regions: Regions) -> bool:
    """Whether a short form of an area may stand for it: a word by itself, no road's name, and a county only near home."""
    line = laid.line
    if line.text[m.start : m.end] == m.name:
        return True
    if not (line.is_edge(m.start) and line.is_edge(m.end)) or NATURE.match(line.text, m.end):
        return False
    return m.type != area_types()[-1] or regions.region is None or regions.related(m.name or "")
