"""How far a promise can be followed: the newest document about its thing or area, or by its source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kg.model import Document, Entity, Fact, Relation
from kg.ontology import ontology
from kg.outcomes.timing import NEVER, Timeline

Key = tuple[str, str]
AREA, SOURCE, THING = "area", "source", "thing"


class Clocks:
    """One clock for each area, source and thing that documents speak of; each stands at the newest document of its own.

    An area's documents are those whose region, or article's region, it is; of a document without one, the area that most of its facts
    speak of. A thing's are those that say something of it.
    """

    def __init__(self, documents: Iterable[Document], entities: Iterable[Entity], facts: Iterable[Fact], timeline: Timeline) -> None:
        self.entities = {entity.id: entity for entity in entities}
        self.areas = _names(self.entities.values())
        said = _subjects(facts)
        self.keys = {document.id: self._of_document(document, said.get(document.id, Counter())) for document in documents}
        self.newest: dict[Key, tuple[date, date]] = {}
        for id_, keys in self.keys.items():
            for key in keys:
                self.newest[key] = max(self.newest.get(key, NEVER), timeline.published.get(id_, NEVER), key=lambda days: (days[1], days[0]))

    def _of_document(self, document: Document, said: Counter[str]) -> frozenset[Key]:
        regions = {region for region in (document.region, *(article.region for article in document.articles)) if region}
        areas = {self._area(region) for region in regions} or self._most_told(said)
        source = {(SOURCE, document.publisher)} if document.publisher else set()
        return frozenset({(AREA, area) for area in areas} | source | {(THING, subject) for subject in said})

    def _area(self, region: str) -> str:
        """The full name of a region told by full or short name or by a path."""
        return self.areas.get(region) or max((name for name in self.areas.values() if region.endswith(name)), key=lambda name: (len(name), name), default=region)

    def _most_told(self, said: Counter[str]) -> set[str]:
        areas = {id_: count for id_, count in said.items() if id_ in self.entities and _is_area(self.entities[id_])}
        return {self.entities[max(areas, key=lambda id_: (areas[id_], id_))].name} if areas else set()

    def _one_area(self, docs: Iterable[str]) -> set[Key]:
        """The area that documents are about, where they are about one."""
        areas = {key for doc in docs for key in self.keys.get(doc, ()) if key[0] == AREA}
        return areas if len(areas) == 1 else set()

    def reached(self, subject: str, docs: Sequence[str]) -> date:
        """The last day that the newest document reaches which could tell of a promise of ``subject`` made in ``docs``."""
        entity = self.entities.get(subject)
        area = (entity.name if _is_area(entity) else entity.within) if entity is not None else None
        areas = {(AREA, area)} if area else self._one_area(docs)
        sources = {key for doc in docs for key in self.keys.get(doc, ()) if key[0] == SOURCE}
        keys = {(THING, subject)} | areas | sources
        return max((self.newest[key][1] for key in keys if key in self.newest), default=NEVER[1])


def _is_area(entity: Entity) -> bool:
    return entity.type in ontology().types_that("area")


def _names(entities: Iterable[Entity]) -> Mapping[str, str]:
    """Full name by every name of each area; a name that several bear is none of them."""
    found: dict[str, set[str]] = defaultdict(set)
    for entity in filter(_is_area, entities):
        for name in (entity.name, *entity.aliases):
            found[name].add(entity.name)
    return {name: min(full) for name, full in found.items() if len(full) == 1}


def _subjects(facts: Iterable[Fact]) -> Mapping[str, Counter[str]]:
    """By document how often its figures, steps and placings speak of each thing."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    held = ontology().predicates_that("containment")
    for fact in facts:
        told = (fact.subject, fact.object) if isinstance(fact, Relation) and fact.predicate in held else (fact.subject,)
        for doc in sorted({piece.doc for piece in fact.evidence}):
            found[doc].update(told)
    return found
