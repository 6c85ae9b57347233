"""Times: one passes that the words at the anchor say, or, where they say none, that the passage or the document gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.language.layout import LaidSentence
from kg.language.text.span import Span
from kg.language.when.genre import compiled
from kg.readings.gate.reckoned import each_year, feasts, planned_years, reckoned
from kg.readings.gate.scene import Scene
from kg.readings.gate.verdicts import Refusal
from kg.readings.gate.whose import titles_over
from kg.readings.gate.words import pattern

DAY, MONTH = len("2031-05-12"), len("2031-05")
LENGTHS = {"Q": 3, "H": 6}  # months of a quarter and of a half
FAR = 3  # sentences that the years of a plan are carried over
YEAR_END = re.compile("年底|年末|岁末")
ENDS = re.compile("[末底]$")
LAST_YEAR = re.compile("[去上]年同期")
SAME_DAY = re.compile("同[日天]|当[日天]|同期")
WITH_YEAR = re.compile("年")
TODAY = re.compile("日前|近日|今[日天]|昨[日天]|上午|下午|现(?!代|场|有|象|实)|本月|已(?!有)|刚刚|当[日天]")


def judge_time(scene: Scene, time: str | None, anchor: Span) -> tuple[str | None, tuple[str, ...]]:
    """The time as the text has it, and what was put right. Raises ``Refusal`` for one that the text does not say."""
    if time is None:
        return None, ()
    said = list(_said(scene, anchor))
    if any(covers(time, value) for value in said) or reckoned(scene, time, anchor, said):
        return time, ()
    coarser = next((value for value in said if "/" not in value and "/" not in time and time.startswith(value)), None)
    if coarser is None or any(len(value) > len(coarser) and value.startswith(coarser) for value in said):
        raise Refusal("time", time)
    return coarser, ("time",)


def covers(time: str, said: str) -> bool:
    """Whether a time is the one said, or the same less precisely: 2031 for 2031-05, never the other way."""
    if time == said or (period(time) and period(time) == period(said)):
        return True
    first, _, last = said.partition("/")
    if "/" in time:
        start, _, end = time.partition("/")
        return first.startswith(start[:4]) and (last or first).startswith(end[:4]) and len(time) <= len(said) + 2
    return first.startswith(time) and (last or first).startswith(time)


def period(time: str) -> tuple[str, str] | None:
    """The first and the last month of a period of months (2031-Q1, 2031-H1, 2031-01/2031-03), None for any other time."""
    first, _, last = time.partition("/")
    if not last and (length := LENGTHS.get(time[5:6])):
        end = length * int(time[6])
        return f"{time[:4]}-{end - length + 1:02}", f"{time[:4]}-{end:02}"
    return (first, last) if len(first) == len(last) == MONTH else None


def _said(scene: Scene, anchor: Span) -> Iterator[str]:
    """The times that may be meant at the anchor: those of its clause and its sentence; where its clause says none, also those that
    the passage, the sentences before it in its block and the document's own date give."""
    laid = scene.sentence(anchor)
    if laid is None:
        return
    clause = scene.clause(laid, anchor.start)
    date = laid.context.anchor.date
    yield from (value for t in laid.times for value in _values(t.value, t.text, date))
    yield from planned_years(laid)
    yield from feasts(laid)
    yield from each_year(laid)
    if LAST_YEAR.search(laid.sentence.text) and (year := laid.context.year or (date or "")[:4]):
        yield str(int(year) - 1)
    if any(t.value and clause.start <= t.start < clause.end for t in laid.times):
        return
    if laid.context.time:
        yield laid.context.time
    before = [s for s in scene.sentences[anchor.block] if s.start < laid.start and s.times] or _page_before(scene, laid)
    if anchor.block in titles_over(scene, laid):
        yield from _of_body(scene, laid)
    if date and pattern("exists").search(scene.text(anchor.block)[clause.start : clause.end]):
        yield date
    titles = [s for block in titles_over(scene, laid) for s in scene.sentences[block]] if not laid.context.time else []
    yield from (value for s in (*before[-3:], *titles) for t in s.times for value in _values(t.value, t.text, date))
    yield from _of_lead(scene, laid)
    yield from _period_before(scene, laid)
    here = not any(t.start < anchor.start for t in laid.times) and (not laid.context.time or laid.context.time[:4] == (date or "")[:4])
    if date and (here or _now(laid)):
        yield date


def _of_lead(scene: Scene, laid: LaidSentence) -> Iterator[str]:
    """The times of the sentence that opens the article, where another says none: a bulletin gives its period once."""
    opening = next((s for s in scene.pages[laid.block].sentences if s.times), None)
    if opening is not None and not laid.times:
        yield from (t.value for t in opening.times if t.value and t.value[:4] == laid.context.year)


def _of_body(scene: Scene, title: LaidSentence) -> Iterator[str]:
    """The times of the first sentence behind a title that says any: a headline tells what the lead dates."""
    first = next((s for s in scene.pages[title.block].sentences if s.block > title.block and s.times), None)
    date = title.context.anchor.date
    yield from (value for t in (first.times if first else ()) for value in _values(t.value, t.text, date))


def _period_before(scene: Scene, laid: LaidSentence) -> Iterator[str]:
    """The years of a plan that the last sentences tell of, where neither this one nor one between says a time (“十六五”期间，…。为实现该目标，…)."""
    listed = scene.pages[laid.block].sentences
    at = next(i for i, s in enumerate(listed) if s is laid)
    before = next((s for s in reversed(listed[max(0, at - FAR) : at]) if s.times), None)
    if before is not None and not laid.times:
        yield from (t.value for t in before.times if t.value and "/" in t.value and t.value[:4] != t.value.partition("/")[2][:4])


def _page_before(scene: Scene, laid: LaidSentence) -> list[LaidSentence]:
    """The sentences that say a day, before one that says 同日, on its page."""
    if not SAME_DAY.search(laid.sentence.text):
        return []
    listed = scene.pages[laid.block].sentences
    return [s for s in listed[: next(i for i, s in enumerate(listed) if s is laid)] if any(len(t.value or "") == DAY for t in s.times)]


def _now(laid: LaidSentence) -> bool:
    return bool(TODAY.search(laid.sentence.text) or compiled("running_words").search(laid.sentence.text))


def _values(value: str | None, text: str, date: str | None) -> Iterator[str]:
    """A time said, the December that an end of year may be, and the document's own year for a month or day said without one."""
    if value:
        yield value
        if YEAR_END.search(text) and len(value) == 4:
            yield f"{value}-12"
        if ENDS.search(text) and (months := period(value)):
            yield months[1]
        if date and len(value) > 4 and "/" not in value and not WITH_YEAR.search(text):
            yield date[:4] + value[4:]
