"""The frames of milestones (``ontology/rules/milestones.yaml``): patterns over the letters of a clause's chunks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.ontology import rules


@dataclass(frozen=True, slots=True)
class Frame:
    """A rule: its pattern over chunk letters, the event it states by itself, what it needs of a name, and whether it shares the names of another."""

    id: str
    pattern: re.Pattern[str]
    event: str
    needs: str
    shares: bool


@cache
def frames() -> tuple[Frame, ...]:
    """The rules in the order in which they are tried."""
    return tuple(
        Frame(r["id"], re.compile(r["pattern"]), r.get("event", ""), r.get("needs", ""), r.get("shares", False))
        for r in rules("milestones")
    )


def candidates(codes: str, i: int) -> Iterator[tuple[Frame, re.Match[str]]]:
    """The frames that match a row of letters with their event (or drive) at ``i``, in order."""
    for frame in frames():
        key = "event" if "event" in frame.pattern.groupindex else "drive"
        for start in range(len(codes)):
            match = frame.pattern.match(codes, start)
            if match and match.start(key) == i:
                yield frame, match
