"""What a measure is called where people read it: its indicator's name, or a clean phrase."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.ontology import form, rules
from kg.outcomes.indicators import falls, indicator, wording

SHORTEST = 2  # characters that a name keeps


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
    text = _last_clause(measure.strip("".join(mark for mark in wording()["quotes"]) if _quoted(measure) else ""))
    while cut := next((word for word in words["before"] if text.startswith(word) and _enough(text.removeprefix(word))), ""):
        text = text.removeprefix(cut)
    while over := next((word for word in words["behind"] if text.endswith(word) and len(text) - len(word) >= SHORTEST), ""):
        text = text.removesuffix(over)
    return _turned(text)


def _last_clause(text: str) -> str:
    """The words behind the last mark that parts clauses, and without a quotation mark whose other half stands before it."""
    found = re.split(form("answers", "clause"), text)[-1].strip()
    text = found if len(found) >= _words()["rest"] else text
    opening, closing = wording()["quotes"][:2]
    return text if text.count(opening) == text.count(closing) else text.replace(opening, "").replace(closing, "") or text


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
