"""Times that no words give as they stand and that follow from them: years counted from the document's, a five-year plan, the page's own year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.language.layout import LaidSentence
from kg.language.text.span import Span
from kg.language.when.periods import plan
from kg.ontology import digits
from kg.readings.gate.scene import Scene
from kg.readings.gate.words import data, pattern

YEARS = re.compile("(?<![\\d第])(\\d{1,2}|[二两三四五六七八九十])(?:[-—~～至到](\\d{1,2}))?年(?!级|代|产|度|\\d|多?以?前(?!后))")
AGO = re.compile("(?<![\\d第])(\\d{1,2}|[二两三四五六七八九十])年(?:多)?(?:以)?前(?!后)")
PLAN = re.compile("(?P<plan>十[一二三四五六七八]?)五(?![年个家项座条])")
SINCE = re.compile("以来|[至到]今|起")
DIGITS = re.compile("(?<!\\d)(20\\d\\d)年")
RELATIVE = re.compile("\\d月|[今去明]年|年内|年底|上半年|下半年|目前")
BACK = 2  # sentences of a paragraph in which years may be counted that the next one keeps to (5年共完成…；…)


def reckoned(scene: Scene, time: str, anchor: Span, said: list[str]) -> bool:
    """Whether a time follows from what is said: from January to a month said (截至5月底), from a year said on (2028年以来), so many years
    to or from the document's (5年来, 未来3年, 3年后, 10年前), or from the year that the page names most (an article put out again later says 今年 of it)."""
    laid = scene.sentence(anchor)
    date = laid.context.anchor.date if laid else None
    if laid is None:
        return False
    first, _, last = time.partition("/")
    if first[:4] == (last or first)[:4] and first[:4] == year_of_page(scene, laid) and (RELATIVE.search(laid.sentence.text) or _put_out_again(scene, laid, first[:4])):
        return True
    if date is None:
        return False
    if last and any(v.startswith(last) and v[:4] == first[:4] for v in said if "/" not in v) and first[4:] in ("", "-01"):
        return True
    if last and SINCE.search(laid.sentence.text) and any(v.startswith(first[:4]) for v in said):
        return int(date[:4]) - 1 <= int(last[:4]) <= int(date[:4])
    if not last and any(int(first[:4]) == int(date[:4]) - _count(years) for years in AGO.findall(laid.sentence.text)):
        return True
    return any(_of_years(first, last, counted, int(date[:4])) for one in _leading(scene, laid) for counted in _counts(one.sentence.text))


def planned_years(laid: LaidSentence) -> Iterator[str]:
    """The five-year plans that a sentence names, as times: 十二五开工建设."""
    yield from (plan(m.groupdict(), laid.context.anchor) for m in PLAN.finditer(laid.sentence.text))


def feasts(laid: LaidSentence) -> Iterator[str]:
    """The months that the feasts of a sentence may mean (国庆前通车), in its year."""
    year = next((t.value[:4] for t in laid.times if t.value), laid.context.year or (laid.context.anchor.date or "")[:4])
    for name, months in data()["feast_months"].items() if year else ():
        if name in laid.sentence.text:
            yield from (f"{year}-{month:02}" for month in months)


def each_year(laid: LaidSentence) -> Iterator[str]:
    """Each year of a period of which each is told apart (2031年至2033年分别为…)."""
    if pattern("each").search(laid.sentence.text):
        for first, last in (t.value.split("/") for t in laid.times if t.value and "/" in t.value):
            yield from (str(year) for year in range(int(first[:4]), int(last[:4]) + 1) if first[:4] != last[:4])


def year_of_page(scene: Scene, laid: LaidSentence) -> str | None:
    """The year that a page says in digits most often, if more than once."""
    said = Counter(year for block in scene.blocks_of(scene.pages[laid.block]) for year in DIGITS.findall(scene.text(block)))
    year, count = max(said.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return year if count > 1 else None


def _put_out_again(scene: Scene, laid: LaidSentence, year: str) -> bool:
    """Whether a sentence without a time stands in a paragraph of that year, on a page that never says the year of its own date."""
    date = (laid.context.anchor.date or "")[:4]
    page = "".join(scene.text(block) for block in scene.blocks_of(scene.pages[laid.block]))
    return bool(date) and f"{date}年" not in page.replace(f"（{date}", "") and not laid.times and year in DIGITS.findall(scene.text(laid.block))


def _leading(scene: Scene, laid: LaidSentence) -> list[LaidSentence]:
    """The sentence, and where it says no time, those before it in its paragraph."""
    listed = scene.sentences[laid.block]
    at = next(i for i, s in enumerate(listed) if s is laid)
    return [laid] if laid.times else listed[max(0, at - BACK) : at + 1]


def _counts(text: str) -> Iterator[tuple[int, int]]:
    """The counts of years that a text says, the least and the most of each (3-5年)."""
    for least, most in YEARS.findall(text):
        number = _count(least)
        yield number, int(most or number)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else (digits() | {"十": 10})[word]


def _of_years(first: str, last: str, counted: tuple[int, int], now: int) -> bool:
    """Whether a time is that many years before the document's year, or from it on, or the last of them."""
    least, most = counted
    if not last:
        return int(first[:4]) in (now + least, now + most)
    start, end = int(first[:4]), int(last[:4])
    if least != most:
        return start in (now, now + 1, now + least) and end in (now + most - 1, now + most)
    return end - start in (least - 1, least) and (now - 1 <= end <= now or now <= start <= now + 1)
