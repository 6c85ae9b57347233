"""The names of a document, gathered: one thing a name, with its types voted, its aliases and every place that says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.language.text.span import Span

# Where a milestone frame and free text differ, the frame knows better; who was told knows best.
WEIGHT = {"told": 100, "frame": 3, "list": 2, "text": 1}
QUOTES = re.compile(r"^“([^”]+)”$")


@dataclass(slots=True)
class NamedThing:
    """One name of the document with all that was said of it as a name."""

    name: str
    types: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    places: dict[Span, str] = field(default_factory=dict)

    @property
    def type(self) -> str:
        """The type with most weight; ties go to the alphabet."""
        return min(self.types, key=lambda t: (-self.types[t], t))


class Register:
    """All names found so far, as ``things``; ``spots`` are the places, by block, of literal forms."""

    def __init__(self) -> None:
        self.things: dict[str, NamedThing] = {}
        self._of: dict[str, str] = {}
        self.spots: dict[int, dict[Span, str]] = {}

    def add(self, name: str, kind: str, place: Span, rule: str, *, aliases: Iterable[str] = (), weight: str = "text", literal: bool = False) -> NamedThing:
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

    def _owner(self, name: str, kind: str) -> NamedThing:
        """The thing of this name: its own, or the one that has it as an alias and is of the type."""
        owner = self.thing(name)
        if owner is not None and (owner.name == name or kind in owner.types):
            return owner
        if owner is not None:
            owner.aliases.discard(name)
            self._of.pop(name)
        return self.things.setdefault(name, NamedThing(name))

    def thing(self, name: str) -> NamedThing | None:
        """The thing that has this name, or of which it is another form."""
        return self.things.get(name) or self.things.get(self._of.get(name, ""))

    def drop(self, name: str) -> None:
        """Take a name back, with its other forms."""
        self.things.pop(name, None)
        self._of = {form: owner for form, owner in self._of.items() if owner != name}
        self.spots = {block: {s: n for s, n in some.items() if n != name} for block, some in self.spots.items()}

    def join(self, short: str, name: str) -> None:
        """Take a name as another form of a thing."""
        form, thing = self.things.pop(short), self.things[name]
        thing.aliases |= {short, *form.aliases}
        for span, rule in form.places.items():
            thing.places.setdefault(span, rule)
        self._of.update(dict.fromkeys((short, *(f for f, owner in self._of.items() if owner == short)), name))

    def settle(self, name: str, kind: str) -> None:
        """Decide the type of a name."""
        owner = self.things.get(name)
        if owner is not None:
            owner.types = Counter({kind: 1})

    def surfaces(self) -> dict[str, str]:
        """Every surface worth finding again in the text, with the name of its thing."""
        found = {name: name for name in self.things if len(name) > 1}
        found.update({a: name for a, name in self._of.items() if len(a) > 1 and a not in found})
        return found
