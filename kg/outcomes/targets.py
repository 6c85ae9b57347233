"""Planned figures as promises, answered by the figures that later documents report for the same period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from kg.model import Evidence, Fact, Observation, Promise
from kg.ontology import rules
from kg.outcomes.clock import Clocks
from kg.outcomes.figures import Figure, figures, order
from kg.outcomes.indicators import falls, indicator, unit_family
from kg.outcomes.shares import share
from kg.outcomes.timespan import months_between
from kg.outcomes.timing import Timeline, later, span


def target_promises(facts: Iterable[Fact], timeline: Timeline, clocks: Clocks) -> Iterator[Promise]:
    """One promise for each planned figure of a period, whoever repeats it."""
    found = figures(facts, timeline)
    told: dict[str, list[Figure]] = defaultdict(list)
    for (subject, _), group in found.items():
        told[subject] += group
    for (subject, _), group in found.items():
        plans: dict[tuple[str, Fraction, str], list[Figure]] = defaultdict(list)
        for figure in group:
            if figure.fact.modality == "planned" and not _told_off(figure.fact):
                plans[figure.fact.time or "", figure.value, figure.base].append(figure)
        others = told[subject]
        yield from (_promise(said, group, others, clocks) for said in plans.values() if not (_already(said[0], group) or _stands(said[0], others)))


def _told_off(fact: Observation) -> bool:
    """Whether a count only tells off what there is: 围绕22个产业, 守好两条底线."""
    none = rules("outcomes")["no_target"]
    noun = fact.measure.removesuffix(none["count"])
    begins = any(piece.text.startswith(tuple(none["begins"])) for piece in fact.evidence)
    told = any(piece.text.endswith(tuple(none["told"])) for piece in fact.evidence)
    standing = fact.measure.startswith(tuple(none["standing"]))
    return begins or told or standing or noun in none["counts"] or noun.endswith(tuple(none["ends"]))


def _already(first: Figure, group: Sequence[Figure]) -> bool:
    """Whether the figure stood as fact for its period when it was planned with: 以7条产业链为抓手 beside 已有7条产业链."""
    told = [figure for figure in group if figure.fact.modality == "actual" and not later(figure.by, first.by)]
    return any((figure.value, figure.base) == (first.value, first.base) and span(figure.fact.time or "") == span(first.fact.time or "") for figure in told)


def _stands(first: Figure, others: Sequence[Figure]) -> bool:
    """Whether a count is of what stood before, and only tended to: 建设4个园区 beside 坐拥4个园区."""
    none = rules("outcomes")["no_target"]
    tended = first.fact.measure
    for word in none["tends"]:
        tended = tended.removeprefix(word)
    nouns = (f.fact.measure.removesuffix(none["count"]) for f in others if _counted_before(f, first))
    return any(tended.startswith(noun) and noun for noun in nouns)


def _counted_before(figure: Figure, first: Figure) -> bool:
    """Whether a figure is the same count as fact, by the date of a plan."""
    same = (figure.value, figure.base, figure.fact.unit) == (first.value, first.base, first.fact.unit)
    counts = figure.fact.measure.endswith(rules("outcomes")["no_target"]["count"]) and figure.fact.measure != first.fact.measure
    return same and counts and figure.fact.modality == "actual" and not later(figure.by, first.by)


def _promise(said: Sequence[Figure], group: Sequence[Figure], told: Sequence[Figure], clocks: Clocks) -> Promise:
    first = said[0]
    due = first.fact.time or ""
    after = [figure for figure in group if later(figure.by, first.by) and figure.base == first.base]
    reached = clocks.reached(first.fact.subject, [piece.doc for piece in first.fact.evidence])
    outcome, moved_to, fulfilled, slip, answer = _settled(first, due, after, told, reached)
    return Promise(
        first.fact.subject, due, outcome, measure=first.fact.measure, value=first.fact.value, unit=first.fact.unit, moved_to=moved_to, fulfilled=fulfilled,
        slip_months=slip, stated_in=first.by.doc, history=tuple(dict.fromkeys((due, figure.by.doc) for figure in said)),
        evidence=_words(said), answer=_words(answer),
    )


def _words(said: Iterable[Figure]) -> tuple[Evidence, ...]:
    return tuple(sorted({piece for figure in said for piece in figure.fact.evidence}))


def _settled(
    first: Figure, due: str, after: Sequence[Figure], others: Sequence[Figure], reached: date
) -> tuple[str, str | None, str | None, int | None, Sequence[Figure]]:
    told = [figure for figure in after if figure.fact.modality != "planned"]
    results = [figure for figure in told if figure.fact.time and span(figure.fact.time) == span(due)]
    final = max(results, key=lambda figure: (figure.fact.modality == "actual", figure.by.published, order(figure)), default=None)
    part = share(first, others)
    if final is not None and meets(final, first) and final not in part:
        return "kept", None, due, None, [final]
    if part:
        return "partly", None, None, None, part
    if final is not None:
        return "missed", None, None, None, [final]
    early = [figure for figure in told if _early(figure, first, due)]
    if early:
        soonest = min(early, key=lambda figure: (span(figure.fact.time or due)[1], order(figure)))
        return "kept", None, soonest.fact.time, None, [soonest]
    again = [figure for figure in after if figure.fact.modality == "planned" and _carries_on(figure, first, due)]
    if again:
        newest = max(again, key=order)
        return "moved", newest.fact.time, None, months_between(due, newest.fact.time or due), [newest]
    if span(due)[1] >= reached:
        return "open", None, None, None, []
    return "silent", None, None, None, []


def _early(figure: Figure, first: Figure, due: str) -> bool:
    """Whether a part of the period already reached an amount (never a rate): 500 by September where 400 were due in the year."""
    known = indicator(first.fact.measure, first.fact.unit)
    amount = unit_family(first.fact.unit).split()[0] in rules("outcomes")["amounts"] and not (known and known.kind == "rate")
    (start, end), (low, high) = span(figure.fact.time or due), span(due)
    return amount and first.fact.bound != "at_most" and low <= start and end <= high and meets(figure, first)


def meets(result: Figure, target: Figure) -> bool:
    """Whether a result reaches a target, in the indicator's better direction; about-figures may fall short by the share of the rules."""
    known = indicator(target.fact.measure, target.fact.unit)
    better_less = known.better == "less" if known else falls(target.fact.measure, target.fact.unit)
    less = better_less or target.fact.bound == "at_most"
    slack = abs(target.value) * Fraction(rules("outcomes")["about"]) if "about" in (result.fact.bound, target.fact.bound) else Fraction(0)
    return result.value <= target.value + slack if less else result.value >= target.value - slack


def _carries_on(figure: Figure, first: Figure, due: str) -> bool:
    """Whether a later plan shows that a level was not reached: the same or less, of a stock, for after the due time."""
    known = indicator(first.fact.measure, first.fact.unit)
    level = bool(known and known.kind in rules("outcomes")["carried"])
    return level and span(figure.fact.time or due)[0] > span(due)[1] and figure.value <= first.value
