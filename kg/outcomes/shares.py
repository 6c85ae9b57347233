"""A part of what was promised, told beside the whole: 6所新建幼儿园有4所投用, 200公里任务完成148公里."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import product

from kg.ontology import rules
from kg.outcomes.figures import Figure
from kg.outcomes.timing import later, span


def share(first: Figure, told: Sequence[Figure]) -> list[Figure]:
    """The whole and the part that a later document tells of a target in one breath, for no later time or soon after; empty if none does."""
    end = span(first.fact.time or "")[1]
    soon = end + timedelta(days=rules("outcomes")["looked_back"])
    facts = (f for f in told if f.fact.modality != "planned" and f.base == first.base and later(f.by, first.by))
    after = [f for f in facts if span(f.fact.time or "")[0] <= end or f.by.published[0] <= soon]
    wholes = [figure for figure in after if figure.value == first.value and _one_thing(figure.fact.measure, first.fact.measure)]
    parts = [figure for figure in after if 0 < figure.value < first.value]
    return next(([whole, part] for whole, part in product(wholes, parts) if whole.by == part.by and _near(whole, part)), [])


def _near(whole: Figure, part: Figure) -> bool:
    """Whether the part is told behind the whole, in the same breath."""
    reach = rules("outcomes")["one_breath"]
    return any(a.doc == b.doc and 0 <= b.start - a.start <= reach for a in whole.fact.evidence for b in part.fact.evidence)


def _one_thing(first: str, second: str) -> bool:
    """Whether two measures share a word of some length."""
    size = rules("outcomes")["one_word"]
    return any(first[i : i + size] in second for i in range(len(first) - size + 1))
