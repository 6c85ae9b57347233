"""An entity as the analyst holds it in Python: its names, facts, milestones, neighbours and timeline."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.answer import Answer
from kg.model import Entity, Evidence, Fact, Knowledge, Milestone, Observation, Promise, Relation
from kg.graph.show import Page, ends, entity_page, quoted, table

if TYPE_CHECKING:
    from kg.plot import Picture


class Thing:
    """One entity of a graph, with all that is known of it.

    ``id``, ``type``, ``name`` and ``within`` are the entity's own; everything else is looked up when first asked for.

    >>> centre = graph.entity("虚拟现实创享中心")
    >>> centre.type, centre.name, centre.within
    ('Project', '青岛虚拟现实创享中心', '崂山区')
    """

    def __init__(self, knowledge: Knowledge, entity: Entity) -> None:
        self.knowledge, self.entity = knowledge, entity

    @property
    def id(self) -> str:
        return self.entity.id

    @property
    def type(self) -> str:
        return self.entity.type

    @property
    def name(self) -> str:
        return self.entity.name

    @property
    def within(self) -> str | None:
        return self.entity.within

    @property
    def names(self) -> tuple[str, ...]:
        """The name and every alias.

        >>> graph.entity("大朋VR").names
        ('大朋VR',)
        """
        return (self.entity.name, *self.entity.aliases)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Where texts mention it."""
        return self.entity.evidence

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact that speaks of it, as subject or object."""
        return tuple(fact for fact in self.knowledge.facts if self.id in ends(fact))

    @property
    def relations(self) -> tuple[Relation, ...]:
        return tuple(fact for fact in self.facts if isinstance(fact, Relation))

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """Its milestones, oldest first, undated last.

        >>> [(step.time, step.modality, step.event) for step in graph.entity("银丰华美达酒店").milestones]
        [('2024', 'planned', 'opened'), ('2025', 'planned', 'completed')]
        """
        return self._steps("milestone")

    @property
    def setbacks(self) -> tuple[Milestone, ...]:
        """The steps that words say did not come (denied, suspended, cancelled), oldest first, undated last."""
        return self._steps("setback")

    def _steps(self, kind: str) -> tuple[Milestone, ...]:
        found = (fact for fact in self.facts if isinstance(fact, Milestone) and fact.kind == kind)
        return tuple(sorted(found, key=lambda fact: (fact.time or "9999", fact.event, fact.modality)))

    @property
    def observations(self) -> tuple[Observation, ...]:
        return tuple(fact for fact in self.facts if isinstance(fact, Observation))

    @property
    def promises(self) -> tuple[Promise, ...]:
        """What was promised of it, and what became of that.

        >>> [(made.due, made.outcome, made.moved_to) for made in graph.entity("银丰华美达酒店").promises]
        [('2024', 'moved', '2025')]
        """
        return tuple(promise for promise in self.knowledge.promises if promise.subject == self.id)

    @property
    def neighbours(self) -> tuple[Thing, ...]:
        """The entities that a relation joins to this one, by id, each once.

        >>> [near.name for near in graph.entity("大朋VR").neighbours]
        ['青岛市虚拟现实产业园']
        """
        ids = {ref for fact in self.relations for ref in ends(fact) if ref and ref != self.id and ref in self.knowledge.by_id}
        return tuple(Thing(self.knowledge, self.knowledge.by_id[ref]) for ref in sorted(ids))

    def timeline(self) -> Answer:
        """Its milestones in order of time: time, status, milestone, words, source.

        >>> print(graph.entity("银丰华美达酒店").timeline().format("csv").splitlines()[2])
        2025,planned,completed,银丰华美达酒店等60个项目将竣工,004-work-report-2025:403-419
        """
        rows = [(m.time, m.modality, m.event, *quoted(m.evidence, self.name, 60)) for m in self.milestones]
        return table((f"{self.name} 时间线", f"timeline of {self.name}"), ("time", "modality", "event", "words", "source"), rows)

    def plot(self, kind: str = "timeline", target: str | Path | None = None, **options: Any) -> Picture:
        """A picture of it (network, timeline, series, industries), as ``kg.plot.plot`` draws; written to ``target`` if one is given."""
        from kg.plot import plot

        return plot(self.knowledge, self.id, kind, target, **options)

    def show(self) -> Page:
        """The same page as ``kg show``."""
        return entity_page(self.knowledge, self.entity)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Thing) and self.entity == other.entity

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"<{self.type} {self.name}: {len(self.facts)} facts>"

    def _repr_html_(self) -> str:
        return self.show()._repr_html_()
