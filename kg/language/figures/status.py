"""When a number holds and whether it was reached, is planned or estimated."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from functools import cache

from kg.language.figures.measure_rules import any_of
from kg.language.figures.phrases import shape
from kg.language.text.clauses import Sentence
from kg.language.when.times import TimeMention

FAR = 400  # characters before a number in which its words of time and plan may stand; bounds the cost of long sentences


@cache
def _planned() -> re.Pattern[str]:
    return re.compile(any_of("planned"))


def period(sentence: Sentence, start: int, times: Sequence[TimeMention], default: str | None) -> str | None:
    """The time of the quantity at ``start`` (offsets of the block, as those of ``times``): the last one said before it in its sentence, else the next, else ``default``."""
    upto = bisect(times, start, key=lambda t: t.start)
    said = next((t for t in reversed(times[:upto]) if t.end <= start and t.value and t.kind != "since"), None)
    if said:
        return said.value
    clause = next((c for c in sentence.clauses if c.start <= start < c.end), None)
    end = clause.end if clause else start
    return next((t.value for t in times[upto:] if t.value and t.end <= end and t.kind == "deadline"), default)


def status(sentence: Sentence, start: int, context_modality: str, time: str | None, year: str | None, date: str | None = None) -> str:
    """``actual``, ``planned`` or ``estimated``: the passage's, unless 将, 力争, 预计, 已 … before the number say otherwise.

    A word at the head of a clause (预计甲增长5%，乙增长6%) reaches to the end of the sentence, others to that of their clause.
    """
    if time and date and time[:4] > date[:4]:
        return "planned"
    said = shape("not_future").sub("", sentence.block.text[max(sentence.start, start - FAR) : start])
    near = re.split("[，,：:]", said)[-1]
    estimated = bool(shape("estimate").search(near) or _opens("estimate").search(said))
    if time and year and time[:4] != year[:4]:
        return "planned" if time[:4] > year[:4] else "estimated" if estimated else "actual"
    if context_modality == "planned":
        return "actual" if shape("done_by_now").search(near) and not _planned().search(near) else "planned"
    if estimated:
        return "estimated"
    return "planned" if _planned().search(near) or _opens("reaching").search(said) else context_modality


@cache
def _opens(name: str) -> re.Pattern[str]:
    return re.compile(f"(?:^|[，,：:])(?:{any_of('opener')})*(?:{any_of(name)})")
