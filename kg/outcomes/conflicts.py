"""Figures that cannot all hold: one indicator, thing, period and status, with values that nothing explains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from kg.model import Conflict, Entity, Fact
from kg.ontology import ontology, rules
from kg.outcomes.figures import Figure, figures
from kg.outcomes.indicators import indicator, vague
from kg.outcomes.timing import Timeline, span


def figure_conflicts(facts: Iterable[Fact], entities: Mapping[str, Entity], timeline: Timeline) -> Iterator[Conflict]:
    """The conflicts of a collection, sorted by subject, measure and time."""
    found = []
    for (subject, _), group in figures(facts, timeline).items():
        entity = entities.get(subject)
        area = entity is not None and entity.type in ontology().types_that("area")
        for told in _comparable(group, area).values():
            clash = [pair for pair in combinations(told, 2) if _conflict(*pair) and not _both(*pair, told)]
            if clash:
                found.append(_as_conflict(subject, clash))
    yield from sorted(found, key=lambda conflict: (conflict.subject, conflict.measure, conflict.time or ""))


def _comparable(group: Sequence[Figure], area: bool) -> Mapping[tuple[object, ...], list[Figure]]:
    """Figures of one period, unit and status; a measure of an area that could be many things is left out."""
    found: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in group:
        if not (area and vague(figure.fact.measure, figure.fact.unit)):
            found[span(figure.fact.time or ""), figure.base, figure.fact.modality, figure.fact.role].append(figure)
    return found


def _conflict(first: Figure, second: Figure) -> bool:
    """Whether two figures of two documents contradict one another; a plan of another date was revised."""
    if first.by.doc == second.by.doc or first.fact.modality == "planned" and first.by.published != second.by.published:
        return False
    return not (_overlap(first, second) or _rounded(first, second) or _rounded(second, first))


def _both(first: Figure, second: Figure, told: Sequence[Figure]) -> bool:
    """Whether one of the two documents says both values: its wording then stands for two things."""
    said = {(figure.by.doc, figure.value) for figure in told}
    return (first.by.doc, second.value) in said or (second.by.doc, first.value) in said


def _overlap(first: Figure, second: Figure) -> bool:
    """Whether some value is allowed by both."""
    (low, high), (other_low, other_high) = _range(first), _range(second)
    lows, highs = [end for end in (low, other_low) if end is not None], [end for end in (high, other_high) if end is not None]
    return not lows or not highs or max(lows) <= min(highs)


def _range(figure: Figure) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest value that a figure allows; None where it sets no end."""
    value, slack = figure.value, abs(figure.value) * Fraction(rules("outcomes")["about"])
    ends = {"at_least": (value, None), "at_most": (None, value), "about": (value - slack, value + slack)}
    return ends.get(figure.fact.bound, (value, value))


def _rounded(coarse: Figure, fine: Figure) -> bool:
    """Whether one value is the other rounded: 1.3万 for 13460."""
    exponent = coarse.fact.value.as_tuple().exponent
    if not isinstance(exponent, int) or not coarse.fact.value:
        return False
    step = abs(coarse.value / Fraction(coarse.fact.value)) * Fraction(10) ** exponent
    return abs(coarse.value - fine.value) < step and abs(step) <= abs(coarse.value) / 10


def _as_conflict(subject: str, clash: Sequence[tuple[Figure, Figure]]) -> Conflict:
    told = sorted({id(figure): figure for pair in clash for figure in pair}.values(), key=lambda figure: (figure.value, figure.by.doc, figure.fact.unit))
    values = tuple(dict.fromkeys(f"{'-' if figure.value < 0 < figure.fact.value else ''}{figure.fact.value}{figure.fact.unit}" for figure in told))
    evidence = tuple(sorted({piece for figure in told for piece in figure.fact.evidence}))
    known = indicator(told[0].fact.measure, told[0].fact.unit)
    measure = min({figure.fact.measure for figure in told}) if known is None else known.name
    return Conflict(subject, measure, told[0].fact.time, values, evidence)
