"""Administrative areas as the collection knows them: short names, what lies in what, and whether two places can be one.

A place is a path of full names, widest first (``("山东省", "青岛市", "崂山区")``), as far as it is known; ``()`` is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from kg.areas import area_types, gazetteer
from kg.identity import words
from kg.model import Entity, Extraction, Relation

Path = tuple[str, ...]
LONGEST = 12


class Areas:
    """The tree of areas: from the tables of names, the entities of the collection and the regions of its documents."""

    def __init__(self, parents: Mapping[str, set[str]], types: Mapping[str, str], names: Mapping[str, tuple[str, ...]]) -> None:
        """``names``: the full names that a name may stand for; those of areas in ``types`` alone are added."""
        self.types = types
        self.parents = {name: sorted(above) for name, above in parents.items()}
        self.full = dict(names)
        for name in sorted(set(types) - set(names)):
            for form in dict.fromkeys((name, short(name))):
                self.full[form] = tuple(sorted({*self.full.get(form, ()), name}))
        self._paths: dict[str, tuple[Path, ...]] = {}

    def home(self, region: str | None, entities: Iterable[Entity]) -> Path:
        """The place of a document's region; of several with that name the one whose wider areas the document names, else only the name."""
        if region and region not in self.full and (chain := self.chain(region)):
            return chain
        found = [path for full in self.full.get(region or "", ()) for path in self.paths(full)]
        named = {name for entity in entities if entity.type in area_types() for name in (entity.name, entity.within)}
        told = [path for path in found if len(found) == 1 or named & set(path[:-1])]
        if len(told) == 1:
            return told[0]
        return found[0][-1:] if found and len({path[-1] for path in found}) == 1 else ()

    def paths(self, name: str) -> tuple[Path, ...]:
        """Every place of that full name (two cities may each have a 鼓楼区)."""
        if name not in self._paths:
            self._paths[name] = ((name,),)  # also ends a circle of parents
            above = [path for parent in self.parents.get(name, ()) for path in self.paths(parent) if name not in path]
            fullest = [path for path in above if not any(set(path) < set(other) for other in above)]
            self._paths[name] = tuple((*path, name) for path in fullest) or ((name,),)
        return self._paths[name]

    def find(self, name: str | None, near: Path = ()) -> Path:
        """The place of a full or short name: the one that fits ``near``, the only one, or unknown."""
        found = [path for full in self.full.get(name or "", ()) for path in self.paths(full)]
        fitting = [path for path in found if near and compatible(path, near)] or found
        return fitting[0] if len(fitting) == 1 else max(fitting, key=lambda path: (len(path), path)) if near and fitting else ()

    def leading(self, text: str, near: Path) -> tuple[Path, str]:
        """The areas in front of a name, as one place, and the rest; areas that do not fit ``near`` are part of the name."""
        place: Path = ()
        while step := self._first(text, place, near):
            place, text = step[0], text[step[1] :]
        return place, text

    def chain(self, text: str, near: Path = ()) -> Path:
        """The narrowest place of a chain of areas (江苏省南京市江宁区), unknown where anything else stands in it."""
        for end in range(len(text) - 2, 1, -1):
            above = (self.find(text[:end], near) or self.chain(text[:end], near)) if text[end:] in self.full else ()
            inside = [path for full in self.full.get(text[end:], ()) for path in self.paths(full) if above and set(above) < set(path)]
            if len(inside) == 1:
                return inside[0]
        return ()

    def _first(self, text: str, place: Path, near: Path) -> tuple[Path, int] | None:
        for end in range(min(LONGEST, len(text) - 1), 1, -1):
            found = self.find(text[:end], place or near)
            if found and compatible(found, near) and (not place or compatible(found, place) and len(found) > len(place)):
                return found, end
        return None

    def first_level(self, name: str) -> Path:
        """The province, or the city that lies in none, of a full or short name."""
        found = [full for full in self.full.get(name, ()) if not self.parents.get(full) and self.types.get(full) in area_types()[:2]]
        return (found[0],) if len(found) == 1 else ()

    def shared(self, names: Iterable[str]) -> str | None:
        """The narrowest area that holds all these areas (two districts: their city), None if there is none or an area is unknown."""
        paths = [self.find(name) for name in names]
        steps = [step[0] for step in zip(*paths, strict=False) if len(set(step)) == 1]
        return steps[-1] if steps else None

    def level(self, place: Path, kind: str) -> Path:
        """``place`` up to its area of type ``kind``, else unknown."""
        return next((place[: i + 1] for i, name in reversed(list(enumerate(place))) if self.types.get(name) == kind), ())


@cache
def short(name: str) -> str:
    """青岛市 → 青岛; a name of fewer than two characters before its suffix stays whole."""
    return next((name[: -len(end)] for end in words.longest_first("area_suffixes") if name.endswith(end) and len(name) - len(end) >= 2), name)


def compatible(first: Path, second: Path) -> bool:
    """Whether one place may lie in the other (or be it), or one of them is unknown."""
    if not first or not second:
        return True
    if first[-1] in second:
        return _agree(first, second[: second.index(first[-1]) + 1])
    return second[-1] in first and _agree(second, first[: first.index(second[-1]) + 1])


def _agree(first: Path, second: Path) -> bool:
    """Whether two paths to one name are one, as far as both are known: what is above it in one is above it in the other."""
    return set(first) <= set(second) or set(second) <= set(first)


def same(first: Path, second: Path) -> bool:
    """Whether two known places are one."""
    return bool(first and second) and first[-1] == second[-1] and compatible(first, second)


def gather(extractions: Iterable[Extraction], regions: Mapping[str, str | None]) -> Areas:
    """The areas that the tables know; for others what entities, containment facts and the regions of documents (by id) say."""
    types, parents, names = dict(_tabled()[0]), {name: set(above) for name, above in _tabled()[1].items()}, dict(_tabled()[2])
    told = sorted(row for extraction in extractions for row in _of_one(extraction) if row[0] not in _tabled()[0] and not _chained(row[0]))
    for name, kind, above, _ in told:
        types.setdefault(name, kind)
        if above and above != name:
            parents.setdefault(name, set()).add(above)
    for region in sorted({region for region in regions.values() if region and not _chained(region)} - set(names)):
        types.setdefault(region, area_types()[-1])
    for name, above in _guessed(told, regions, types, frozenset(parents)):
        parents.setdefault(name, set()).add(above)
    return Areas({name: {above for above in parents.get(name, ()) if above in types} for name in types}, types, names)


@cache
def _chained(text: str) -> bool:
    """Whether a name is a chain of areas that the tables know (南京市鼓楼区), and none of its own."""
    types, _, names = _tabled()
    return text not in types and any(text[end:] in types and (text[:end] in names or _chained(text[:end])) for end in range(len(text) - 2, 1, -1))


@cache
def _tabled() -> tuple[dict[str, str], dict[str, frozenset[str]], dict[str, tuple[str, ...]]]:
    """From the tables: type and parents of each full name, and the full names that a short one may stand for."""
    types: dict[str, str] = {}
    parents: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {}
    for area in gazetteer().areas:
        types.setdefault(area.name, area.type)
        parents.setdefault(area.name, set()).update(area.path[-1:])
        for form in (area.name, short(area.name)):
            names.setdefault(form, set()).add(area.name)
    for form, areas in gazetteer().short.items():
        names.setdefault(form, set()).update(area.name for area in areas)
    return types, {name: frozenset(above) for name, above in parents.items()}, {form: tuple(sorted(full)) for form, full in names.items()}


def _guessed(
    told: Iterable[tuple[str, str, str, str]], regions: Mapping[str, str | None], types: Mapping[str, str], known: frozenset[str]
) -> list[tuple[str, str]]:
    """For an area that nothing places: the wider area that its document speaks of."""
    order = area_types()
    return [
        (name, home) for name, kind, _, doc in told
        if name not in known and (home := regions.get(doc)) in types and home and order.index(types[home]) < order.index(kind)
    ]


def _of_one(extraction: Extraction) -> list[tuple[str, str, str, str]]:
    """(name, type, area that holds it or "", document) of each area that a document names."""
    areas = {entity.name: entity for entity in extraction.entities if entity.type in area_types()}
    up = {
        fact.subject: fact.object for fact in extraction.facts
        if isinstance(fact, Relation) and fact.predicate in words.containment() and fact.subject in areas and fact.object in areas
    }
    return [(name, entity.type, entity.within or up.get(name, ""), extraction.doc) for name, entity in areas.items()]
