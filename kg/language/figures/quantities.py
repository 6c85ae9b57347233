"""Numbers with a unit or counter in a text: value, unit as written, bound; and those that are none, with the reason.

The words, and the numbers that are no quantities, stand in ``ontology/rules/quantities.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from kg.language.figures.numerals import chinese, fraction, number, plain_width
from kg.language.figures.units import bound_words, data, kinds, quantity_pattern, refusals
from kg.language.text.clauses import Sentence
from kg.ontology import form, sign, signs, written

BEFORE = 5  # characters before a number in which its bound (超过, 约) stands
CUE_REACH = 14  # characters before a number in which the cue of a duration or an age stands


def its(name: str) -> str:
    """A word of ``quantities.yaml``."""
    return sign("quantities", name)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number said in a text: ``text == whole[start:end]`` with its bound words.

    ``value`` in ``unit`` as written (1.3 万户); ``bound`` is exact, at_least, about or at_most; ``high`` the upper end of a
    range (5—6个: value 5, high 6); ``kind`` counter, share, amount, duration, age or bare (only 万 or 亿).
    """

    start: int
    end: int
    value: Decimal
    unit: str
    bound: str
    text: str
    high: Decimal | None = None
    kind: str = "counter"

    def moved(self, by: int) -> Quantity:
        """The same with offsets moved."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A number that is no quantity, and the id of the rule that says so."""

    start: int
    end: int
    text: str
    rule: str


def find_quantities(text: str) -> list[Quantity]:
    """The quantities of a text, in order; offsets into ``text``."""
    return [replace(q, text=text[q.start : q.end]) for q in _read(text) if isinstance(q, Quantity)]


def quantities_of(sentence: Sentence) -> tuple[Quantity, ...]:
    """The quantities of a sentence, in order; offsets of its block."""
    return tuple(q.moved(sentence.start) for q in find_quantities(sentence.text))


def find_refusals(text: str) -> list[Refusal]:
    """The numbers with a unit that are no quantities (第35届, 30万吨级, 10亿元以上项目), each with its rule."""
    return [r for r in _read(text) if isinstance(r, Refusal)]


def _read(text: str) -> list[Quantity | Refusal]:
    text = plain_width(text)
    said = list(_in_words(text))
    taken = {i for q in said for i in range(q.start, q.end)}
    shut = _refused(text) if said else None
    found: list[Quantity | Refusal] = [q for q in said if shut is None or shut.get(q.start, ("", False))[0] not in WHOLE]
    for m in quantity_pattern().finditer(text):
        if not (m["mag"] or m["unit"]) or (m["unit"] == its("year") and len(m["num"] or "") == 4) or m.start() in taken or m.end() - 1 in taken:
            continue
        shut = _refused(text) if shut is None else shut
        rule, han = shut.get(_digits(m), (None, False))
        why = (rule if rule and not (han and text[_digits(m)].isdigit()) else None) or _doubt(text, m)
        found.append(Refusal(m.start(), m.end(), m[0], why) if why else _quantity(text, m))
    return sorted(found, key=lambda q: q.start)


WHOLE = ("refuse.quoted", "refuse.title")


def _refused(text: str) -> dict[int, tuple[str, bool]]:
    """The offsets at which a number is none: the rule that says so (one for any number rather than one for Chinese ones)."""
    shut: dict[int, tuple[str, bool]] = {}
    for rule, pattern, _, han in refusals():
        for m in pattern.finditer(text):
            shut.update((i, (rule, han)) for i in range(*m.span()) if i not in shut or (shut[i][1] and not han))
    return shut


def _digits(m: re.Match[str]) -> int:
    return m.start("num") if m["num"] else m.start()


@cache
def _before() -> re.Pattern[str]:
    return re.compile(f"(?:{bound_words('before')}){written('quantities', 'bound_ends')}")


def _quantity(text: str, m: re.Match[str]) -> Quantity:
    before = _before().search(text[max(0, m.start() - BEFORE) : m.start()])
    start = m.start() - len(before[0]) if before else m.start()
    inner = next((x for x in (m["in1"], m["in2"], m["in3"]) if x), "")
    bound = _bound_of(m["post"], "after") or _bound_of(inner, "inside") or (before.lastgroup if before else None) or "exact"
    num, kind = m["num"] or "", kinds().get(_plain(m["unit"] or ""), "bare")
    value, mag, high = number(num), m["mag"] or "", None
    if kind == "counter" and not mag and "." in num and not text[: m.start("num")].strip():  # 8.6个专项 opens item 8: six programmes
        start, value = m.start("num") + num.index(".") + 1, number(num.partition(".")[2])
    if m["low"]:
        value, high = number(m["low"]), value
    unit = mag + (m["unit"] or "")
    return Quantity(start, m.end(), value, unit, bound, text[start : m.end()], high, kind)


def _plain(unit: str) -> str:
    return unit if unit in kinds() else re.split("[/／]", unit)[0]


def _bound_of(word: str | None, where: str) -> str | None:
    """The bound that a word in that place (before, inside, after) says, or None."""
    if not word:
        return None
    return next((name for name, words in data()["bounds"][where].items() if word in words), None)


def _doubt(text: str, m: re.Match[str]) -> str | None:
    """Why a number with a unit is no quantity after all: doubtful counters, durations and ages without a cue."""
    unit, num = _plain(m["unit"] or ""), m["num"] or ""
    left = text[max(0, m.start() - CUE_REACH) : m.start()]
    left = left[max((left.rfind(c) for c in "，。；"), default=-1) + 1 :]
    kind = kinds().get(unit, "bare")
    if kind == "duration" and not re.search("|".join(data()["year_cues" if unit == its("year") else "duration_cues"]), left):
        return "refuse.duration"
    if kind == "age" and not re.search("|".join(data()["age_cues"]), left):
        return "refuse.age"
    if num and not num[0].isdigit():
        return _han_doubt(text, m, unit, left)
    return "refuse.no_unit" if kind == "bare" and not _free(text, m) else None


def _free(text: str, m: re.Match[str]) -> bool:
    """Whether 万 or 亿 without a unit ends the phrase or stands before a noun (650万, 80余万老年人), as in numbers of people."""
    return m["mag"][-1] in its("free")


def _han_doubt(text: str, m: re.Match[str], unit: str, left: str) -> str | None:
    """Why a number in Chinese characters counts nothing (一个, 十大, 百姓), or None: it takes a counter that counts, or a bound."""
    num, bounded = m["num"], bool(_before().search(left) or m["in1"] or m["in2"] or m["in3"] or m["post"])
    if unit not in data()["chinese_counters"]:
        return None if bounded and m["mag"] and not unit else "refuse.han_counter"
    if num == its("one") and not (unit in data()["one_counters"] and (bounded or unit == its("times") or re.search(f"(?:{'|'.join(data()['one_cues'])}|{written('quantities', 'one_ends')})$", left))):
        return "refuse.one"
    if unit == its("tenths") and not bounded and not form("quantities", "tenths_end").match(text[m.end("unit") :]):
        return "refuse.han_counter"
    return "refuse.han_round" if num[0] in its("round") and not bounded else None


def _in_words(text: str) -> Iterator[Quantity]:
    """百分之五, 三分之一 and 1/3: a share, in per cent or as a plain number without a unit."""
    per_cent, part = form("quantities", "per_cent"), form("quantities", "fraction")
    for pattern in (per_cent, part):
        for m in pattern.finditer(text):
            if pattern is part and m["whole"] and m["whole"][-1] == its("hundred") and text[m.start() : m.start() + 2] == its("per_hundred"):
                continue
            before = _before().search(text[max(0, m.start() - BEFORE) : m.start()])
            post = m["post"] or (m["post2"] if pattern is part else None) or ""
            if (share := _share(m)) is None:
                continue
            bound = _bound_of(post, "after") or ("at_least" if post in signs("quantities", "at_least") else None) or (before.lastgroup if before else None) or "exact"
            start = m.start() - len(before[0]) if before else m.start()
            yield Quantity(start, m.end(), share, "%" if pattern is per_cent else "", bound, text[start : m.end()], None, "share")


def _share(m: re.Match[str]) -> Decimal | None:
    """The value of a share in words: per cent as said, a fraction as a decimal to six places; None for one of nothing (1/0)."""
    groups = m.groupdict()
    if groups.get("pct"):
        return chinese(groups["pct"])
    part, whole = (chinese(groups["part"]), chinese(groups["whole"])) if groups.get("whole") else (Decimal(groups["a"]), Decimal(groups["b"]))
    return fraction(part, whole) if whole else None
