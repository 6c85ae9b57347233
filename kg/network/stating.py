"""What of a knowledge some have stated: the rules of the grammar, the readers, or one of them, by the rule ids of the evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from kg.errors import UsageError
from kg.model import Conflict, Entity, Evidence, Fact, Knowledge, Promise, Relation
from kg.ontology import rule

RULES, READINGS = "rules", "readings"
Test = Callable[[str], bool]
Stated = TypeVar("Stated", Fact, Promise, Conflict)


def stated_by(knowledge: Knowledge, who: str) -> Knowledge:
    """The facts, promises and conflicts of which a word of the evidence is stated by ``who``, with those words alone, and the entities that
    they or it name: ``rules`` (the grammar), ``readings`` (any reader), or a rule by its id (``reading:NAME``).

    Raises ``UsageError`` for one that states nothing here, naming the readers there are.
    """
    fits = _test(who)
    facts = [kept for fact in knowledge.facts for kept in _kept(fact, fits)]
    if not facts and who not in (RULES, READINGS) and not any(fits(e.rule) for one in knowledge.entities for e in one.evidence):
        raise UsageError(f"nothing is stated by {who!r}", f"there are: {', '.join([RULES, READINGS, *readers(knowledge)])}, and ids of rules (kg rules)")
    promises = [kept for promise in knowledge.promises for kept in _kept(promise, fits)]
    conflicts = [kept for conflict in knowledge.conflicts for kept in _kept(conflict, fits)]
    needed = {id for one in (*facts, *promises, *conflicts) for id in _ends(one)}
    entities = [kept for entity in knowledge.entities for kept in _named(entity, fits, entity.id in needed)]
    known = {entity.id for entity in entities}
    likely = [pair for pair in knowledge.likely if {pair.first, pair.second} <= known]
    return Knowledge(knowledge.documents, tuple(entities), tuple(facts), tuple(promises), tuple(conflicts), tuple(likely))


def readers(knowledge: Knowledge) -> list[str]:
    """The ids under which readers have stated something, sorted."""
    return sorted({e.rule for fact in knowledge.facts for e in fact.evidence if _by_reader(e.rule)})


def _test(who: str) -> Test:
    if who == READINGS:
        return _by_reader
    return (lambda id: not _by_reader(id)) if who == RULES else lambda id: id == who


def _by_reader(id: str) -> bool:
    return id.startswith(f"{rule('reading').id}:")


def _words(evidence: Iterable[Evidence], fits: Test) -> tuple[Evidence, ...]:
    return tuple(piece for piece in evidence if fits(piece.rule))


def _kept(one: Stated, fits: Test) -> Iterator[Stated]:
    """What is stated, with those of its words that fit, if any does."""
    if words := _words(one.evidence, fits):
        yield replace(one, evidence=words)


def _named(entity: Entity, fits: Test, needed: bool) -> Iterator[Entity]:
    """An entity with those of its words that fit; one that facts need stays without any."""
    words = _words(entity.evidence, fits)
    if words or needed:
        yield replace(entity, evidence=words)


def _ends(one: Fact | Promise | Conflict) -> tuple[str, ...]:
    ends = (one.subject, one.object, one.of) if isinstance(one, Relation) else (one.subject,)
    return tuple(filter(None, ends))
