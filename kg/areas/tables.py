"""The administrative areas of China as values: what the tables of names know, by name and by what lies in what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from kg.errors import OntologyError
from kg.ontology import names_of, ontology, table


@dataclass(frozen=True, slots=True)
class Area:
    """One area: full ``name``, ``type``, ``path`` (full names of what it lies in, widest first), ``code`` (GB/T 2260 or empty)."""

    name: str
    type: str
    path: tuple[str, ...] = ()
    code: str = ""

    @property
    def chain(self) -> tuple[str, ...]:
        """The path with the area itself."""
        return (*self.path, self.name)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All areas, grouped by name: ``full`` and ``short`` forms with the areas that they may mean, ``letters``, the names of one
    character (鲁, 渝), and ``starts``, forms by their first two characters."""

    areas: tuple[Area, ...]
    full: dict[str, tuple[Area, ...]] = field(default_factory=dict)
    short: dict[str, tuple[Area, ...]] = field(default_factory=dict)
    starts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    letters: frozenset[str] = frozenset()

    def forms(self, text: str, at: int) -> Iterator[str]:
        """The forms that stand at an offset, the longest first."""
        return (form for form in self.starts.get(text[at : at + 2], ()) if text.startswith(form, at))


@cache
def area_types() -> tuple[str, ...]:
    """The types of administrative areas, the widest first (``kg.ttl``)."""
    return ontology().types_that("area")


@cache
def gazetteer() -> Gazetteer:
    """The areas of the tables of those types (``District.csv`` …). Raises ``OntologyError`` for a parent that is no area."""
    paths: dict[str, tuple[str, ...]] = {}
    full: dict[str, list[Area]] = {}
    short: dict[str, list[Area]] = {}
    letters: set[str] = set()
    for type_ in area_types():
        for row in table(type_):
            area = Area(row["name"], type_, _path(row, type_, paths), row["code"])
            if type_ != area_types()[-1]:
                paths[area.name] = area.chain
            full.setdefault(area.name, []).append(area)
            for alias in names_of(row)[1:]:
                short.setdefault(alias, []).append(area)
            letters.update(filter(None, row.get("abbr", "").split("|")))
    areas = tuple(area for found in full.values() for area in found)
    return Gazetteer(areas, _frozen(full), _frozen(short), _starts([*full, *short]), frozenset(letters))


def _path(row: dict[str, str], type_: str, paths: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    if row["within"] and row["within"] not in paths:
        raise OntologyError(f"{type_}.csv: {row['name']} lies in {row['within']}, which no table knows", "name a province or city")
    return paths.get(row["within"], ())


def _frozen(found: dict[str, list[Area]]) -> dict[str, tuple[Area, ...]]:
    return {form: tuple(areas) for form, areas in found.items()}


def _starts(forms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for form in forms:
        found.setdefault(form[:2], set()).add(form)
    return {start: tuple(sorted(some, key=lambda f: (-len(f), f))) for start, some in found.items()}
