"""Promises, conflicts and likely pairs as RDF."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import NamedNode, Quad

from kg.model import Conflict, Likely, Promise
from kg.outcomes.timespan import bounds
from kg.rdf import figures
from kg.rdf import terms as t
from kg.rdf.facts import Dates, earliest, sources, when, words
from kg.rdf.names import Names
from kg.safe.text import one_line


def promise(made: Promise, names: Names, dates: Dates = None) -> Iterator[Quad]:
    """A promise, its due time, and what became of it."""
    me = names.fact(made)
    yield t.say(me, "rdf:type", t.term("kg:Promise"))
    yield t.say(me, "rdf:subject", names.entity(made.subject))
    if made.event is not None:
        yield t.say(me, "kg:event", t.term("kg:" + made.event))
    yield from _target(me, made, names)
    due = bounds(made.due)[1]
    yield from (t.say(me, "kg:due", t.text(made.due)), t.say(me, "kg:dueEnd", t.day(due)), t.say(me, "kg:dueYear", t.gyear(due.year)))
    yield t.say(me, "kg:outcome", t.term("kg:" + made.outcome))
    yield from _settled(me, made)
    for said in sorted({" ".join(pair) for pair in made.history}):
        yield t.say(me, "kg:dueHistory", t.text(said))
    if made.stated_in and made.stated_in not in {piece.doc for piece in made.evidence}:
        yield t.say(me, "kg:statedIn", names.document(made.stated_in))
    yield from sources(me, made.evidence, names, dates)
    yield from words(me, "kg:answer", made.answer, names)
    if dates is not None and made.answer:
        piece = earliest(made.answer, dates)
        yield t.say(me, "kg:firstAnswer", names.evidence(piece))
        yield t.say(me, "kg:answerQuote", t.chinese(one_line(piece.text)))
        yield t.say(me, "kg:answeredFrom", t.text(piece.doc))


def _target(me: NamedNode, made: Promise, names: Names) -> Iterator[Quad]:
    if made.measure is not None:
        yield t.say(me, "kg:measure", t.chinese(made.measure))
    if made.value is not None:
        yield t.say(me, "kg:value", t.decimal(made.value))
        yield t.say(me, "kg:quotedValue", t.text(t.digits(made.value)))
    if made.unit is not None:
        yield t.say(me, "kg:unit", t.text(made.unit))
    yield from figures.figure(me, made, names)


def _settled(me: NamedNode, made: Promise) -> Iterator[Quad]:
    if made.progress is not None:
        yield t.say(me, "kg:progress", t.term("kg:" + made.progress))
    if made.moved_to is not None:
        yield t.say(me, "kg:movedTo", t.text(made.moved_to))
    if made.fulfilled is not None:
        yield t.say(me, "kg:fulfilled", t.text(made.fulfilled))
    if made.slip_months is not None:
        yield t.say(me, "kg:slipMonths", t.integer(made.slip_months))


def conflict(seen: Conflict, names: Names) -> Iterator[Quad]:
    """A conflict and the values that cannot all hold."""
    me = names.fact(seen)
    yield t.say(me, "rdf:type", t.term("kg:Conflict"))
    yield t.say(me, "rdf:subject", names.entity(seen.subject))
    yield t.say(me, "kg:measure", t.chinese(seen.measure))
    yield from when(me, seen.time, names)
    for value in sorted(set(seen.values)):
        yield t.say(me, "kg:conflictingValue", t.text(value))
    yield from sources(me, seen.evidence, names)


def likely(pair: Likely, names: Names) -> Iterator[Quad]:
    """The node of a likely pair."""
    me = names.likely(pair)
    yield t.say(me, "rdf:type", t.term("kg:Likely"))
    yield t.say(me, "rdf:subject", names.entity(pair.first))
    yield t.say(me, "rdf:object", names.entity(pair.second))
    yield t.say(me, "kg:score", t.decimal(Decimal(repr(pair.score))))
    yield t.say(me, "kg:reason", t.text(pair.reason))
