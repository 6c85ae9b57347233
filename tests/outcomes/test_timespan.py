"""Times become days, and anything else is refused with its value."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.outcomes.timespan import bounds, months_between, year


@pytest.mark.parametrize(
    ("time", "start", "end"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-01-25", date(2024, 1, 25), date(2024, 1, 25)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-Q4", date(2024, 10, 1), date(2024, 12, 31)),
        ("2024-H1", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-H2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2022-01/2022-09", date(2022, 1, 1), date(2022, 9, 30)),
        ("2021/2025", date(2021, 1, 1), date(2025, 12, 31)),
        ("2023-Q4/2024-03-05", date(2023, 10, 1), date(2024, 3, 5)),
    ],
)
def test_first_and_last_day(time: str, start: date, end: date) -> None:
    assert bounds(time) == (start, end)


@pytest.mark.parametrize(
    "time", ["", "24", "2024年", "2024-13", "2024-00", "2024-02-30", "2024-Q5", "2024-H3", "2024-1", "2024/", "/2024", "2024/2023",
             "2024/2025/2026", "2024-01-25T00:00", " 2024", "２０２４", "0000", "2024-Q1-02"],
)  # fmt: skip
def test_anything_else_is_refused_with_its_value(time: str) -> None:
    with pytest.raises(ValueError, match="no time") as error:
        bounds(time)
    assert repr(time) in str(error.value)


@pytest.mark.parametrize(("time", "expected"), [("2024-Q3", 2024), ("2021-01/2025-12", 2021)])
def test_year_is_where_it_begins(time: str, expected: int) -> None:
    assert year(time) == expected


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [("2024", "2025", 12), ("2024-06", "2024", 6), ("2024-H1", "2024-Q3", 3), ("2025", "2024-12-01", -12), ("2024", "2024-12-31", 0)],
)
def test_months_are_counted_end_to_end(earlier: str, later: str, months: int) -> None:
    assert months_between(earlier, later) == months


@given(st.dates(min_value=date(1000, 1, 1)), st.dates(min_value=date(1000, 1, 1)))
def test_a_range_spans_its_ends(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert bounds(f"{first.isoformat()}/{last.isoformat()}") == (first, last)
