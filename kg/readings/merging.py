"""Rules and readings as one extraction: how far each is trusted, in the open, by the rule ids of the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.areas import area_types
from kg.language.first_pass import ToldName
from kg.language.layout import Layout
from kg.model import Entity, Evidence, Extraction, Fact, Milestone, Observation, Relation
from kg.ontology import Rule, rule
from kg.readings.gate.verdicts import Judged
from kg.readings.values import Reading

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


def covered(layout: Layout, readings: Iterable[Reading]) -> frozenset[int]:
    """The blocks that a reader was shown and said something of: there its silence counts. Readings that name no blocks cover none."""
    said = (r.blocks for r in readings if r.blocks and (r.entities or r.facts))
    return frozenset(block for first, end in said for block in range(first, min(end, len(layout.blocks))))


def both(layout: Layout, readings: Extraction, rules: Extraction, read: frozenset[int]) -> Extraction:
    """What readings and rules say together.

    A fact that both found has the evidence of both. Where a reader was shown the words (``read``), or speaks of the same number or step
    otherwise, the reading holds and what the rules alone found there gives way; elsewhere the rules hold. What lies in what among
    the areas that are named stays as the gazetteer has it.
    """
    facts: dict[Fact, set[Evidence]] = {replace(fact, evidence=()): set(fact.evidence) for fact in readings.facts}
    known = {_key(fact): fact for fact in facts}
    types = {e.name: e.type for e in (*rules.entities, *readings.entities)}
    where = _Where(layout, read)
    slots = _slots(readings.facts)
    for fact in rules.facts:
        same = known.get(_key(fact))
        if same is not None:
            facts[same].update(fact.evidence)
        elif _of_areas(fact, types) or not (where.all_read(fact.evidence) or _otherwise(fact, slots)):
            facts.setdefault(replace(fact, evidence=()), set()).update(fact.evidence)
    listed = tuple(replace(fact, evidence=tuple(sorted(words))) for fact, words in sorted(facts.items(), key=lambda item: repr(item[0])))
    return Extraction(readings.doc, _entities(readings, rules, listed, where), listed)


class _Where:
    """Which stretches of the document's text were read."""

    def __init__(self, layout: Layout, read: frozenset[int]) -> None:
        places = (offsets for block in sorted(read) for offsets in layout.blocks[block].places if len(offsets))
        self.stretches = sorted((offsets[0], offsets[-1] + 1) for offsets in places)

    def all_read(self, evidence: Iterable[Evidence]) -> bool:
        """Whether all of these words were read."""
        return all(any(a <= e.start and e.end <= b for a, b in self.stretches) for e in evidence)


def _key(fact: Fact) -> tuple[object, ...]:
    """What makes two facts one: all but the wording of a measure."""
    if isinstance(fact, Observation):
        return "observation", fact.subject, fact.value, fact.unit, fact.time, fact.modality, fact.role
    return "fact", replace(fact, evidence=())


def _slots(facts: Iterable[Fact]) -> dict[tuple[object, ...], list[Evidence]]:
    """The words of each number, and of each step of a thing, that readings speak of."""
    found: dict[tuple[object, ...], list[Evidence]] = {}
    for fact in facts:
        found.setdefault(_slot(fact), []).extend(fact.evidence)
    return found


def _slot(fact: Fact) -> tuple[object, ...]:
    if isinstance(fact, Observation):
        return fact.value, fact.unit
    return (fact.subject, fact.event) if isinstance(fact, Milestone) else (fact.subject, fact.predicate)


def _otherwise(fact: Fact, slots: dict[tuple[object, ...], list[Evidence]]) -> bool:
    """Whether a reading speaks otherwise of the number or step that the words of a fact speak of."""
    return any(a.start < b.end and b.start < a.end for a in slots.get(_slot(fact), ()) for b in fact.evidence)


def _of_areas(fact: Fact, types: dict[str, str]) -> bool:
    """Whether a fact says what lies in what of areas."""
    return isinstance(fact, Relation) and types.get(fact.subject) in area_types() and types.get(fact.object) in area_types()


def _entities(readings: Extraction, rules: Extraction, facts: Sequence[Fact], where: _Where) -> tuple[Entity, ...]:
    """The entities of the readings, those that the rules found elsewhere, and those that facts need; of one name the reading's type stays."""
    needed = {name for fact in facts for name in (fact.subject, getattr(fact, "object", None), getattr(fact, "of", None)) if name}
    found = {e.name: e for e in readings.entities}
    for entity in rules.entities:
        if entity.name in found or entity.name in needed or not where.all_read(entity.evidence):
            found[entity.name] = _joined(found.get(entity.name), entity)
    return tuple(found[name] for name in sorted(found))
