"""The years of a timeline: where a day stands, and the lines and numbers that say so."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg.export.labels import word
from kg.model import Milestone
from kg.ontology import ontology
from kg.outcomes.timespan import bounds
from kg.plot.scene import PALE, SIZE, Line, Text, width
from kg.plot.words import say

YEAR, AXIS = 118.0, 700.0  # the widest year, the longest axis
APART = 40.0  # of the years that are written
TOP = 22.0  # room above, for them
PAD = 5.0  # around a word in a bar


@dataclass(frozen=True, slots=True)
class Axis:
    """Years from ``first`` to ``last`` to the right of ``left``; undated milestones stand before them."""

    first: int
    last: int
    left: float
    undated: float

    @property
    def year(self) -> float:
        return min(YEAR, AXIS / max(1, self.last - self.first + 1))

    @property
    def start(self) -> float:
        return self.left + self.undated

    @property
    def right(self) -> float:
        return self.start + (self.last - self.first + 1) * self.year

    def at(self, day: date, end: bool = False) -> float:
        """Where a day begins (or ends)."""
        length = 366 if isleap(day.year) else 365
        return self.start + (day.year - self.first + (day.timetuple().tm_yday - (0 if end else 1)) / length) * self.year


def axis_of(steps: list[Milestone], left: float, lang: str) -> Axis:
    """The years that are spoken of, and room for what is undated."""
    spans = [span for step in steps if (span := days(step))]
    first, last = min((span[0].year for span in spans), default=0), max((span[1].year for span in spans), default=-1)
    undated = [width(word(ontology().events, step.event, lang)) * SIZE for step in steps if not days(step)]
    return Axis(first, last, left, max(undated) + 2 * PAD + 8.0 if undated else 0.0)


def days(step: Milestone) -> tuple[date, date] | None:
    """First and last day of a milestone, or None where it has no time that can be placed."""
    try:
        return bounds(step.time or "")
    except ValueError:
        return None


def grid(axis: Axis, bottom: float, side: float, lang: str, outcomes: bool) -> Iterable[Line | Text]:
    """The years above, a line where each begins."""
    every = max(1, -int(-APART // axis.year))
    for year in range(axis.first, axis.last + 2, every):
        x = axis.start + (year - axis.first) * axis.year
        yield Line(x, TOP - 4.0, x, bottom, "C8C8C8", 0.6)
        if year <= axis.last:
            yield Text(x + (axis.year if every == 1 else APART) / 2, TOP - 11.0, str(year), SIZE, "center", PALE)
    if axis.undated:
        yield Text(axis.left + 2.0, TOP - 11.0, say("undated", lang), SIZE, "left", PALE)
    if outcomes:
        yield Text(side, TOP - 11.0, say("outcome", lang), SIZE, "left", PALE)
