"""Dates as documents write them, to ISO strings as precise as they are: ``2024``, ``2024-03``, ``2024-01-25``."""

from __future__ import annotations

import re
from datetime import date

from kg.errors import ReadingError
from kg.model import Dated
from kg.ontology import number
from kg.reading import rules

PRECISION = {4: "year", 7: "month", 10: "day"}


def from_match(match: re.Match[str], how: str, year: int | None = None) -> Dated | None:
    """The date that the groups year, month and day (or month2, day2) of a match give; ``year`` where it has none."""
    parts = [_group(match, name) for name in ("year", "month", "day")]
    first = number(parts[0]) if parts[0] else year
    return iso(first, number(parts[1]) if parts[1] else None, number(parts[2]) if parts[2] else None, how) if first else None


def iso(year: int, month: int | None, day: int | None, how: str) -> Dated | None:
    """The date as a string; None where no calendar has it."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    value = f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")
    return Dated(value, PRECISION[len(value)], how)


def parse(text: str, how: str) -> Dated | None:
    """The date that a string begins with (ISO, 2024/1/26, 2024年1月26日, 20240126, with or without a time)."""
    match = rules.compiled("written_date").match(text.strip())
    return from_match(match, how) if match else None


def given(text: str, how: str = "given") -> Dated:
    """The date that a caller or a column gives. Raises ``ReadingError`` naming the value that is none."""
    found = parse(text, how)
    if found is None:
        raise ReadingError(f"{text!r} is no date", "write it as 2024, 2024-01 or 2024-01-26")
    return found


def _group(match: re.Match[str], name: str) -> str | None:
    groups = match.groupdict()
    return groups.get(name) or groups.get(name + "2")
