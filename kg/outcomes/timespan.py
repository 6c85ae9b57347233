"""The first and last day of a fact's time (``2024``, ``2024-03``, ``2024-01-25``, ``2024-Q3``, ``2024-H1``, ``2022-01/2022-09``)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_TIME = re.compile(r"(?P<year>[0-9]{4})(?:-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")


def bounds(time: str) -> tuple[date, date]:
    """First and last day of ``time``. Raises ValueError with the value for anything that is no such time, or a range that runs back."""
    first, slash, last = time.partition("/")
    start, end = _single(first, time)
    if slash:
        end = _single(last, time)[1]
    if end < start:
        raise ValueError(f"no time: {time!r} ends before it begins")
    return start, end


def year(time: str) -> int:
    """The year in which ``time`` begins. Raises ValueError as ``bounds`` does."""
    return bounds(time)[0].year


def months_between(earlier: str, later: str) -> int:
    """Months from the end of ``earlier`` to the end of ``later``; negative where ``later`` ends first. Raises ValueError as ``bounds`` does."""
    first, second = bounds(earlier)[1], bounds(later)[1]
    return (second.year - first.year) * 12 + second.month - first.month


def _single(part: str, whole: str) -> tuple[date, date]:
    found = _TIME.fullmatch(part)
    if not found:
        raise ValueError(f"no time: {whole!r} (want 2024, 2024-03, 2024-01-25, 2024-Q3, 2024-H1 or a range A/B)")
    try:
        return _days(found)
    except ValueError as error:
        raise ValueError(f"no time: {whole!r} ({error})") from None


def _days(found: re.Match[str]) -> tuple[date, date]:
    number = int(found["year"])
    if found["day"]:
        day = date(number, int(found["month"]), int(found["day"]))
        return day, day
    first, last = _months(found)
    start = date(number, first, 1)
    return start, date(number, last, monthrange(number, last)[1])


def _months(found: re.Match[str]) -> tuple[int, int]:
    if found["quarter"]:
        return int(found["quarter"]) * 3 - 2, int(found["quarter"]) * 3
    if found["half"]:
        return int(found["half"]) * 6 - 5, int(found["half"]) * 6
    if found["month"]:
        return int(found["month"]), int(found["month"])
    return 1, 12
