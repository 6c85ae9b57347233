"""Names that a text says are one: 某某示范区（以下简称“示范区”）, 某某高速公路（某某高速）, 某学院更名为某大学."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache

from kg.areas import area_types
from kg.identity import words
from kg.model import Document, Entity, Extraction

LONGEST = 40
QUOTES = "“”\"‘’"
INSIDE = re.compile("([^“”‘’（）()，,。；;]{2,20})[”’\"]?[）)]")
NAMED_TWICE = re.compile("(.{2,})[（(]([^（）()]{2,})[）)]")


def introduced(extraction: Extraction, document: Document, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """(name, other name) for each two that the document says are one; one of the two is an entity's, ``known`` are the names of the collection."""
    here = {_bare(name): name for entity in extraction.entities for name in (entity.name, *entity.aliases)}
    own = {_bare(name): name for name in sorted(known)} | here
    for text in _texts(document):
        for between, closed, must, gap in _connections():
            for found in between.finditer(text):
                name, other = _before(text[: found.start()], own, gap), _behind(text[found.end() :], known, closed, must)
                if name and other and name != other and {name, other} & set(here.values()):
                    yield name, other
    yield from _in_names(extraction, known)


@cache
def _connections() -> tuple[tuple[re.Pattern[str], bool, bool, int], ...]:
    return tuple((re.compile(f"{row['between']}[“\"‘]?"), row["closed"], row["known"], row.get("gap", 0)) for row in words.word("introduced"))


def _bare(text: str) -> str:
    return text.strip(QUOTES)


def _before(text: str, own: dict[str, str], gap: int) -> str | None:
    """The longest name that ends there, or at most ``gap`` characters before."""
    ends = (text[-LONGEST - skip : len(text) - skip].rstrip(QUOTES) for skip in range(gap + 1))
    return next((own[end[start:]] for end in ends for start in range(len(end) - 1) if end[start:] in own), None)


def _behind(text: str, known: Collection[str], closed: bool, must: bool) -> str | None:
    """The name that stands there: up to the bracket, or the longest known one."""
    if closed:
        found = INSIDE.match(text)
        return found[1] if found and (not must or found[1] in known) else None
    return next((text[:end] for end in range(min(LONGEST, len(text)), 1, -1) if text[:end] in known), None)


def _in_names(extraction: Extraction, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Names that hold both: 某某高速公路（某某高速）."""
    for entity in extraction.entities:
        found = NAMED_TWICE.fullmatch(entity.name)
        inside = next((_behind(found[2][at:] + "）", known, True, True) for at in range(3) if found[2][at:] in known), None) if found else None
        if found and inside:
            yield from ((entity.name, part) for part in (found[1], inside) if part in known)


def with_introduced(extractions: Iterable[Extraction], documents: Iterable[Document]) -> tuple[list[Extraction], dict[str, list[tuple[str, str]]]]:
    """The extractions with introduced names as aliases, and by document the pairs whose other name is an entity of the collection."""
    extractions = list(extractions)
    by_id = {document.id: document for document in documents}
    areas = {entity.name for one in extractions for entity in one.entities if entity.type in area_types()}
    named = {entity.name for one in extractions for entity in one.entities}
    out, pairs = [], {}
    for extraction in extractions:
        known = (named - areas) | {entity.name for entity in extraction.entities}
        found = sorted(set(introduced(extraction, by_id[extraction.doc], known))) if extraction.doc in by_id else []
        pairs[extraction.doc] = [pair for pair in found if pair[1] in named]
        own = {entity.name for entity in extraction.entities}
        short = [pair for pair in found if pair[1] not in own]
        out.append(replace(extraction, entities=tuple(_named(entity, short) for entity in extraction.entities)) if short else extraction)
    return out, pairs


def _named(entity: Entity, pairs: list[tuple[str, str]]) -> Entity:
    new = {short for name, short in pairs if name in (entity.name, *entity.aliases)} - set(entity.aliases)
    return replace(entity, aliases=tuple(sorted({*entity.aliases, *new}))) if new else entity


def _texts(document: Document) -> list[str]:
    blocks = [block.text for article in document.articles for block in article.blocks]
    return [re.sub(r"\s", "", text) for text in blocks or [document.text]]
