"""Times: one passes that the words at the anchor say, or, where they say none, that the passage or the document gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.language.layout import LaidSentence
from kg.language.text.span import Span
from kg.language.when.genre import compiled
from kg.ontology import digits
from kg.readings.gate.scene import Scene
from kg.readings.gate.verdicts import Refusal
from kg.readings.gate.whose import titles_over

DAY = len("2031-05-12")
YEAR_END = re.compile("年底|年末|岁末")
LAST_YEAR = re.compile("[去上]年同期")
YEARS = re.compile("(?<![\\d第])(\\d{1,2}|[二两三四五六七八九十])(?:[-—~～至到]\\d+)?年(?!级|代|产|度|\\d)")
SINCE = re.compile("以来|[至到]今|起")
DIGITS = re.compile("(?<!\\d)(20\\d\\d)年")
RELATIVE = re.compile("\\d月|[今去明]年|年内|年底|上半年|下半年|目前")
SAME_DAY = re.compile("同[日天]|当[日天]|同期")
WITH_YEAR = re.compile("年")
TODAY = re.compile("日前|近日|今[日天]|昨[日天]|上午|下午|现(?!代|场|有|象|实)|本月|已(?!有)|刚刚|当[日天]")


def judge_time(scene: Scene, time: str | None, anchor: Span) -> tuple[str | None, tuple[str, ...]]:
    """The time as the text has it, and what was put right. Raises ``Refusal`` for one that the text does not say."""
    if time is None:
        return None, ()
    said = list(_said(scene, anchor))
    if any(covers(time, value) for value in said) or _reckoned(scene, time, anchor, said):
        return time, ()
    coarser = next((value for value in said if "/" not in value and "/" not in time and time.startswith(value)), None)
    if coarser is None or any(len(value) > len(coarser) and value.startswith(coarser) for value in said):
        raise Refusal("time", time)
    return coarser, ("time",)


def _reckoned(scene: Scene, time: str, anchor: Span, said: list[str]) -> bool:
    """Whether a time follows from what is said: from January to a month said (截至5月底), from a year said on (2028年以来), so many years
    to or from the document's (5年来, 未来3年, 3年后), or from the year that the page names most (an article put out again later says 今年 of it)."""
    laid = scene.sentence(anchor)
    date = laid.context.anchor.date if laid else None
    if laid is None:
        return False
    first, _, last = time.partition("/")
    if RELATIVE.search(laid.sentence.text) and first[:4] == _year_of_page(scene, laid) and first[:4] == (last or first)[:4]:
        return True
    if date is None:
        return False
    if last and any(v.startswith(last) and v[:4] == first[:4] for v in said if "/" not in v) and first[4:] in ("", "-01"):
        return True
    if last and SINCE.search(laid.sentence.text) and any(v.startswith(first[:4]) for v in said):
        return int(date[:4]) - 1 <= int(last[:4]) <= int(date[:4])
    return any(_of_years(first, last, int(number) if number.isdigit() else (digits() | {"十": 10})[number], int(date[:4])) for number in YEARS.findall(laid.sentence.text))


def _year_of_page(scene: Scene, laid: LaidSentence) -> str | None:
    """The year that a page says in digits most often, if more than once."""
    said = Counter(year for block in scene.blocks_of(scene.pages[laid.block]) for year in DIGITS.findall(scene.text(block)))
    year, count = max(said.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return year if count > 1 else None


def _of_years(first: str, last: str, count: int, now: int) -> bool:
    """Whether a time is that many years before the document's year, or from it on, or the last of them."""
    if not last:
        return int(first[:4]) == now + count
    start, end = int(first[:4]), int(last[:4])
    return end - start in (count - 1, count) and (now - 1 <= end <= now or now <= start <= now + 1)


def covers(time: str, said: str) -> bool:
    """Whether a time is the one said, or the same less precisely: 2031 for 2031-05, never the other way."""
    if time == said:
        return True
    first, _, last = said.partition("/")
    if "/" in time:
        start, _, end = time.partition("/")
        return first.startswith(start[:4]) and (last or first).startswith(end[:4]) and len(time) <= len(said) + 2
    return first.startswith(time) and (last or first).startswith(time)


def _said(scene: Scene, anchor: Span) -> Iterator[str]:
    """The times that may be meant at the anchor: those of its clause and its sentence; where its clause says none, also those that
    the passage, the sentences before it in its block and the document's own date give."""
    laid = scene.sentence(anchor)
    if laid is None:
        return
    clause = scene.clause(laid, anchor.start)
    date = laid.context.anchor.date
    yield from (value for t in laid.times for value in _values(t.value, t.text, date))
    if LAST_YEAR.search(laid.sentence.text) and (year := laid.context.year or (date or "")[:4]):
        yield str(int(year) - 1)
    if any(t.value and clause.start <= t.start < clause.end for t in laid.times):
        return
    if laid.context.time:
        yield laid.context.time
    before = [s for s in scene.sentences[anchor.block] if s.start < laid.start and s.times] or _page_before(scene, laid)
    titles = [s for block in titles_over(scene, laid) for s in scene.sentences[block]] if not laid.context.time else []
    yield from (value for s in (*before[-3:], *titles) for t in s.times for value in _values(t.value, t.text, date))
    here = not laid.times and (not laid.context.time or laid.context.time[:4] == (date or "")[:4])
    if date and (here or _now(laid)):
        yield date


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
        if date and len(value) > 4 and "/" not in value and not WITH_YEAR.search(text):
            yield date[:4] + value[4:]
