"""Facts as nodes, and the plain triples of what actually holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode, Quad, Triple

from kg.model import Evidence, Fact, Milestone, Observation, Relation
from kg.ontology import Ontology
from kg.outcomes.timespan import bounds
from kg.rdf import figures
from kg.rdf import terms as t
from kg.rdf.names import Names
from kg.safe.text import one_line

Dates = Mapping[str, str | None] | None
"""When each document was published, by id: what tells which words came first."""

Called = frozenset[str]
LATEST = "9999"
SPARE = 2  # characters beside a name that say nothing


def statement(fact: Fact, names: Names, known: Ontology) -> tuple[NamedNode, NamedNode, t.Object]:
    """Subject, predicate and object of a fact."""
    subject = names.entity(fact.subject)
    if isinstance(fact, Milestone):
        return subject, t.term("kg:reached" if fact.kind == "milestone" else "kg:notReached"), t.term("kg:" + fact.event)
    if isinstance(fact, Observation):
        return subject, t.term("kg:observed"), t.decimal(fact.value)
    # A predicate that the ontology does not know is written as it is: kg check reports it.
    literal = fact.predicate in known.predicates and known.predicates[fact.predicate].literal
    return subject, t.term("kg:" + fact.predicate), t.chinese(fact.object) if literal else names.entity(fact.object)


def plain(fact: Fact, names: Names, known: Ontology) -> Iterator[Quad]:
    """The plain triple of an actual relation or milestone; nothing for what is planned or estimated, nor for a number."""
    if fact.modality == "actual" and not isinstance(fact, Observation):
        yield Quad(*statement(fact, names, known))


def node(
    fact: Fact, names: Names, known: Ontology, evidence: tuple[Evidence, ...], dates: Dates = None, *, rdf12: bool = False, independent: int = 0, called: Called = frozenset()
) -> Iterator[Quad]:
    """A fact's node, resting on ``evidence`` (all of it, or one document's). ``rdf12`` writes a triple term for the statement.

    ``dates`` tells the first evidence, ``independent`` is how many documents state it that reprint no other; ``called`` are the names of
    what it speaks of, so that words which are no more than a name are the last to be quoted.
    """
    me = names.fact(fact)
    yield Quad(me, t.A, t.term("kg:" + fact.kind.capitalize()))
    yield from _statement(me, statement(fact, names, known), rdf12)
    yield from _details(me, fact, names)
    yield from when(me, fact.time, names)
    yield t.say(me, "kg:modality", t.term("kg:" + fact.modality))
    yield from sources(me, evidence, names, dates, called)
    if called and all(only_name(piece, called) for piece in evidence):
        yield t.say(me, "kg:byName", t.TRUE)
    if independent > 1:
        yield t.say(me, "kg:independentDocuments", t.count(independent))


def when(me: NamedNode, time: str | None, names: Names) -> Iterator[Quad]:
    """A time as said, its year, and its bounds. Raises ValueError for a time that is none."""
    if time is None:
        return
    start, end = bounds(time)
    yield t.say(me, "kg:time", t.text(time))
    yield t.say(me, "kg:year", t.gyear(start.year))
    yield t.say(me, "kg:inYear", names.year(start.year))
    yield t.say(me, "kg:timeStart", t.day(start))
    yield t.say(me, "kg:timeEnd", t.day(end))


def sources(me: NamedNode, evidence: tuple[Evidence, ...], names: Names, dates: Dates = None, called: Called = frozenset()) -> Iterator[Quad]:
    """The documents, rules and words that something rests on, and the first of the words if ``dates`` are given."""
    for doc in sorted({piece.doc for piece in evidence}):
        yield t.say(me, "kg:statedIn", names.document(doc))
    for rule in sorted({piece.rule for piece in evidence if piece.rule}):
        yield t.say(me, "kg:rule", names.rule(rule))
    yield from words(me, "kg:evidence", evidence, names)
    if dates is not None and evidence:
        piece = earliest(evidence, dates, called)
        yield t.say(me, "kg:firstEvidence", names.evidence(piece))
        yield t.say(me, "kg:quote", t.chinese(one_line(piece.text)))
        yield t.say(me, "kg:quotedFrom", t.text(piece.doc))


def earliest(evidence: tuple[Evidence, ...], dates: Mapping[str, str | None], called: Called = frozenset()) -> Evidence:
    """The first words of the earliest document that are more than a name: the one quote of a table, so that no query joins over all of them."""
    return min(evidence, key=lambda piece: (only_name(piece, called), dates.get(piece.doc) or LATEST, piece))


def only_name(piece: Evidence, called: Called) -> bool:
    """Whether words are no more than one of these names, but for a character or two (一期), or no more than these."""
    line = one_line(piece.text)
    return len(line) <= SPARE or any(name in line and len(line) - len(name) <= SPARE for name in called)


def words(me: NamedNode, predicate: str, evidence: tuple[Evidence, ...], names: Names) -> Iterator[Quad]:
    """Links to the evidence nodes, each once."""
    places = {(piece.doc, piece.start, piece.end): piece for piece in evidence}
    for place in sorted(places):
        yield t.say(me, predicate, names.evidence(places[place]))


def _statement(me: NamedNode, stated: tuple[NamedNode, NamedNode, t.Object], rdf12: bool) -> Iterator[Quad]:
    if rdf12:
        yield Quad(me, t.REIFIES, Triple(*stated))
        return
    for predicate, value in zip((t.SUBJECT, t.PREDICATE, t.OBJECT), stated, strict=True):
        yield Quad(me, predicate, value)


def _details(me: NamedNode, fact: Fact, names: Names) -> Iterator[Quad]:
    if isinstance(fact, Relation):
        if fact.of is not None:
            yield t.say(me, "kg:of", names.entity(fact.of))
    elif isinstance(fact, Milestone):
        if fact.kind == "milestone":  # a step that did not come is no kg:event: no query for steps finds it
            yield t.say(me, "kg:event", t.term("kg:" + fact.event))
    else:
        yield from _measured(me, fact)
        yield from figures.figure(me, fact, names)


def _measured(me: NamedNode, fact: Observation) -> Iterator[Quad]:
    yield t.say(me, "kg:measure", t.chinese(fact.measure))
    yield t.say(me, "kg:value", t.decimal(fact.value))
    yield t.say(me, "kg:quotedValue", t.text(t.digits(fact.value)))
    yield t.say(me, "kg:unit", t.text(fact.unit))
    yield t.say(me, "kg:bound", t.term("kg:" + fact.bound))
    if fact.role is not None:
        yield t.say(me, "kg:role", t.text(fact.role))
