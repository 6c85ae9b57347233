"""The time of a step: in its own words, in a clause of its own before or behind it, else the passage's; and whether it is a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.language.layout import LaidSentence
from kg.language.milestones.stated import Stated
from kg.language.text.clauses import PAIRS, ROUND, Clause, open_bracket
from kg.language.when.sides import side
from kg.language.when.times import TimeMention
from kg.ontology import form, rules, sign

YEAR_SAID = form("times", "year_said")
DAY = len("2024-01-26")
OVERRULED = frozenset({"passage-ahead-time", "passage-ahead-words"})
OF_ITS_SUBJECT = frozenset({"milestone-list-first"})
NEAR = 4  # characters between a step and the bracket that dates it


@dataclass(frozen=True, slots=True)
class Dated:
    """A time, and the mention that says it (None for the passage's)."""

    value: str | None
    said: TimeMention | None = None


def dated(laid: LaidSentence, start: int, end: int) -> Dated:
    """The time of the step at ``start:end``: the nearest said before it in its clause, else behind it there; else that of a clause
    that is no more than a time, behind it or before it; else the passage's."""
    at = next((n for n, c in enumerate(laid.sentence.clauses) if c.start <= start < c.end), None)
    if at is None:
        return Dated(laid.context.time)
    clauses = laid.sentence.clauses
    if _pattern("long_since").match(laid.line.text, end) and not any(t.end <= start for t in _telling(laid, clauses[at])):
        return Dated(None)
    found = _beside(laid, clauses[at], start, end) or _behind(laid, clauses[at + 1 : at + 2]) or _leading(laid, clauses[:at])
    return Dated(found.value, found) if found else Dated(laid.context.time)


def time_of(laid: LaidSentence, start: int, end: int) -> str | None:
    """The time of the step at ``start:end``."""
    return dated(laid, start, end).value


def ahead(laid: LaidSentence, start: int, end: int) -> bool:
    """Whether the step at ``start:end`` is said with a time that lies behind the document's date: then it is a plan, whatever else is said."""
    found, date = dated(laid, start, end), laid.context.anchor.date
    return bool(found.said and found.value and date) and side(found.value or "", date or "") == "ahead"


def said_with_time(laid: LaidSentence) -> Iterator[Stated]:
    """What the frames of a sentence state with a time of its own, or as denied."""
    return (s for s in laid.stated if s.standing or dated(laid, s.event_start, s.event_end).said)


def _beside(laid: LaidSentence, clause: Clause, start: int, end: int) -> TimeMention | None:
    """The nearest time before the end of the step in its clause (not one of an attribute that closes before its name), else the first behind."""
    first, last = _reach(laid, clause, start, end)
    aside = (t for t in _telling(laid, clause) if first <= t.start and t.end <= last and not start <= t.start < end)
    inside = [t for t in aside if not _set_apart(laid.line.text, t, start, end)]
    if moved := next((t for t in inside if _pattern("moved").search(laid.line.text[clause.start : t.start])), None):
        return moved
    before = [t for t in inside if t.end <= end]
    return before[-1] if before else inside[0] if inside else None


def _set_apart(text: str, time: TimeMention, start: int, end: int) -> bool:
    """Whether a time stands in a bracket that the step at ``start:end`` does not: 某体育馆（2032年竣工）正在施工."""
    if time.end > start:
        opened = open_bracket(text, end, time.start)
        return opened is not None and not _only_dates(text, opened, time, end)
    opened = open_bracket(text, 0, time.start)
    return opened is not None and open_bracket(text, opened, start) is None


def _only_dates(text: str, opened: int, time: TimeMention, end: int) -> bool:
    """Whether a bracket right behind a step holds its time and no more: 某泵站投产在先（7月5日）."""
    return opened + 1 == time.start and text[time.end : time.end + 1] == PAIRS[text[opened]] and opened - end <= NEAR


def _reach(laid: LaidSentence, clause: Clause, start: int, end: int) -> tuple[int, int]:
    """The stretch of a clause in which a step's own time stands: not beyond the bracket that holds it, nor the attribute of another step."""
    text = laid.line.text
    opened = open_bracket(text, clause.start, start)
    if opened is not None:
        shut = min((at for mark in ROUND if (at := text.find(PAIRS[mark], end, clause.end)) >= 0), default=clause.end)
        return opened, shut
    events = [(s.event_start, s.event_end) for s in laid.stated if clause.start <= s.event_start < clause.end]
    ended = [b for _, b in events if b <= start and text[b : b + 1] == sign("frames", "possessive")]
    return max(ended, default=clause.start), clause.end


def _behind(laid: LaidSentence, clauses: Sequence[Clause]) -> TimeMention | None:
    """X开工，时间定在9月: the time of a next clause that gives one and no more."""
    silent = [c for c in clauses if not any(c.start <= s.event_start < c.end for s in laid.stated)]
    return next((t for c in silent for t in _alone(laid, c, "time_alone")), None)


def _leading(laid: LaidSentence, clauses: Sequence[Clause]) -> TimeMention | None:
    """2024年9月，…，X投用: the last clause before that is a time and no more, none of those between saying another."""
    for clause in reversed(clauses):
        if found := next(_alone(laid, clause, "leads"), None):
            return found
        if next(_telling(laid, clause), None):
            return None
    return None


def _alone(laid: LaidSentence, clause: Clause, key: str) -> Iterator[TimeMention]:
    for time in _telling(laid, clause):
        around = laid.line.text[clause.start : time.start] + "\0" + laid.line.text[time.end : clause.end]
        if any(pattern.search(around.strip()) for pattern in _patterns(key)):
            yield time


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern.replace("{T}", "\0")) for pattern in rules("steps")[key])


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(rules("steps")[key])


def _telling(laid: LaidSentence, clause: Clause) -> Iterator[TimeMention]:
    """The times in a clause that date a step: no review of several years."""
    inside = (t for t in laid.times if clause.start <= t.start and t.end <= clause.end)
    return (t for t in inside if t.value and (t.kind != "since" or _pattern("from_then").search(t.text)) and (t.kind in ("point", "since") or _dates(t.value, laid.context.anchor.date)))


def _dates(value: str, date: str | None) -> bool:
    """Whether a time may date a step: one year or less, or a span that still runs or is to come."""
    first, _, last = value.partition("/")
    return not last or first[:4] == last[:4] or _runs(value, date)


def _runs(value: str, date: str | None) -> bool:
    """Whether a span of years begins in the document's year or later, or goes on beyond it."""
    first, _, last = value.partition("/")
    return bool(date and last) and (first[:4] >= (date or "")[:4] or last[:4] > (date or "")[:4])


def placed(laid: LaidSentence, stated: Stated) -> tuple[str | None, str]:
    """The time and modality of what a frame states."""
    found = dated(laid, stated.event_start, stated.event_end)
    value = _brought_ahead(found, laid, stated)
    return value, _modality(laid, stated, value, found.said)


def _brought_ahead(found: Dated, laid: LaidSentence, stated: Stated) -> str | None:
    """A day without a year that would lie far back (将于9月28日开园) is this year's where the words look ahead."""
    date, value = laid.context.anchor.date, found.value
    if not (found.said and date and value and (len(value) == DAY or _turn_of_year(value, date))) or YEAR_SAID.search(found.said.text):
        return value
    if not stated.modal and not _pattern("day_to_come").search(laid.sentence.text):
        return value
    ahead = f"{int(value[:4]) + 1}{value[4:]}"
    return ahead if (value[:4] < date[:4] or len(value) < DAY) and side(ahead, date) == "ahead" else value


def _turn_of_year(value: str, date: str) -> bool:
    """Whether a month without a year is one of the first, said in the last months of a year: 确保元月底前启用."""
    return len(value) == len(date[:7]) and value[:4] == date[:4] and value[5:7] <= "03" and date[5:7] >= "10"


def _modality(laid: LaidSentence, stated: Stated, value: str | None, said: TimeMention | None) -> str:
    """``planned`` for a time that is to come, whatever the words; ``actual`` for one that is over, unless they look ahead; else as
    the words say (将, 力争; 正在, 已), else as the passage does."""
    date = laid.context.anchor.date
    lies = side(value, date) if said and value and date else None
    if lies == "ahead":
        return "planned"
    if stated.modal:
        past = value and date and value[:4] < date[:4]
        return laid.context.modality if past and not said else "planned"
    if stated.going or lies == "past":
        return "actual"
    lasts = said is not None and "/" in (value or "") and (value or "")[:4] != (value or "")[-7:-3] and _runs(value or "", date)
    if said is None and laid.context.how in OVERRULED and _before_what_is_to_come(laid, stated):
        return "actual"
    return "planned" if lasts or said and said.kind == "deadline" else laid.context.modality


def _before_what_is_to_come(laid: LaidSentence, stated: Stated) -> bool:
    """X主体完工，明年6月投用: whether all times that lie ahead stand in clauses behind the one that tells a step of its own subject."""
    end, date = next((c.end for c in laid.sentence.clauses if c.start <= stated.event_start < c.end), 0), laid.context.anchor.date or ""
    told = stated.rule in OF_ITS_SUBJECT and not _pattern("told_ahead").search(laid.line.text, laid.start, end)
    ahead_times = [t for t in laid.times if t.value and side(t.value, date) == "ahead"]
    return told and bool(ahead_times) and all(t.start >= end for t in ahead_times)


def shared_out(laid: LaidSentence, stated: Stated) -> tuple[str, ...]:
    """2028年、2029年分别建成甲、乙: the years, one for each name; nothing where none are shared out."""
    said = dated(laid, stated.event_start, stated.event_end).said
    if said is None or not said.value or "/" not in said.value or not _pattern("shared_out").search(laid.line.text, said.end, stated.event_end):
        return ()
    first, _, last = said.value.partition("/")
    years = tuple(str(year) for year in range(int(first[:4]), int(last[:4]) + 1))
    return years if len(years) == len(stated.names) else ()
