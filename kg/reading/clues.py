"""A date inferred from what a text says: which year it plans for or looks back on, which month has just passed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from kg.model import Dated
from kg.ontology import number
from kg.reading import rules
from kg.reading.calendar import iso
from kg.reading.rules import Rule

ENOUGH = 3
MOST = 3
LATE, EARLY = 10, 3
LONGEST = 200_000


@dataclass(slots=True)
class Clues:
    """What was found: votes for years, years that are planned for, months by kind, and the words."""

    years: Counter[int] = field(default_factory=Counter)
    ahead: set[int] = field(default_factory=set)
    coming: int | None = None
    dated: list[tuple[int, int]] = field(default_factory=list)
    months: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    words: dict[int, list[str]] = field(default_factory=dict)


def infer(text: str) -> Dated | None:
    """The year, and the month where a clue gives it; None rather than a guess."""
    clues = _collect(text[:LONGEST])
    if not clues.years:
        return None
    year = max(clues.years, key=lambda y: (clues.years[y], y))
    if clues.years[year] < ENOUGH and not clues.dated:
        return None
    month, words = _month(clues, year)
    said = "；".join(dict.fromkeys([*words, *clues.words.get(year, [])[:2]]))
    if month is None and clues.years[year] < ENOUGH:
        return None
    return iso(year + (month[0] if month else 0), month[1] if month else None, None, f"inferred: {said}")


def _collect(text: str) -> Clues:
    clues = Clues()
    for rule in rules.listed("year_clues"):
        for match in list(rule.pattern.finditer(text))[:MOST]:
            _vote(clues, rule, match)
    clues.dated = sorted({(int(m[1]), int(m[2])) for m in rules.compiled("full_date").finditer(text)})
    for rule in rules.listed("month_clues"):
        for match in rule.pattern.finditer(text):
            clues.months.setdefault(rule.kind, []).append((_number(rule, match), match[0][:16]))
    return clues


def _vote(clues: Clues, rule: Rule, match: re.Match[str]) -> None:
    said = match.groupdict().get("year") or match.groupdict().get("year2")
    year = int(said or 0) + rule.block["shift"]
    clues.years[year] += rule.block["weight"]
    clues.words.setdefault(year, []).append(match[0][:12])
    if rule.block["shift"] < 0:
        clues.coming = year
    elif rule.id not in ("year-dated", "year-festival"):
        clues.ahead.add(year)


def _number(rule: Rule, match: re.Match[str]) -> int:
    groups = match.groupdict()
    return rule.block.get("month") or number(groups.get("month") or groups.get("month2") or "0")


def _month(clues: Clues, year: int) -> tuple[tuple[int, int] | None, list[str]]:
    """The month as (years after ``year``, month), and the words that give it."""
    found: dict[str, tuple[int, int]] = {}
    for kind, reading in (("event", _event), ("through", _through), ("at", _at), ("spring", _spring)):
        said = [month for month, _ in clues.months.get(kind, [])]
        if said and (months := reading(clues, year, said)):
            found[kind] = months
    for kinds in (("event", "through"), ("at",), ("spring",)):
        if told := {kind: found[kind] for kind in kinds if kind in found}:
            kind = max(told, key=lambda name: told[name])
            return found[kind], [word for _, word in clues.months[kind][-2:]]
    if clues.coming == year:
        return (0, 12), []
    last = max((pair for pair in clues.dated if pair[0] == year), default=None)
    return ((0, last[1]), [rules.table("month_of_year").format(year=year, month=last[1])]) if last else (None, [])


def _event(clues: Clues, year: int, months: list[int]) -> tuple[int, int]:
    """A day that has passed: early in a year that is planned for, or late in the year before it."""
    early = [month for month in months if month <= EARLY]
    if year in clues.ahead and early:
        return 0, max(early)
    before = year in clues.ahead and min(months) >= LATE and not any(y == year for y, _ in clues.dated)
    return (-1 if before else 0), max(months)


def _through(clues: Clues, year: int, months: list[int]) -> tuple[int, int]:
    """Figures of months are told in the month after."""
    month = max(months) % 12 + 1
    if month == 1:
        return (0 if year in clues.ahead else 1), 1
    before = year in clues.ahead and clues.coming != year and month >= LATE
    return (-1 if before else 0), month


def _at(clues: Clues, year: int, months: list[int]) -> tuple[int, int]:
    month = months[0]
    before = month == 12 and year in clues.ahead and clues.coming != year
    return (-1 if before else 0), month


def _spring(clues: Clues, year: int, months: list[int]) -> tuple[int, int] | None:
    """The month of the weeks before the lunar new year."""
    day = rules.table("spring_festival").get(str(year)) or rules.table("spring_festival").get(year)
    if not day:
        return None
    before = date.fromisoformat(f"{year}-{day}") - timedelta(days=20)
    return before.year - year, before.month
