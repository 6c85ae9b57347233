"""Rules and readings as one extraction: how far each is trusted, in the open, by the rule ids of the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.areas import area_types
from kg.language.first_pass import ToldName
from kg.language.layout import Layout
from kg.model import Entity, Evidence, Extraction, Fact, Relation, SetAside
from kg.ontology import Rule, rule
from kg.readings.gate.verdicts import Judged
from kg.readings.giving_way import Said, Shown

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


def both(readings: Extraction, rules: Extraction, shown: Shown) -> Extraction:
    """What readings and rules say together, and what of the rules gives way.

    A fact that both found has the evidence of both, the measure worded as the reading has it. Where a reader was shown the words, or speaks
    of the same number or step otherwise, the reading holds and what the rules alone found there is set aside; elsewhere the rules hold. What
    lies in what among the areas that are named stays as the gazetteer has it.
    """
    facts: dict[Fact, set[Evidence]] = {replace(fact, evidence=()): set(fact.evidence) for fact in readings.facts}
    said, types = Said(readings), {e.name: e.type for e in (*rules.entities, *readings.entities)}
    aside: list[SetAside] = []
    for fact in rules.facts:
        same = said.same(fact)
        if same is None and not _of_areas(fact, types) and (shown.all_of(fact.evidence) or said.otherwise(fact)):
            aside.append(said.set_aside(fact))
        else:
            facts.setdefault(replace(same or fact, evidence=()), set()).update(fact.evidence)
    listed = tuple(replace(fact, evidence=tuple(sorted(words))) for fact, words in sorted(facts.items(), key=lambda item: repr(item[0])))
    entities, unnamed = _entities(readings, rules, listed, shown)
    return Extraction(readings.doc, entities, listed, set_aside=(*map(said.unnamed, unnamed), *aside))


def _of_areas(fact: Fact, types: dict[str, str]) -> bool:
    """Whether a fact says what lies in what of areas."""
    return isinstance(fact, Relation) and types.get(fact.subject) in area_types() and types.get(fact.object) in area_types()


def _entities(readings: Extraction, rules: Extraction, facts: Sequence[Fact], shown: Shown) -> tuple[tuple[Entity, ...], list[Entity]]:
    """The entities of the readings, those that the rules found elsewhere, and those that facts need; and the others. Of one name the reading's type stays."""
    needed = {name for fact in facts for name in (fact.subject, getattr(fact, "object", None), getattr(fact, "of", None)) if name}
    found = {e.name: e for e in readings.entities}
    aside = [e for e in rules.entities if e.name not in found and e.name not in needed and shown.all_of(e.evidence)]
    for entity in rules.entities:
        if entity not in aside:
            found[entity.name] = _joined(found.get(entity.name), entity)
    return tuple(found[name] for name in sorted(found)), aside
