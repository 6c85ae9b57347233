"""Rules and readings as one extraction: how far each is trusted, in the open, by the rule ids of the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.language.first_pass import ToldName
from kg.language.layout import Layout
from kg.model import Entity, Evidence, Extraction, Fact
from kg.readings.gate.verdicts import Judged
from kg.readings.values import RULE

TRUST = ("rules", "both", "readings")


def told(judged: Iterable[Judged]) -> list[ToldName]:
    """The names that readings found, for the grammar to know."""
    return [ToldName(e.name, e.type, e.aliases, e.spans, RULE + one.reader) for one in judged for e in one.entities]


def stated(layout: Layout, judged: Sequence[Judged]) -> Extraction:
    """What the readings alone say, with the words that bear it out."""
    entities: dict[str, Entity] = {}
    facts: dict[Fact, set[Evidence]] = {}
    for one in judged:
        for e in one.entities:
            said = {piece for span in e.spans for piece in layout.evidence(span, RULE + one.reader)}
            entities[e.name] = _joined(entities.get(e.name), Entity(e.type, e.name, e.aliases, evidence=tuple(sorted(said))))
        for passed in one.facts:
            facts.setdefault(passed.fact, set()).update(layout.evidence(passed.span, RULE + one.reader))
    listed = tuple(replace(fact, evidence=tuple(sorted(words))) for fact, words in sorted(facts.items(), key=lambda item: repr(item[0])))
    return Extraction(layout.document.id, tuple(entities[name] for name in sorted(entities)), listed)


def _joined(first: Entity | None, second: Entity) -> Entity:
    """Two readers' words for one entity; the first one's type stays."""
    if first is None:
        return second
    aliases = tuple(sorted({*first.aliases, *second.aliases} - {first.name}))
    return replace(first, aliases=aliases, evidence=tuple(sorted({*first.evidence, *second.evidence})))


def union(readings: Extraction, rules: Extraction) -> Extraction:
    """What readings or rules say: a fact that both found has the evidence of both; of an entity the reading's type stays."""
    entities = {e.name: e for e in readings.entities}
    for entity in rules.entities:
        entities[entity.name] = _joined(entities.get(entity.name), entity)
    facts: dict[Fact, set[Evidence]] = {}
    for fact in (*readings.facts, *rules.facts):
        facts.setdefault(replace(fact, evidence=()), set()).update(fact.evidence)
    listed = tuple(replace(fact, evidence=tuple(sorted(words))) for fact, words in sorted(facts.items(), key=lambda item: repr(item[0])))
    return Extraction(readings.doc, tuple(entities[name] for name in sorted(entities)), listed)
