"""Short forms that a text introduces: 某某示范区（以下简称“示范区”）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.identity import words
from kg.model import Document, Entity, Extraction

REACH = 40


def introduced(extraction: Extraction, document: Document) -> Iterator[tuple[str, str]]:
    """(full name, short form) for each short form that the document introduces right after one of its entities' names."""
    names = sorted({name for entity in extraction.entities for name in (entity.name, *entity.aliases)}, key=lambda name: (-len(name), name))
    for text in _texts(document):
        for found in words.pattern("introduced").finditer(text):
            before = re.sub(r"\s", "", text[max(0, found.start() - REACH) : found.start()])
            name = next((name for name in names if before.rstrip("”\"").endswith(name)), None)
            if name and name != found[1]:
                yield name, re.sub(r"\s", "", found[1])


def with_introduced(extractions: Iterable[Extraction], documents: Iterable[Document]) -> tuple[list[Extraction], dict[str, list[tuple[str, str]]]]:
    """The extractions with introduced short forms as aliases, and by document the pairs whose short form is an entity of its own."""
    by_id = {document.id: document for document in documents}
    out, pairs = [], {}
    for extraction in extractions:
        found = sorted(set(introduced(extraction, by_id[extraction.doc]))) if extraction.doc in by_id else []
        own = {entity.name for entity in extraction.entities}
        pairs[extraction.doc] = [pair for pair in found if pair[1] in own]
        short = [pair for pair in found if pair[1] not in own]
        out.append(Extraction(extraction.doc, tuple(_named(entity, short) for entity in extraction.entities), extraction.facts) if short else extraction)
    return out, pairs


def _named(entity: Entity, pairs: list[tuple[str, str]]) -> Entity:
    new = {short for name, short in pairs if name in (entity.name, *entity.aliases)} - set(entity.aliases)
    if not new:
        return entity
    return Entity(entity.type, entity.name, tuple(sorted({*entity.aliases, *new})), entity.within, entity.evidence, entity.id, entity.merges)


def _texts(document: Document) -> list[str]:
    blocks = [block.text for article in document.articles for block in article.blocks]
    return blocks or [document.text]
