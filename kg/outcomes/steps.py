"""Steps of a thing as documents state them, and which step answers for which."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Evidence, Milestone
from kg.ontology import ontology, rules
from kg.outcomes.timing import Statement


@dataclass(frozen=True, slots=True)
class Said:
    """A milestone as one document states it; ``rank`` is its place in a project's life, None for those outside it."""

    fact: Milestone
    by: Statement
    rank: int | None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return self.fact.evidence


def order(said: Said) -> tuple[object, ...]:
    """By date of statement, document, step, time."""
    return said.by.published, said.by.doc, said.fact.event, said.fact.time or "", said.fact.modality


def due(said: Said) -> str:
    return said.fact.time or ""


def lasting(said: Said) -> bool:
    """Whether a step goes on (building): nobody promises it, and it never slips."""
    return ontology().events[said.fact.event].lasting


def alike(first: str, second: str) -> bool:
    """Whether two steps may be two words for one promise: 建成 and 交付."""
    return first == second or any(first in pair and second in pair for pair in rules("outcomes")["one_promise"])


def answers(said: Said, first: Said) -> bool:
    """Whether a step is the promised one: the same, or one of its meaning that comes after it."""
    return said.fact.event == first.fact.event or alike(said.fact.event, first.fact.event) and reaches(said, first)


def reaches(said: Said, first: Said) -> bool:
    """Whether a step is the promised one or comes after it."""
    return said.fact.event == first.fact.event or said.rank is not None and first.rank is not None and said.rank >= first.rank


def leads(said: Said, first: Said) -> bool:
    """Whether a step is the promised one or comes before it."""
    return said.fact.event == first.fact.event or said.rank is not None and first.rank is not None and said.rank <= first.rank
