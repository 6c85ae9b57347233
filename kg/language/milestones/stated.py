"""What a frame states: names beside an event, and how the words around the event look at it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.language.mentions.name import Name
from kg.language.milestones.chunks import Chunk
from kg.ontology import form

GOING = form("frames", "going")


@dataclass(frozen=True, slots=True)
class Stated:
    """Names that a rule found beside an event, in the coordinates of the line.

    ``event`` is empty where the words say that it is only being prepared (前期工作).
    ``modal``: a word before the event looks ahead (将); ``going``: a word says that it is going on or done by now (正在, 已)."""

    rule: str
    event: str
    names: tuple[Name, ...]
    event_start: int
    event_end: int
    modal: bool
    going: bool


def goes_on(row: tuple[Chunk, ...], i: int) -> bool:
    """Whether the event's own words (chunk ``i`` and those before it, up to the names) say that it is so by now."""
    n = max((k for k in range(i) if row[k].code in "NP"), default=-1)
    return any(GOING.match(c.text) for c in row[n + 1 : i + 1])
