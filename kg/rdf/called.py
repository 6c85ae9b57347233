"""What the things of a fact are called: to show them without a join, and to know words that are no more than a name."""

from __future__ import annotations

from kg.model import Fact, Knowledge, Milestone, Observation, Relation
from kg.ontology import ontology
from kg.outcomes.measure_names import name_of
from kg.rdf.terms import digits


def called(fact: Fact, knowledge: Knowledge) -> frozenset[str]:
    """All names of the things that a relation holds between; nothing for other facts."""
    if not isinstance(fact, Relation):
        return frozenset()
    things = (knowledge.by_id[ref] for ref in (fact.subject, fact.object) if ref in knowledge.by_id)
    return frozenset(name for thing in things for name in (thing.name, *thing.aliases))


def object_name(fact: Fact, knowledge: Knowledge) -> str:
    """The object of a fact as people read it: a name, a step's label, a measure with its number."""
    if isinstance(fact, Observation):
        return f"{name_of(fact.measure, fact.unit)} {digits(fact.value)}{fact.unit}"
    if isinstance(fact, Milestone):
        known = ontology().events.get(fact.event)
        return known.zh if known else fact.event
    return knowledge.by_id[fact.object].name if fact.object in knowledge.by_id else fact.object
