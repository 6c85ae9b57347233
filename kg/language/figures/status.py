"""When a number holds and whether it was reached, is planned or estimated."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from functools import cache

from kg.language.figures.measure_rules import any_of
from kg.language.text.clauses import Sentence
from kg.language.when.times import TimeMention

ESTIMATE = re.compile("预计(?!总?投资|年产|工期|可|将|于|用)|初步核算|初步统计|估计|预估")
NOT_FUTURE = re.compile("将[^，]{1,30}?(?:由|从)|即将|将近|将士|将军|大将|名将|猛将|闯将|健将|干将|主将|拟定|拟人|模拟|虚拟|比拟")

# In the words before a number of a plan, what it sets out from: 已连续7年入选, 在已建成20处的基础上.
_DONE = re.compile("已(?![知婚然])|截至(?:目前|去年)")

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
    said = NOT_FUTURE.sub("", sentence.block.text[max(sentence.start, start - FAR) : start])
    near = re.split("[，,：:]", said)[-1]
    estimated = bool(ESTIMATE.search(near) or _opens("estimate").search(said))
    if time and year and time[:4] != year[:4]:
        return "planned" if time[:4] > year[:4] else "estimated" if estimated else "actual"
    if context_modality == "planned":
        return "actual" if _DONE.search(near) and not _planned().search(near) else "planned"
    if estimated:
        return "estimated"
    return "planned" if _planned().search(near) or _opens("reaching").search(said) else context_modality


@cache
def _opens(name: str) -> re.Pattern[str]:
    return re.compile(f"(?:^|[，,：:])(?:{any_of('opener')})*(?:{any_of(name)})")
