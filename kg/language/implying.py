"""The values of what is implied, and the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.language.ledger import Ledger
from kg.model import Evidence, Fact, Relation
from kg.ontology import Rule, rule


@dataclass(frozen=True, slots=True)
class ImpliedEntity:
    """An entity that the name or place of another implies."""

    name: str
    type: str
    evidence: frozenset[Evidence]
    aliases: tuple[str, ...] = ()

    def enter(self, ledger: Ledger) -> None:
        ledger.entity(self.name, self.type, self.evidence, self.aliases)


@dataclass(frozen=True, slots=True)
class ImpliedFact:
    """A fact that no sentence states."""

    fact: Fact
    evidence: frozenset[Evidence]

    def enter(self, ledger: Ledger) -> None:
        ledger.fact(self.fact, self.evidence)


Implied = ImpliedEntity | ImpliedFact


def ruled(evidence: Iterable[Evidence], by: Rule) -> frozenset[Evidence]:
    """The same words, read by a rule of the book."""
    return frozenset(Evidence(e.doc, e.start, e.end, e.text, by.id) for e in evidence)


def stated(by: str, subject: str, object: str, said: Iterable[Evidence]) -> ImpliedFact:
    """The relation that the rule called ``by`` states, resting on these words."""
    return ImpliedFact(Relation(subject, rule(by).term, object), ruled(said, rule(by)))


def within(evidence: Iterable[Evidence], part: str, by: Rule) -> frozenset[Evidence]:
    """Of each evidence the stretch that is ``part``; the whole of it, where it does not hold those words as they are."""
    return frozenset(_part(e, part, e.text.find(part), by) for e in evidence)


def _part(e: Evidence, part: str, at: int, by: Rule) -> Evidence:
    """The evidence of ``part`` at ``at`` of the words; of all of them where it is not there (-1)."""
    if at < 0:
        return Evidence(e.doc, e.start, e.end, e.text, by.id)
    return Evidence(e.doc, e.start + at, e.start + at + len(part), part, by.id)
