"""Administrative areas in a text: found by the longest name, resolved by the document's own area, never guessed.

``Regions`` knows which area an article is about; 鼓楼区 or 朝阳 then mean the one that lies nearest to it, and nothing where two lie
equally near. Data: the tables of names, and ``ontology/rules/regions.yaml`` for forms that are ordinary words too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.areas import Area, area_types, gazetteer
from kg.language.text.dictionary import is_edge, is_word
from kg.ontology import rules, sign

SAME_CITY = 2  # areas shared from the top: province and city
LIST_MARKS = sign("regions", "list_marks")
SHORT = 3  # characters; longer forms are never parts of other words


@dataclass(frozen=True, slots=True)
class AreaMention:
    """An area at ``text[start:end]``: its full ``name``, ``type`` and ``code``; ``name`` is None where it could be several."""

    start: int
    end: int
    name: str | None
    type: str
    code: str
    area: Area | None = None


class Regions:
    """The areas of texts about ``region``: a full or short name, a path (山东省青岛市), an ``Area``, or None where nothing is known."""

    def __init__(self, region: str | Area | None = None) -> None:
        self.region = area_named(region) if isinstance(region, str) else region

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[AreaMention]:
        """The areas named in ``text[start:end]`` that are sure, in order, none overlapping."""
        return [m for m in self.find_all(text, start, end) if m.name is not None]

    def find_all(self, text: str, start: int = 0, end: int | None = None) -> list[AreaMention]:
        """The same, with those that could be several areas left open (``name`` None)."""
        found: list[AreaMention] = []
        at, end = start, len(text) if end is None else end
        starts = gazetteer().starts
        while at < end:
            mention = self._at(text, at, end, found[-1] if found else None) if text[at : at + 2] in starts else None
            mention = mention or self._own(text, at, end)
            if mention:
                found.append(mention)
            at = mention.end if mention else at + 1
        return found

    def _own(self, text: str, at: int, end: int) -> AreaMention | None:
        """The document's own area where no table has it: a new or development zone, by its full name."""
        area = self.region
        if area is None or not text.startswith(area.name, at) or at + len(area.name) > end or area.name in gazetteer().full:
            return None
        return AreaMention(at, at + len(area.name), area.name, area.type, area.code, area)

    def references(self, text: str, start: int = 0, end: int | None = None) -> Iterator[AreaMention]:
        """全区, 我市 and the like, resolved to the region or what it lies in."""
        for match in _pronoun().finditer(text, start, len(text) if end is None else end):
            area = self.meant(match["level"])
            if area:
                yield AreaMention(match.start(), match.end(), area.name, area.type, area.code, area)

    def meant(self, level: str) -> Area | None:
        """The area that 全区, 我市 … means, by its last character: the region itself or the nearest above it."""
        endings = rules("regions")["pronouns"]["levels"].get(level, ())
        chain = reversed(self.region.chain) if self.region else ()
        name = next((name for name in chain if _ending(name) in endings), None)
        return self._own_or(name) if name else None

    def ancestors(self, name: str) -> tuple[str, ...]:
        """The full names of the areas that an area lies in, widest first; empty if it is unknown or could be several."""
        area = self.resolve(name)
        return area.path if area else ()

    def contains(self, outer: str, inner: str) -> bool:
        """Whether one area lies in another (by full or short names)."""
        whole = self.resolve(outer)
        return whole is not None and whole.name in self.ancestors(inner)

    def related(self, name: str) -> bool:
        """Whether an area is the region, lies in it, or holds it."""
        area = self.resolve(name)
        return area is not None and self.region is not None and (self.region.name in area.chain or area.name in self.region.chain)

    def resolve(self, name: str, parent: Area | None = None) -> Area | None:
        """The one area that a full or short name means here, or None."""
        book = gazetteer()
        if self.region and name == self.region.name:
            return self.region
        return self._choose(book.full.get(name) or book.short.get(name, ()), name not in book.full, parent)

    def _own_or(self, name: str) -> Area | None:
        return self.region if self.region and name == self.region.name else self.resolve(name)

    def _at(self, text: str, at: int, end: int, before: AreaMention | None) -> AreaMention | None:
        """The longest form that stands as an area at an offset (its name None where it could be several), or None."""
        for form in gazetteer().forms(text, at):
            stop = at + len(form)
            if stop <= end and self._stands(text, at, stop, form, before):
                parent = before.area if before and before.end == at else None
                area = self.resolve(form, parent)
                kind = area.type if area else (gazetteer().full.get(form) or gazetteer().short[form])[0].type
                return AreaMention(at, stop, area.name if area else None, kind, area.code if area else "", area)
        return None

    def _stands(self, text: str, at: int, stop: int, form: str, before: AreaMention | None) -> bool:
        """Whether the form may be an area here: not an ordinary word, no part of a longer one, and near or vouched for."""
        book = gazetteer()
        whole = form in book.full
        if not whole and (_no_short().search(text[stop : stop + 4]) or _not_after().search(text[:at][-2:]) or _longer_word(text, at, stop)):
            return False
        if len(form) <= SHORT and not (is_edge(text, at) and (is_edge(text, stop) or (whole and len(form) == SHORT))):
            return False
        candidates = book.full.get(form) or book.short[form]
        doubtful = form in _ordinary() if whole else form in _full_only() or self._far(candidates)
        return not doubtful or self._vouched(text, at, form, candidates, before)

    def _far(self, candidates: Sequence[Area]) -> bool:
        """Whether a short form can only be a district of another province than the region's."""
        return self.region is not None and all(a.type == area_types()[-1] and not self._nearness(a) for a in candidates)

    def _vouched(self, text: str, at: int, form: str, candidates: Sequence[Area], before: AreaMention | None) -> bool:
        """Whether something says that a doubtful form is an area: the region, the parent before it, or a list of areas."""
        if self.region and any(self.region.chain[: len(a.chain)] == a.chain for a in candidates):
            return True
        last = before.area if before else None
        if before is None or last is None:
            return False
        behind = before.end == at and any(a.path and last.name == a.path[-1] for a in candidates)
        return behind or (before.end == at - 1 and text[at - 1] in LIST_MARKS and any(_beside(last, a) for a in candidates))

    def _choose(self, candidates: Sequence[Area], short: bool, parent: Area | None) -> Area | None:
        """The one that is meant: the one in the parent named before it; for a short form the city or province, unless a nearer
        district has it or it is contested; the only one, or the nearest to the region. None where two lie equally near."""
        if parent and len(inside := [a for a in candidates if parent.name in a.path]) == 1:
            return inside[0]
        nearness = [self._nearness(a) for a in candidates]
        best = max(nearness, default=0)
        upper = [a for a in candidates if a.type != area_types()[-1]]
        if short and len(upper) == 1 and best < SAME_CITY:
            return upper[0] if len(candidates) == 1 or upper[0].name not in _contested() else self._only(candidates, nearness)
        return candidates[0] if len(candidates) == 1 else self._only(candidates, nearness)

    def _only(self, candidates: Sequence[Area], nearness: list[int]) -> Area | None:
        best = max(nearness, default=0)
        nearest = [a for a, n in zip(candidates, nearness, strict=True) if n == best]
        return nearest[0] if best and len(nearest) == 1 else None

    def _nearness(self, area: Area) -> int:
        """How many areas hold both it and the region; an area on the region's own chain is nearest."""
        if self.region is None:
            return 0
        shared = 0
        for mine, its in zip(self.region.chain, area.chain, strict=False):
            if mine != its:
                break
            shared += 1
        return shared


def _beside(area: Area, other: Area) -> bool:
    """Whether two areas would be named in one list: of one city, or districts of one province."""
    return area.path == other.path or (area.type == other.type == area_types()[-1] and area.path[:1] == other.path[:1])


def area_named(region: str) -> Area | None:
    """The area of a full or short name or a path; an unknown one by its last character, and None for a name of several areas."""
    mentions = Regions(None).find_all(region)
    last = mentions[-1] if mentions else None
    if last and last.end == len(region) and (last.start == 0 or len(mentions) > 1):
        return last.area
    return Area(region, type_of_ending(region)) if not last or last.end < len(region) else None


def type_of_ending(name: str) -> str:
    """The type of an area by the longest ending of its name that says one (省, 自治区, 地区), a district where none does."""
    kind: str = rules("regions")["ends"].get(_ending(name), area_types()[-1])
    return kind


def _ending(name: str) -> str:
    """The longest ending of areas' names that a name has, or nothing."""
    return max((end for end in rules("regions")["ends"] if name.endswith(end)), key=len, default="")


def _longer_word(text: str, start: int, stop: int) -> bool:
    """Whether the dictionary knows a longer word that starts at the same place and is no area (长白山, 长治久安)."""
    book = gazetteer()
    longer = (text[start:end] for end in range(stop + 1, min(len(text), stop + 3) + 1))
    return any(is_word(word) and word not in book.full and word not in book.short for word in longer)


@cache
def _full_only() -> frozenset[str]:
    return frozenset(rules("regions")["full_only"])


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(rules("regions")["ordinary"])


@cache
def _contested() -> frozenset[str]:
    return frozenset(rules("regions")["contested"])


@cache
def _no_short() -> re.Pattern[str]:
    return re.compile(rules("regions")["short_not_before"])


@cache
def _not_after() -> re.Pattern[str]:
    return re.compile(rules("regions")["short_not_after"])


@cache
def _pronoun() -> re.Pattern[str]:
    return re.compile(rules("regions")["pronouns"]["pattern"])
