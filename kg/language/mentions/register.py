"""The names of a document, gathered: one thing a name, with its types voted, its aliases and every place that says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.language.figures.subjects import Named

Place = tuple[int, int, int]  # block number, start, end
# Where a milestone frame and free text differ, the frame knows better.
WEIGHT = {"frame": 3, "list": 2, "text": 1}
AREAS = frozenset({"Province", "City", "District"})
QUOTES = re.compile(r"^“([^”]+)”$")


@dataclass(slots=True)
class Thing:
    """One name of the document with all that was said of it as a name."""

    name: str
    types: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    places: dict[Place, str] = field(default_factory=dict)
    within: str | None = None

    @property
    def type(self) -> str:
        """The type with most weight; ties go to the alphabet."""
        return min(self.types, key=lambda t: (-self.types[t], t))


class Mentions:
    """All names found so far; ``find`` resolves a surface to its thing; ``spots`` are the places, by block, of literal forms."""

    def __init__(self) -> None:
        self.things: dict[str, Thing] = {}
        self._of: dict[str, str] = {}
        self.spots: dict[int, dict[Place, str]] = {}

    def add(self, name: str, kind: str, place: Place, rule: str, *, aliases: Iterable[str] = (), weight: str = "text", literal: bool = False) -> Thing:
        """Note that ``name`` of type ``kind`` is said at ``place``.

        ``literal``: the aliases are the elliptical forms of a list (旭龙, 嘉陵江), which name the thing only there.
        """
        found = self._owner(name, kind)
        found.types[kind] += WEIGHT[weight]
        found.places.setdefault(place, rule)
        if literal:
            self.spots.setdefault(place[0], {})[place] = found.name
        for alias in (*aliases, *QUOTES.findall(name)):
            if alias != found.name and alias not in self.things:
                found.aliases.add(alias)
                if not literal:
                    self._of.setdefault(alias, found.name)
        return found

    def _owner(self, name: str, kind: str) -> Thing:
        """The thing of this name: its own, or the one that has it as an alias and is of the type."""
        owner = self.things.get(name) or self.things.get(self._of.get(name, ""))
        if owner is not None and (owner.name == name or kind in owner.types):
            return owner
        if owner is not None:
            owner.aliases.discard(name)
            self._of.pop(name)
        return self.things.setdefault(name, Thing(name))

    def find(self, surface: str) -> Thing | None:
        """The thing that a surface names, or None."""
        return self.things.get(self._of.get(surface, surface))

    def surfaces(self) -> dict[str, str]:
        """Every surface worth finding again in the text, with the name of its thing."""
        found = {name: name for name in self.things if len(name) > 1}
        found.update({a: name for a, name in self._of.items() if len(a) > 1 and a not in found})
        return found


def pattern_of(surfaces: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all surfaces, longest first."""
    return re.compile("|".join(sorted(map(re.escape, surfaces), key=lambda s: (-len(s), s))) or "(?!)")


def without_inner(mentions: Iterable[Named]) -> Iterator[Named]:
    """Mentions sorted by place, less those that lie within or across a longer one; of two at one place an area gives way."""
    end = -1
    for m in sorted(set(mentions), key=lambda m: (m[0], -m[1], m[3] in AREAS, m[2])):
        if m[0] >= end:
            yield m
            end = m[1]
