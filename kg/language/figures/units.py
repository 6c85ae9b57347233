"""The words of quantities (``ontology/rules/quantities.yaml``) as compiled patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from kg.ontology import rules, written

ARABIC = r"(?<![\dA-Za-z.])(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
HAN = written("quantities", "han")


def either(words: Iterable[str]) -> str:
    """An alternation of the words as they are, longest first."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def data() -> dict[str, Any]:
    """``ontology/rules/quantities.yaml``."""
    found: dict[str, Any] = rules("quantities")
    return found


@cache
def kinds() -> dict[str, str]:
    """Unit or counter → its kind: counter, share, duration, age, or amount (money, area …)."""
    book = data()
    out = {u: "amount" for group in book["units"].values() for u in group}
    out |= dict.fromkeys(book["counters"], "counter")
    out |= dict.fromkeys(book["units"]["people"], "counter")
    return out | dict.fromkeys(book["shares"], "share") | dict.fromkeys(book["durations"], "duration") | dict.fromkeys(book["ages"], "age")


def bound_words(where: str) -> str:
    """The bound words before, inside or after a number, one named group a bound (they are patterns)."""
    groups = data()["bounds"][where]
    return "|".join(f"(?P<{name}>{'|'.join(sorted(words, key=lambda w: (-len(w), w)))})" for name, words in groups.items())


def bare(where: str) -> str:
    """The bound words without names, for use within a larger pattern."""
    return "|".join(sorted((w for words in data()["bounds"][where].values() for w in words), key=lambda w: (-len(w), w)))


@cache
def number_pattern() -> str:
    return f"(?:{ARABIC}|{HAN})"


@cache
def magnitude_pattern() -> str:
    """万, 亿 …, but not the 千 and 百 that open a unit (千瓦, 千米, 百分点)."""
    return f"(?:{either(data()['magnitudes'])}){written('quantities', 'magnitude_ends')}"


@cache
def unit_pattern() -> str:
    latin = [u for u in kinds() if u.isascii() and u.isalpha()]
    other = [u for u in kinds() if u not in latin]
    return f"(?:(?:(?:{either(other)}){written('quantities', 'unit_ends')}|(?:{either(latin)})(?![A-Za-z0-9]))(?:{data()['per']})?)"


@cache
def quantity_pattern() -> re.Pattern[str]:
    """A number with its words: num, in1, mag, in2, unit, in3, post."""
    inside, m, u = f"(?:{bare('inside')})", magnitude_pattern(), unit_pattern()
    low = rf"(?P<low>{number_pattern()})(?:{m})?{u}?{written('quantities', 'range_mark')}"
    num = rf"(?:(?P<num>{number_pattern()})|{written('quantities', 'no_number')})"
    tail = rf"(?P<in1>{inside})?(?P<mag>{m})?(?P<in2>{inside})?(?P<unit>{u})?(?P<in3>{written('quantities', 'more')})?"
    return re.compile(rf"(?:{low})?{num}{tail}(?P<post>{bare('after')})?")


@cache
def refusals() -> tuple[tuple[str, re.Pattern[str], bool, bool], ...]:
    """(id, pattern, whether it holds the whole number, whether only for numbers in Chinese) of each refusal."""
    q = f"{number_pattern()}(?:{bare('inside')})?(?:{magnitude_pattern()})?(?:{unit_pattern()})?"
    measured = either(w for name in ("money", "area", "length", "mass", "volume", "power", "people", "cargo") for w in data()["units"][name])
    parts = {"{N}": number_pattern(), "{A}": ARABIC, "{C}": HAN, "{M}": f"(?:{magnitude_pattern()})", "{MU}": f"(?:{measured})",
             "{U}": f"(?:{unit_pattern()})", "{Q}": f"(?:{q})"}
    out = []
    for rule in data()["refusals"]:
        pattern = re.sub(r"\s*\n\s*|(?<=\|) +", "", rule["pattern"])
        for name, value in parts.items():
            pattern = pattern.replace(name, value)
        out.append((rule["id"], re.compile(pattern), bool(rule.get("holds")), bool(rule.get("chinese_only"))))
    return tuple(out)
