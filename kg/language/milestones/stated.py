"""What a frame states: names beside an event, and how the words around the event look at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.language.mentions.name import Name
from kg.language.milestones.chunks import GOING, Chunk


@dataclass(frozen=True, slots=True)
class Stated:
    """Names that a rule found beside an event, in the coordinates of the line.

    ``event`` is empty where the words say that it is only being prepared (前期工作).
    ``standing``: what the words about the event say of it (``standing.standing``): the id of a rule of ``steps.yaml``, or nothing.
    ``modal``: a word before the event looks ahead (将); ``going``: a word says that it is going on or done by now (正在, 已)."""

    rule: str
    event: str
    names: tuple[Name, ...]
    event_start: int
    event_end: int
    modal: bool
    going: bool
    standing: str = ""


def looks_ahead(row: Sequence[Chunk], i: int) -> bool:
    """Whether a word before the event (chunk ``i``), not one of an attribute before its name, or one about its time looks ahead."""
    first = max((k for k in range(i) if row[k].code == "L"), default=-1) + 1
    behind = row[i + 1 :]
    about_time = bool(behind) and behind[0].code == "H" and any(c.code == "A" for c in behind)
    return about_time or any(c.code == "A" for c in row[first:i])


def goes_on(row: Sequence[Chunk], i: int) -> bool:
    """Whether the event's own words (chunk ``i`` and those before it, up to the names) say that it is so by now."""
    n = max((k for k in range(i) if row[k].code in "NP"), default=-1)
    return any(GOING.match(c.text) for c in row[n + 1 : i + 1])
