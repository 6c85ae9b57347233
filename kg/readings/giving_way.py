"""Where the rules give way to a reading: the words that a reader was shown, and what the readings say of them; what gives way is kept account of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.language.layout import Layout
from kg.model import Entity, Evidence, Extraction, Fact, Milestone, Observation, SetAside
from kg.readings.values import Reading, line


class Shown:
    """The stretches (first offset, offset behind the last) of a document's text that a reader was shown."""

    def __init__(self, stretches: Iterable[tuple[int, int]] = ()) -> None:
        self.stretches = tuple(stretches)

    def all_of(self, evidence: Iterable[Evidence]) -> bool:
        """Whether all of these words were shown."""
        return all(any(a <= e.start and e.end <= b for a, b in self.stretches) for e in evidence)


def covered(layout: Layout, readings: Iterable[Reading]) -> Shown:
    """The blocks that a reader was shown and said something of: there its silence counts. Readings that name no blocks cover none."""
    said = (r.blocks for r in readings if r.blocks and (r.entities or r.facts))
    blocks = sorted({block for first, end in said for block in range(first, min(end, len(layout.blocks)))})
    places = (offsets for block in blocks for offsets in layout.blocks[block].places if len(offsets))
    return Shown((offsets[0], offsets[-1] + 1) for offsets in places)


class Said:
    """What the readings of a document say."""

    def __init__(self, readings: Extraction) -> None:
        self.doc, self.entities = readings.doc, readings.entities
        self.known: dict[tuple[object, ...], list[Fact]] = {}
        self.slots: dict[tuple[object, ...], list[Fact]] = {}
        self.matters: dict[tuple[object, ...], list[Fact]] = {}
        for fact in readings.facts:
            for kept, key in ((self.known, _key(fact)), (self.slots, _slot(fact)), (self.matters, _matter(fact))):
                kept.setdefault(key, []).append(fact)

    def same(self, fact: Fact) -> Fact | None:
        """The fact of the readings that this one of the rules is, whatever its measure is called."""
        alike = self.known.get(_key(fact), [])
        return next((one for one in alike if _worded(one) == _worded(fact)), None) or next((one for one in alike if _meet(one, fact)), None)

    def otherwise(self, fact: Fact) -> bool:
        """Whether a reading speaks otherwise of the number or step that the words of a fact speak of."""
        return any(_meet(one, fact) for one in self.slots.get(_slot(fact), ()))

    def set_aside(self, fact: Fact) -> SetAside:
        """A fact of the rules that gives way, and what the readings make of the same words."""
        instead = (line(one) for one in self.matters.get(_matter(fact), ()) if _meet(one, fact))
        return _aside(self.doc, fact.kind, line(fact), fact, instead)

    def unnamed(self, entity: Entity) -> SetAside:
        """An entity of the rules that gives way, and the entities that the readings name with the same words."""
        instead = (f"{one.type} {one.name}" for one in self.entities if _meet(one, entity))
        return _aside(self.doc, "entity", f"{entity.type} {entity.name}", entity, instead)


def _aside(doc: str, kind: str, said: str, found: Fact | Entity, instead: Iterable[str]) -> SetAside:
    words = tuple(dict.fromkeys(e.text for e in found.evidence))
    return SetAside(doc, kind, said, tuple(sorted({e.rule for e in found.evidence})), words, tuple(sorted(set(instead))))


def _meet(one: Fact | Entity, other: Fact | Entity) -> bool:
    """Whether some words of the two overlap."""
    return any(a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)


def _worded(fact: Fact) -> str:
    return fact.measure if isinstance(fact, Observation) else ""


def _key(fact: Fact) -> tuple[object, ...]:
    """What makes two facts one: all but the wording of a measure."""
    if isinstance(fact, Observation):
        return "observation", fact.subject, fact.value, fact.unit, fact.time, fact.modality, fact.role
    return "fact", replace(fact, evidence=())


def _slot(fact: Fact) -> tuple[object, ...]:
    """The number, or the step or relation of its subject, that a fact speaks of."""
    return _matter(fact) if isinstance(fact, Observation) else (fact.subject, *_matter(fact))


def _matter(fact: Fact) -> tuple[object, ...]:
    """The number, step or relation that a fact speaks of, whosever it is."""
    if isinstance(fact, Observation):
        return fact.value, fact.unit
    return (fact.event,) if isinstance(fact, Milestone) else (fact.predicate,)
