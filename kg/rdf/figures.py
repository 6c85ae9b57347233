"""Figures made comparable: which indicator a number is of, and its value in a unit that others share."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Knowledge, Observation, Promise
from kg.ontology import rules
from kg.outcomes.indicators import Indicator, comparable, indicator, indicators, key, unit_family
from kg.outcomes.measure_names import name_of
from kg.outcomes.timespan import bounds
from kg.rdf import terms as t
from kg.rdf.names import Names

PLACES = Decimal("0.000001")
_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)


def figure(me: NamedNode, stated: Observation | Promise, names: Names) -> Iterator[Quad]:
    """What a number can be compared by: ``kg:figure``, indicator and name where the vocabulary has it, value and unit made equal.

    ``kg:cell`` joins entity, figure and period: what stands in one cell of a table says the same thing twice, so that a
    target finds its result by one value. Nothing is written for a promise of no number.
    """
    measure, value, unit = stated.measure, stated.value, stated.unit
    if measure is None or value is None or unit is None:
        return
    code = key(measure, unit)
    yield t.say(me, "kg:figure", t.text(code))
    time = stated.due if isinstance(stated, Promise) else stated.time
    if time is not None:
        start, end = bounds(time)
        yield t.say(me, "kg:cell", t.text(f"{stated.subject} {code} {start}/{end}"))
    known = indicator(measure, unit)
    if known:
        yield t.say(me, "kg:indicator", names.indicator(known.id))
    yield t.say(me, "kg:measureName", t.chinese(name_of(measure, unit)))
    yield t.say(me, "kg:unitFamily", t.text(unit_family(unit)))
    yield from (t.say(me, "kg:topic", t.text(topic)) for topic, word in rules("answers")["topics"].items() if word in measure)
    amount, base = comparable(measure, value, unit)
    yield t.say(me, "kg:baseValue", t.decimal(plain(amount)))
    yield t.say(me, "kg:baseUnit", t.text(base))


def plain(amount: Fraction) -> Decimal:
    """A fraction as a decimal, to six places, without zeros at its end: 4000/3 → 1333.333333."""
    rounded = _WIDE.quantize(_WIDE.divide(Decimal(amount.numerator), Decimal(amount.denominator)), PLACES)
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded.normalize(_WIDE)


def used(knowledge: Knowledge) -> Iterator[Indicator]:
    """The indicators that the knowledge has a figure of, in the order of the vocabulary."""
    told = {(each.measure, each.unit) for each in knowledge.facts if isinstance(each, Observation)}
    told |= {(each.measure, each.unit) for each in knowledge.promises if is_target(each)}  # type: ignore[misc]
    found = {known.id for measure, unit in told if (known := indicator(measure, unit))}
    return (each for each in indicators() if each.id in found)


def is_target(made: Promise) -> bool:
    """Whether a promise is of a number."""
    return made.measure is not None and made.value is not None and made.unit is not None


def description(known: Indicator, names: Names) -> Iterator[Quad]:
    """An indicator's node: its names."""
    me = names.indicator(known.id)
    yield from (t.say(me, "rdf:type", t.term(kind)) for kind in ("kg:Indicator", "skos:Concept"))
    yield t.say(me, "rdfs:label", t.chinese(known.name))
    yield from (t.say(me, "skos:prefLabel", label) for label in (t.chinese(known.name), Literal(known.en, language="en")))
    yield from (t.say(me, "skos:altLabel", t.chinese(alias)) for alias in sorted(set(known.aliases) - {known.name}))
    yield t.say(me, "dcterms:identifier", t.text(known.id))
