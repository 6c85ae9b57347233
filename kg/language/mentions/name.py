"""A stretch of words that is a name, or was almost one: the verdict on it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A name at ``start:end`` of a line: ``name`` in full, ``surface`` as written; ``place`` where it renews a village or estate."""

    start: int
    end: int
    surface: str
    name: str
    type: str
    rule: str
    aliases: tuple[str, ...] = ()
    place: str | None = None

    def refused(self, why: str) -> Refused:
        """The same stretch as no name after all."""
        return Refused(self.start, self.end, self.surface, why)


@dataclass(frozen=True, slots=True)
class Refused:
    """A stretch that was almost a name, and why not."""

    start: int
    end: int
    surface: str
    why: str


Verdict = Name | Refused
