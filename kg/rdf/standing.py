"""Where a thing is found and when it was last heard of: one value each, so that no query chooses among several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Quad

from kg.model import Entity, Knowledge, Milestone, Relation
from kg.ontology import ontology
from kg.outcomes.timespan import bounds
from kg.rdf import terms as t
from kg.rdf.facts import Dates
from kg.rdf.names import Names


def seats(knowledge: Knowledge, areas: Mapping[str, str]) -> dict[str, str]:
    """For each thing the id of its place or park, else of its area: what it is actually in, the narrowest first, then by name."""
    found: dict[str, tuple[int, str, str]] = {}
    types, containment = ontology().types, ontology().predicates_that("containment")
    for fact in knowledge.facts:
        if isinstance(fact, Relation) and fact.predicate in containment and fact.modality == "actual" and fact.object in knowledge.by_id:
            holder = knowledge.by_id[fact.object]
            if fact.subject in knowledge.by_id and knowledge.by_id[fact.subject].type == holder.type:
                continue  # a whole is no place
            wide = 2 if holder.type in types and types[holder.type].area else 0
            _least(found, fact.subject, (wide, holder.name, holder.id))
    for thing in knowledge.entities:
        area = areas.get(thing.within or "")
        if area and area != thing.id:
            _least(found, thing.id, (1, knowledge.by_id[area].name, area))
    return {thing: holder for thing, (_, _, holder) in found.items()}


def _least(found: dict[str, tuple[int, str, str]], thing: str, seat: tuple[int, str, str]) -> None:
    found[thing] = min(found.get(thing, seat), seat)


Steps = Mapping[str, tuple[Milestone | None, Milestone | None]]
"""The furthest step that each thing has taken, and the furthest planned beyond it."""


def steps(knowledge: Knowledge) -> Steps:
    """Of each thing that has steps: by their rank, then the end of their time, then as they stand in the knowledge."""
    taken: dict[str, dict[str, Milestone]] = {}
    for fact in knowledge.facts:
        if isinstance(fact, Milestone) and fact.modality in ("actual", "planned"):
            best = taken.setdefault(fact.subject, {})
            best[fact.modality] = max(best.get(fact.modality, fact), fact, key=_order)
    return {thing: (best.get("actual"), _beyond(best.get("planned"), best.get("actual"))) for thing, best in taken.items()}


def _beyond(plan: Milestone | None, done: Milestone | None) -> Milestone | None:
    return None if plan and done and _order(plan)[0] <= _order(done)[0] else plan


def _order(step: Milestone) -> tuple[int, str]:
    known = ontology().events.get(step.event)
    return known.rank or 0 if known else 0, f"{bounds(step.time)[1]}" if step.time is not None else ""


def standing(thing: Entity, seat: Mapping[str, str], way: Steps, dates: Dates, names: Names) -> Iterator[Quad]:
    """``kg:seat``, ``kg:furthestStep``, ``kg:nextStep`` and ``kg:lastMention`` of a thing."""
    me = names.entity(thing.id)
    if thing.id in seat:
        yield t.say(me, "kg:seat", names.entity(seat[thing.id]))
    for name, step in zip(("kg:furthestStep", "kg:nextStep"), way.get(thing.id, (None, None)), strict=True):
        if step is not None:
            yield t.say(me, name, names.fact(step))
    if thing.evidence and dates is not None:
        last = max((dates.get(piece.doc) or "", piece.doc) for piece in thing.evidence)
        yield t.say(me, "kg:lastMention", names.document(last[1]))
