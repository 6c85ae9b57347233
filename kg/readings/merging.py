"""Rules and readings as one extraction: how far each is trusted, in the open, by the rule ids of the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.language.first_pass import ToldName
from kg.language.layout import Layout
from kg.model import Entity, Evidence, Extraction, Fact, Observation
from kg.ontology import Rule, rule
from kg.readings.gate.verdicts import Judged

TRUST = ("rules", "both", "readings")


def by(reader: str) -> Rule:
    """The rule that evidence of a reader names: reading:NAME."""
    own = rule("reading")
    return replace(own, id=f"{own.id}:{reader}")


def told(judged: Iterable[Judged]) -> list[ToldName]:
    """The names that readings found, for the grammar to know."""
    return [ToldName(e.name, e.type, e.aliases, e.spans, by(one.reader).id) for one in judged for e in one.entities]


def stated(layout: Layout, judged: Sequence[Judged]) -> Extraction:
    """What the readings alone say, with the words that bear it out."""
    entities: dict[str, Entity] = {}
    facts: dict[Fact, set[Evidence]] = {}
    for one in judged:
        for e in one.entities:
            said = {piece for span in e.spans for piece in layout.evidence(span, by(one.reader))}
            entities[e.name] = _joined(entities.get(e.name), Entity(e.type, e.name, e.aliases, evidence=tuple(sorted(said))))
        for passed in one.facts:
            facts.setdefault(passed.fact, set()).update(layout.evidence(passed.span, by(one.reader)))
    listed = tuple(replace(fact, evidence=tuple(sorted(words))) for fact, words in sorted(facts.items(), key=lambda item: repr(item[0])))
    return Extraction(layout.document.id, tuple(entities[name] for name in sorted(entities)), listed)


def _joined(first: Entity | None, second: Entity) -> Entity:
    """Two readers' words for one entity; the first one's type stays."""
    if first is None:
        return second
    aliases = tuple(sorted({*first.aliases, *second.aliases} - {first.name}))
    return replace(first, aliases=aliases, evidence=tuple(sorted({*first.evidence, *second.evidence})))


def both(readings: Extraction, rules: Extraction) -> Extraction:
    """All that readings and all that rules say: neither takes anything from the other.

    A fact that both found has the evidence of both, the measure worded as the reading has it; the rule ids of the evidence tell them apart.
    """
    facts: dict[Fact, set[Evidence]] = {replace(fact, evidence=()): set(fact.evidence) for fact in readings.facts}
    known = {_key(fact): fact for fact in facts}
    for fact in rules.facts:
        facts.setdefault(known.get(_key(fact), replace(fact, evidence=())), set()).update(fact.evidence)
    listed = tuple(replace(fact, evidence=tuple(sorted(words))) for fact, words in sorted(facts.items(), key=lambda item: repr(item[0])))
    entities = {e.name: e for e in readings.entities}
    for entity in rules.entities:
        entities[entity.name] = _joined(entities.get(entity.name), entity)
    return Extraction(readings.doc, tuple(entities[name] for name in sorted(entities)), listed)


def _key(fact: Fact) -> tuple[object, ...]:
    """What makes two facts one: all but the wording of a measure."""
    if isinstance(fact, Observation):
        return "observation", fact.subject, fact.value, fact.unit, fact.time, fact.modality, fact.role
    return "fact", replace(fact, evidence=())
