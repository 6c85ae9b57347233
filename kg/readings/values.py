"""The values of readings: what a reader proposes of a document, before the text has judged it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Fact, Milestone, Observation


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a reader says stand in the document, ``…`` where some were left out; ``paragraph`` is the block that it names, if any."""

    text: str
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class ProposedEntity:
    """An entity as a reader names it."""

    type: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposedFact:
    """A fact as a reader states it (without evidence), and the words that it says state it."""

    fact: Fact
    quote: Quote


@dataclass(frozen=True, slots=True)
class Malformed:
    """A part of an answer that is no proposal: its text, cut short, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader proposes of one stretch of a document (the whole, where ``blocks`` is None: numbers of its first block and of the one behind its last)."""

    reader: str
    entities: tuple[ProposedEntity, ...] = ()
    facts: tuple[ProposedFact, ...] = ()
    malformed: tuple[Malformed, ...] = ()
    blocks: tuple[int, int] | None = None


def line(fact: Fact) -> str:
    """A fact on one line, without its evidence."""
    if isinstance(fact, Milestone):
        words = [fact.subject, fact.event]
    elif isinstance(fact, Observation):
        words = [fact.subject, fact.measure, f"{fact.value}{fact.unit}"]
    else:
        words = [fact.subject, fact.predicate, fact.object, fact.of or ""]
    return " ".join(filter(None, [*words, fact.time or "", fact.modality]))
