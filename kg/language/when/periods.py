"""What the groups of a time rule mean: values as the facts carry them, as precise as said and no finer.

Each function of ``VALUES`` takes the groups that a rule of ``ontology/rules/times.yaml`` caught and an ``Anchor``, and gives
``2024``, ``2024-03``, ``2024-01-25``, ``2024-Q3``, ``2024-H1``, a range of two of these, or None where no year is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date as Calendar
from datetime import timedelta

from kg.ontology import number, rules, sign

LOOKS_BACK = 6  # a month; up to this month, 过去一年 is the year before
Groups = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative times lean on: ``date`` of the document, as precise as known, and ``year`` of the passage."""

    date: str | None = None
    year: str | None = None

    @property
    def now(self) -> int | None:
        """The year in which the document speaks."""
        return int(self.date[:4]) if self.date else self.passage if self.year else None

    @property
    def passage(self) -> int | None:
        """The year of which the passage speaks."""
        return int(self.year[:4]) if self.year else self.now if self.date else None

    @property
    def month(self) -> int | None:
        """The month of the document, if known."""
        return int(self.date[5:7]) if self.date and len(self.date) >= 7 and self.date[5:7].isdigit() else None

    @property
    def day(self) -> Calendar | None:
        """The day of the document, if known."""
        return Calendar.fromisoformat(self.date) if self.date and len(self.date) == 10 else None


def of(groups: Groups, *names: str) -> int | None:
    """The number in the first of these groups that caught something."""
    named = rules("times")["months_named"]
    return next((number(named.get(text, text)) for name in names if (text := groups.get(name))), None)


def the_year(groups: Groups, anchor: Anchor) -> int | None:
    """The year said, else the one a relative word means, else the passage's."""
    if groups.get("y"):
        return of(groups, "y")
    if relative := groups.get("rel"):
        return None if anchor.now is None else anchor.now + int(rules("times")["relative_years"][relative])
    if same := groups.get("same"):
        return None if anchor.passage is None else anchor.passage + int(rules("times")["relative_years"][same])
    return anchor.passage


def year(groups: Groups, anchor: Anchor) -> str | None:
    return text(the_year(groups, anchor))


def half(groups: Groups, anchor: Anchor) -> str | None:
    return text(the_year(groups, anchor), "-H1" if groups["half"] == sign("times", "first_half") else "-H2")


def quarter(groups: Groups, anchor: Anchor) -> str | None:
    return text(the_year(groups, anchor), f"-Q{of(groups, 'q')}")


def first_quarters(groups: Groups, anchor: Anchor) -> str | None:
    return span(the_year(groups, anchor), 1, 3 * (of(groups, "n", "n2") or 0))


def month(groups: Groups, anchor: Anchor) -> str | None:
    return text(the_year(groups, anchor), f"-{of(groups, 'm'):02}")


def months(groups: Groups, anchor: Anchor) -> str | None:
    start, end = the_year(groups, anchor), of(groups, "y2") or the_year(groups, anchor)
    first, last = of(groups, "m"), of(groups, "m2")
    return None if start is None or end is None else f"{start}-{first:02}/{end}-{last:02}"


def first_months(groups: Groups, anchor: Anchor) -> str | None:
    return span(the_year(groups, anchor), 1, of(groups, "n") or 0)


def relative_month(groups: Groups, anchor: Anchor) -> str | None:
    """上月, 下月 from the document's month; only its year where that is unknown."""
    word = groups.get("relm") or groups.get("relm2")
    return month_from(anchor, int(rules("times")["relative_months"][word]) if word else 0)


def month_from(anchor: Anchor, later_by: int) -> str | None:
    """The month so many later than the document's; only its year where the month is unknown."""
    if anchor.month is None or anchor.now is None:
        return text(anchor.now)
    years, index = divmod(anchor.month - 1 + later_by, 12)
    return f"{anchor.now + years}-{index + 1:02}"


def this_month(groups: Groups, anchor: Anchor) -> str | None:
    """近日 from the document's month; only its year where that is unknown."""
    return month_from(anchor, 0)


def months_later(groups: Groups, anchor: Anchor) -> str | None:
    """So many months after the month that the anchor is in; None where that is unknown."""
    return None if anchor.month is None else month_from(anchor, of(groups, "n", "n2") or 0)


def months_ago(groups: Groups, anchor: Anchor) -> str | None:
    """So many months before the document's month; None where that is unknown."""
    return None if anchor.month is None else month_from(anchor, -(of(groups, "n") or 0))


def day_of_relative_month(groups: Groups, anchor: Anchor) -> str | None:
    """本月28日 from the document's month; only its year where that is unknown."""
    return text(anchor.now) if anchor.month is None else f"{relative_month(groups, anchor)}-{of(groups, 'd'):02}"


def day(groups: Groups, anchor: Anchor) -> str | None:
    """A day of a month; the last such day before the document where the month is not said, and no day after it where the year is not."""
    if not groups.get("m"):
        return day_of_month(of(groups, "d") or 1, anchor)
    first, said = the_year(groups, anchor), bool(groups.get("y") or groups.get("rel"))
    if first is not None and not said and later(of(groups, "m") or 1, of(groups, "d") or 1, first, anchor):
        first -= 1  # news tell of days that were
    return text(first, f"-{of(groups, 'm'):02}-{of(groups, 'd'):02}")


def later(month_: int, day_: int, year_: int, anchor: Anchor) -> bool:
    """Whether a day is later than the document, to the precision of the document's date."""
    if anchor.now != year_ or anchor.month is None:
        return False
    return (month_, day_) > (anchor.month, anchor.day.day if anchor.day else 31)


def day_of_month(number_: int, anchor: Anchor) -> str | None:
    """The last such day before the document: 25日 said on 2024-01-26 is 2024-01-25."""
    if anchor.month is None:
        return text(anchor.now)
    return f"{month_from(anchor, -1 if anchor.day and number_ > anchor.day.day else 0)}-{number_:02}"


def days(groups: Groups, anchor: Anchor) -> str | None:
    start = month(groups, anchor)
    end = start if not groups.get("m2") else month({**groups, "m": groups["m2"]}, anchor)
    return None if start is None else f"{start}-{of(groups, 'd'):02}/{end}-{of(groups, 'd2'):02}"


def relative_day(groups: Groups, anchor: Anchor) -> str | None:
    """昨日, 今天 from the document's day; its date as far as known otherwise."""
    if anchor.day is None:
        return anchor.date or text(anchor.now)
    return (anchor.day + timedelta(int(rules("times")["relative_days"][groups["reld"]]))).isoformat()


def weekday(groups: Groups, anchor: Anchor) -> str | None:
    """上周五 from the document's week, which begins on Monday; the document's date as far as known otherwise."""
    if anchor.day is None:
        return anchor.date or text(anchor.now)
    monday = anchor.day - timedelta(anchor.day.weekday())
    return (monday + timedelta(7 * int(rules("times")["relative_weeks"][groups["relw"]]) + int(rules("times")["weekdays"][groups["wd"]]))).isoformat()


def school_term(groups: Groups, anchor: Anchor) -> str | None:
    """The month in which a term of the school year begins."""
    return text(the_year(groups, anchor), "-" + rules("times")["terms"][groups["term"]])


def feast_day(groups: Groups, anchor: Anchor) -> str | None:
    """The day of a feast that is the same each year."""
    return text(the_year(groups, anchor), "-" + rules("times")["feasts"][groups.get("feast") or groups.get("feast2")])


def years(groups: Groups, anchor: Anchor) -> str | None:
    first, last = of(groups, "y"), of(groups, "y2")
    if first is None and anchor.now is not None:
        first = anchor.now - 1 if groups.get("past") else anchor.now + 1 if groups.get("coming") else anchor.now
        last = first + 1
    return None if first is None or last is None or last < first else f"{first}-01/{last}-12"


def decade(groups: Groups, anchor: Anchor) -> str:
    """The ten years of a decade of the last century."""
    first = 1900 + (of(groups, "tens") or 0)
    return stretch(first, first + 9)


def plan(groups: Groups, anchor: Anchor) -> str:
    start = int(plan_start(groups, anchor))
    return f"{start}-01/{start + 4}-12"


def plan_start(groups: Groups, anchor: Anchor) -> str:
    """The tenth five-year plan began in 2001."""
    return str(2001 + 5 * ((of(groups, "plan") or 10) - 10))


def plan_end(groups: Groups, anchor: Anchor) -> str:
    return str(int(plan_start(groups, anchor)) + 4)


def plan_first(groups: Groups, anchor: Anchor) -> str:
    start = int(plan_start(groups, anchor))
    return f"{start}-01/{start + (of(groups, 'n') or 1) - 1}-12"


def last_years(groups: Groups, anchor: Anchor) -> str | None:
    """Whole years up to the one just closed, or, late in a year, up to this one."""
    if anchor.now is None:
        return None
    last = anchor.now - (1 if (anchor.month or 1) <= LOOKS_BACK else 0)
    return stretch(last - (of(groups, "n", "n2") or 1) + 1, last)


def next_years(groups: Groups, anchor: Anchor) -> str | None:
    """So many whole years from this one (or, late in the year, from the next) on; None without a date."""
    if anchor.now is None:
        return None
    first = anchor.now + (0 if (anchor.month or 1) <= LOOKS_BACK else 1)
    return stretch(first, first + (of(groups, "n") or 1) - 1)


def none(groups: Groups, anchor: Anchor) -> None:
    return None


def text(year_: int | None, rest: str = "") -> str | None:
    return None if year_ is None else f"{year_}{rest}"


def span(year_: int | None, first: int, last: int) -> str | None:
    return None if year_ is None else f"{year_}-{first:02}/{year_}-{last:02}"


def stretch(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-01/{last}-12"


VALUES: dict[str, Callable[[Groups, Anchor], str | None]] = {
    f.__name__: f
    for f in (year, half, quarter, first_quarters, month, months, first_months, relative_month, this_month, months_later, months_ago, day_of_relative_month, day, days, relative_day)
    + (weekday, feast_day, school_term)
    + (years, decade, plan, plan_start, plan_end, plan_first, last_years, next_years, none)
}
