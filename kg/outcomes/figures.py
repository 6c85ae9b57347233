"""Observations as documents state them, grouped to what can be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from kg.model import Fact, Observation
from kg.outcomes.indicators import comparable, key
from kg.outcomes.timing import Statement, Timeline


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation as one document states it, its value in base units."""

    fact: Observation
    by: Statement
    value: Fraction
    base: str


def figures(facts: Iterable[Fact], timeline: Timeline) -> dict[tuple[str, str], list[Figure]]:
    """Observations with a time by subject and indicator, oldest statement first; what a change set out from is left aside."""
    found: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact, Observation) and fact.time and fact.role != "from":
            value, base = comparable(fact.measure, fact.value, fact.unit)
            found[fact.subject, key(fact.measure, fact.unit)] += [Figure(fact, said, value, base) for said in timeline.statements(fact.evidence)]
    return {pair: sorted(found[pair], key=order) for pair in sorted(found)}


def order(figure: Figure) -> tuple[object, ...]:
    """By date of statement, document, period, value."""
    return figure.by.published, figure.by.doc, figure.fact.time or "", figure.value, figure.fact.measure, figure.fact.modality
