"""What holds what, over all steps: the closure that queries would otherwise walk each time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.model import Knowledge, Relation
from kg.ontology import ontology


def inside(knowledge: Knowledge, areas: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """For each entity id the ids of all that hold it, sorted: areas, places, parks, and the wholes of parts.

    Only what actually holds counts (planned containment does not), and nothing holds itself. ``areas`` gives the id of
    an area by its name, as ``Entity.within`` has it.
    """
    held = _direct(knowledge, areas)
    return {thing: found for thing in sorted(held) if (found := tuple(sorted(_above(thing, held))))}


def _direct(knowledge: Knowledge, areas: Mapping[str, str]) -> dict[str, dict[str, None]]:
    held: dict[str, dict[str, None]] = {}
    containment = ontology().predicates_that("containment")
    for fact in knowledge.facts:
        if isinstance(fact, Relation) and fact.predicate in containment and fact.modality == "actual":
            held.setdefault(fact.subject, {})[fact.object] = None
    for entity in knowledge.entities:
        if entity.within is not None and entity.within in areas:
            held.setdefault(entity.id, {})[areas[entity.within]] = None
    return held


def _above(thing: str, held: Mapping[str, Mapping[str, None]]) -> Iterator[str]:
    """All above ``thing``, each once; a circle ends where it began."""
    seen, waiting = {thing}, list(held[thing])
    while waiting:
        holder = waiting.pop()
        if holder not in seen:
            seen.add(holder)
            yield holder
            waiting.extend(held.get(holder, ()))
