"""What became of what was promised, and which figures contradict one another. How: docs/outcomes.md."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Conflict, Document, Entity, Fact, Promise
from kg.outcomes.clock import Clocks
from kg.outcomes.conflicts import figure_conflicts
from kg.outcomes.milestones import milestone_promises
from kg.outcomes.targets import target_promises
from kg.outcomes.timing import Timeline

__all__ = ["conflicts", "promises"]


def promises(entities: Iterable[Entity], facts: Iterable[Fact], documents: Iterable[Document]) -> tuple[Promise, ...]:
    """Every planned milestone and planned figure with a due time, and its outcome against later documents.

    ``facts`` are resolved (they name entities by id). Sorted by subject, due time, step and measure. Raises ValueError for a malformed time.
    """
    entities, facts, documents = list(entities), list(facts), list(documents)
    timeline = Timeline(documents)
    known = {entity.id for entity in entities}
    told = [fact for fact in facts if fact.subject in known]
    clocks = Clocks(documents, entities, told, timeline)
    found = (*milestone_promises(told, timeline, clocks), *target_promises(told, timeline, clocks))
    return tuple(sorted(found, key=_order))


def _order(promise: Promise) -> tuple[str, ...]:
    return promise.subject, promise.due, promise.event or "", promise.measure or "", str(promise.value or ""), promise.unit or "", promise.stated_in


def conflicts(entities: Iterable[Entity], facts: Iterable[Fact], documents: Iterable[Document]) -> tuple[Conflict, ...]:
    """Figures of one indicator, entity, period and status that cannot all hold; units, bounds, rounding and revised plans explain a difference."""
    return tuple(figure_conflicts(list(facts), {entity.id: entity for entity in entities}, Timeline(documents)))
