"""The gate itself: a reader's readings of one document, judged against its layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.language.layout import Layout
from kg.language.text.span import Span
from kg.model import Fact, Milestone, Observation, Relation
from kg.ontology import ontology
from kg.ontology.folding import plain
from kg.readings.gate.figures import judge_observation
from kg.readings.gate.names import judge_entity
from kg.readings.gate.quotes import places
from kg.readings.gate.relations import judge_relation
from kg.readings.gate.scene import Scene, Spot
from kg.readings.gate.steps import judge_milestone
from kg.readings.gate.verdicts import Judged, PassedEntity, PassedFact, Refusal, Refused
from kg.readings.gate.words import pattern
from kg.readings.values import ProposedFact, Reading

PHASE = re.compile(r"(?:[一二三四五六七八九十首]|\d+)[期批]")  # means another thing in every sentence


def judge(layout: Layout, reader: str, readings: Sequence[Reading]) -> Judged:
    """What of a reader's readings of a document stands: entities and facts as the text has them, and all others with the reason."""
    scene = Scene(layout)
    passed, refused = _entities(scene, readings)
    called = _called(passed)
    pieced = (Spot(*entity.pieced, entity.name) for entity in passed if entity.pieced)
    scene.name_all(_surfaces(passed), {entity.name: entity.type for entity in passed}, pieced)
    facts: list[PassedFact] = []
    for reading in readings:
        blocks = _blocks(scene, reading)
        for proposed in reading.facts:
            try:
                facts.append(_fact(scene, proposed, blocks, called))
            except Refusal as why:
                refused.append(Refused(proposed, why.reason, why.about))
        refused += [Refused(broken, "malformed", broken.reason) for broken in reading.malformed]
    return Judged(reader, tuple(passed), tuple(facts), tuple(refused))


def _entities(scene: Scene, readings: Iterable[Reading]) -> tuple[list[PassedEntity], list[Refused]]:
    """The entities that pass, those of one name made one, and the others; and the area of the article, which facts may name unasked."""
    passed: dict[str, PassedEntity] = {}
    refused: list[Refused] = []
    for reading in readings:
        blocks = _blocks(scene, reading)
        for proposed in reading.entities:
            try:
                found = judge_entity(scene, proposed, blocks)
            except Refusal as why:
                refused.append(Refused(proposed, why.reason, why.about))
                continue
            passed[found.name] = _joined(passed[found.name], found) if found.name in passed else found
    return list(passed.values()), refused


def _joined(first: PassedEntity, second: PassedEntity) -> PassedEntity:
    aliases = tuple(dict.fromkeys((*first.aliases, *second.aliases)))
    return replace(first, aliases=aliases, spans=tuple(dict.fromkeys((*first.spans, *second.spans))))


def _blocks(scene: Scene, reading: Reading) -> list[int]:
    first, end = reading.blocks or (0, len(scene.layout.blocks))
    return [block for block in sorted(scene.sentences) if first <= block < end]


def _called(passed: Iterable[PassedEntity]) -> dict[str, str]:
    """Folded name or alias → the name of its entity; a name goes before an alias."""
    listed = list(passed)
    found = {plain(alias): entity.name for entity in reversed(listed) for alias in entity.aliases}
    return found | {plain(entity.name): entity.name for entity in listed}


def _surfaces(passed: Iterable[PassedEntity]) -> dict[str, str]:
    """The folded words that stand for an entity wherever they are: its name, and aliases that no other entity has, phases aside."""
    listed = list(passed)
    often = Counter(plain(alias) for entity in listed for alias in entity.aliases)
    names = {plain(entity.name) for entity in listed}
    return {
        surface: name for surface, name in _called(listed).items()
        if len(surface) > 1 and (surface in names or (often[surface] == 1 and not PHASE.fullmatch(surface)))
    }  # fmt: skip


def _fact(scene: Scene, proposed: ProposedFact, blocks: Sequence[int], called: dict[str, str]) -> PassedFact:
    """A fact as the text has it. Raises ``Refusal``."""
    if not proposed.quote.text.strip():
        raise Refusal("no-quote")
    where = places(scene, proposed.quote, blocks)
    if not where:
        raise Refusal("quote", proposed.quote.text)
    where = [span for span in where if not _commands(scene, span)]
    if not where:
        raise Refusal("command", proposed.quote.text)
    return _judged(scene, _named(scene, proposed.fact, called, where[0]), where)


def _commands(scene: Scene, span: Span) -> bool:
    """Whether a sentence of the quote tells its reader what to answer."""
    return any(pattern("commands").search(laid.sentence.text) for laid in scene.touched(span))


def _judged(scene: Scene, fact: Fact, where: list[Span]) -> PassedFact:
    if isinstance(fact, Relation):
        return judge_relation(scene, fact, where)
    if isinstance(fact, Milestone):
        return judge_milestone(scene, fact, where)
    return judge_observation(scene, fact, where)


def _named(scene: Scene, fact: Fact, called: dict[str, str], place: Span) -> Fact:
    """The fact with the names of its entities in place of what the reader called them. Raises ``Refusal`` for one that is none."""
    subject = _name(scene, fact.subject, called, place)
    if isinstance(fact, Milestone | Observation):
        return replace(fact, subject=subject)
    known = ontology().predicates.get(fact.predicate)
    if known is None:
        raise Refusal("predicate", fact.predicate)
    made = replace(fact, subject=subject, of=_name(scene, fact.of, called, place) if fact.of else None)
    return made if known.literal else replace(made, object=_name(scene, fact.object, called, place))


def _name(scene: Scene, said: str, called: dict[str, str], place: Span) -> str:
    if name := called.get(plain(said)):
        return name
    area = scene.pages[place.block].regions.resolve(said)
    if area and area.name in scene.types:
        return area.name
    raise Refusal("unknown", said)
