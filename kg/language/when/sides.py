"""On which side of a document's date a time lies."""

from __future__ import annotations

import re

PIECE = re.compile(r"(?P<y>\d{4})(?:-(?:Q(?P<q>\d)|H(?P<h>\d)|(?P<m>\d\d)(?:-(?P<d>\d\d))?))?")
Point = tuple[int, int, int]
FIRST, LAST = 0, 99  # of a day where none is said


def side(value: str, date: str) -> str | None:
    """``past`` for a time that ended before the date or is its day, ``ahead`` for one that begins behind it, None where they overlap or are none."""
    time, day = extent(value), extent(date)
    if time is None or day is None:
        return None
    if time[1] < day[0] or time == day and time[0][2] != FIRST:
        return "past"
    return "ahead" if time[0] > day[1] else None


def extent(value: str) -> tuple[Point, Point] | None:
    """The first and last year, month and day of a time as facts write it; None for what is no time."""
    first, _, last = value.partition("/")
    start, end = PIECE.fullmatch(first), PIECE.fullmatch(last or first)
    return (_point(start, FIRST), _point(end, LAST)) if start and end else None


def _point(piece: re.Match[str], day: int) -> Point:
    """The edge of a piece of time: its first day, or its last."""
    early = day == FIRST
    quarter, half = int(piece["q"] or 0), int(piece["h"] or 0)
    months = (3 * quarter - 2, 3 * quarter) if quarter else (6 * half - 5, 6 * half) if half else (int(piece["m"] or 1), int(piece["m"] or 12))
    return int(piece["y"]), months[0 if early else 1], int(piece["d"] or day)
