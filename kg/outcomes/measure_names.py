"""What a measure is called where people read it: its indicator's name, or a clean phrase."""

from __future__ import annotations

from functools import cache
from typing import Any

from kg.ontology import rules
from kg.outcomes.indicators import falls, indicator, wording


def name_of(measure: str, unit: str) -> str:
    """The name of a measure in a unit: its indicator's, where it does not tell the opposite of it (下降 of growth), else the words without what only plans them.

    >>> name_of("安排重点项目数", "个"), name_of("计划建设口袋公园数", "处"), name_of("推进历史城区任务数", "项")
    ('重点项目数', '口袋公园数', '历史城区任务数')
    """
    known = indicator(measure, unit)
    return known.name if known and not falls(measure, unit) else phrase(measure)


@cache
def phrase(measure: str) -> str:
    """A measure that the vocabulary does not know, as a person would write it: 计划培育独角兽和瞪羚企业数 → 独角兽和瞪羚企业培育数."""
    words = _words()
    text = measure.strip("".join(mark for mark in wording()["quotes"]) if _quoted(measure) else "")
    while cut := next((word for word in words["before"] if text.startswith(word) and _enough(text.removeprefix(word))), ""):
        text = text.removeprefix(cut)
    return _turned(text)


def _turned(text: str) -> str:
    words = _words()
    verb = next((word for word in words["turned"] if text.startswith(word)), "")
    if not verb or not text.endswith(words["counted"]) or not _enough(text):
        return text
    return text.removeprefix(verb).removesuffix(words["counted"]) + verb + words["counted"]


def _enough(text: str) -> bool:
    return len(text) >= _words()["rest"] + len(_words()["counted"])


def _quoted(measure: str) -> bool:
    """Whether quotes stand around the whole of it."""
    marks = wording()["quotes"]
    return len(measure) > 1 and measure[0] in marks and measure[-1] in marks


@cache
def _words() -> dict[str, Any]:
    return dict(rules("answers"))
