"""One generation as pages and programs need it: everything indexed once, so that an answer looks up and never searches through."""

from __future__ import annotations

import queue
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from sqlite3 import Connection
from typing import Any

from kg.errors import UsageError
from kg.graph.opening import Graph
from kg.graph.show import ends
from kg.judge.verify import Verifier
from kg.model import Conflict, Document, Entity, Fact, Likely, Promise
from kg.network.find import anything
from kg.outcomes.timespan import bounds
from kg.publish import Generation
from kg.rdf.inside import inside
from kg.rdf.things import areas
from kg.records import fact_key
from kg.search import Found, connect, look

SLIPPED = ("moved", "late", "missed", "partly", "suspended", "cancelled", "silent")
CONNECTIONS = 8


class Shelf:
    """The facts of a generation by what they speak of, by document and by key; its promises, texts, names."""

    def __init__(self, generation: Generation) -> None:
        self.generation, self.graph = generation, Graph(generation)
        self.knowledge, self.manifest = self.graph.knowledge, generation.manifest()
        self.base = str(self.manifest["base"])
        self.documents: dict[str, Document] = {document.id: document for document in self.knowledge.documents}
        self.entities: dict[str, Entity] = self.knowledge.by_id
        self.facts_of: dict[str, list[Fact]] = {}
        self.facts_in: dict[str, list[Fact]] = {}
        self.by_key: dict[str, Fact | Promise] = {}
        self.promises_of: dict[str, list[Promise]] = {}
        self.likely_of: dict[str, list[Likely]] = {}
        self.conflicts_of: dict[str, list[Conflict]] = {}
        self.keys: dict[int, str] = {}
        self._index()
        self.inside = inside(self.knowledge, areas(self.knowledge))
        self.types = Counter(entity.type for entity in self.knowledge.entities)
        self._texts: dict[str, str] = {}
        self._years: dict[str, str] = {}
        self._connections: queue.Queue[Connection] = queue.Queue()
        for _ in range(CONNECTIONS):
            self._connections.put(connect(generation.search))

    def _index(self) -> None:
        for fact in self.knowledge.facts:
            for ref in dict.fromkeys(filter(None, ends(fact))):
                self.facts_of.setdefault(ref, []).append(fact)
            for doc in dict.fromkeys(words.doc for words in fact.evidence):
                self.facts_in.setdefault(doc, []).append(fact)
            self._key(fact)
        for promise in self.knowledge.promises:
            self.promises_of.setdefault(promise.subject, []).append(promise)
            self._key(promise)
        for pair in self.knowledge.likely:
            for ref in (pair.first, pair.second):
                self.likely_of.setdefault(ref, []).append(pair)
        for clash in self.knowledge.conflicts:
            self.conflicts_of.setdefault(clash.subject, []).append(clash)

    def _key(self, thing: Fact | Promise) -> None:
        key = fact_key(thing)
        self.by_key[key] = thing
        self.keys[id(thing)] = key

    def key(self, thing: Fact | Promise) -> str:
        """The 20 hex digits of a fact or promise of this shelf."""
        return self.keys[id(thing)]

    def text(self, doc: str) -> str:
        """A document's text as decoded. Raises ``GraphError``."""
        if doc not in self._texts:
            self._texts[doc] = self.generation.text(doc)
        return self._texts[doc]

    def name(self, ref: str | None) -> str:
        """The name of the entity with that id, else the words themselves."""
        entity = self.entities.get(ref or "")
        return entity.name if entity else ref or ""

    def title(self, doc: str) -> str:
        """A document's title, else its id."""
        document = self.documents.get(doc)
        return (document.title if document else "") or doc

    def thing(self, name: str) -> Entity | Document:
        """An entity or document by id or any name. Raises ``UsageError`` with suggestions."""
        return self.entities.get(name) or self.documents.get(name) or anything(self.knowledge, name)

    def entity(self, name: str) -> Entity:
        """An entity by id or any name. Raises ``UsageError``."""
        found = self.thing(name)
        if isinstance(found, Document):
            raise UsageError(f"{name!r} is a document", "name an entity")
        return found

    def typed(self, thing: Entity) -> str:
        """What one types to mean that entity: its name, unless that is said of another, else its id."""
        try:
            return thing.name if self.entity(thing.name) is thing else thing.id
        except UsageError:
            return thing.id

    def within(self, area: str) -> frozenset[str]:
        """The ids of what lies in the entity ``area``, at any depth, and itself."""
        return self._held.get(area, frozenset()) | {area}

    @cached_property
    def _held(self) -> dict[str, frozenset[str]]:
        held: dict[str, list[str]] = {}
        for ref, holders in self.inside.items():
            for holder in holders:
                held.setdefault(holder, []).append(ref)
        return {holder: frozenset(refs) for holder, refs in held.items()}

    @cached_property
    def newest(self) -> Sequence[Document]:
        """The documents, newest first, undated last."""
        return sorted(self.knowledge.documents, key=lambda document: (document.date.value or "", document.id), reverse=True)

    @cached_property
    def slipped(self) -> Sequence[Promise]:
        """The promises that were not kept as promised: by what became of them, the farthest slipped first."""
        order = {name: place for place, name in enumerate(SLIPPED)}
        found = [promise for promise in self.knowledge.promises if promise.outcome in order]
        return sorted(found, key=lambda one: (order[one.outcome], -(one.slip_months or 0), one.due, one.subject, one.event or one.measure or ""))

    def due_year(self, made: Promise) -> str:
        """The year in which a promise falls due at the latest."""
        if made.due not in self._years:
            self._years[made.due] = str(bounds(made.due)[1].year)
        return self._years[made.due]

    @cached_property
    def areas(self) -> Sequence[Entity]:
        """The administrative areas, those with most in them first."""
        from kg.ontology import ontology

        kinds = {name for name, kind in ontology().types.items() if kind.area}
        found = [entity for entity in self.knowledge.entities if entity.type in kinds]
        return sorted(found, key=lambda entity: (-len(self._held.get(entity.id, ())), entity.id))

    @contextmanager
    def _index_connection(self) -> Iterator[Connection]:
        base = self._connections.get()
        try:
            yield base
        finally:
            self._connections.put(base)

    def search(self, words: str, most: int = 10, *, text: bool = True) -> Found:
        """Names, measures, documents and sentences."""
        with self._index_connection() as base:
            return look(base, words, most, text=text)

    @cached_property
    def verifier(self) -> Verifier:
        """What checks paragraphs."""
        return Verifier(self.knowledge)

    @cached_property
    def network(self) -> dict[str, Any]:
        """The whole network, drawn once: nodes with places, edges."""
        from kg.export.network import drawn

        return drawn(self.knowledge)

    def warm(self) -> Shelf:
        """Work out what the first reader would wait for."""
        _ = self.newest, self.slipped, self.areas, self.network, self.verifier
        self.graph.sparql("ASK {}")
        return self

    def close(self) -> None:
        """Let go of the store and the index."""
        self.graph.close()
        while not self._connections.empty():
            self._connections.get().close()
