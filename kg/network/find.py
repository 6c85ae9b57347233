"""An entity or a document by any of its names: exact first, then the only one that contains the words, else suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TypeVar

from kg.errors import UsageError
from kg.model import Document, Entity, Knowledge
from kg.ontology.folding import plain

MOST_SUGGESTED = 8

Named = TypeVar("Named", Entity, Document)


def names_of(thing: Entity | Document) -> tuple[str, ...]:
    """Every name by which a thing may be called for."""
    return (thing.id, thing.name, *thing.aliases) if isinstance(thing, Entity) else (thing.id, thing.title)


def entity(knowledge: Knowledge, name: str, types: Sequence[str] = ()) -> Entity:
    """The entity called ``name`` (its id, name or an alias; or the only name that contains it), of one of ``types`` if given.

    Raises ``UsageError`` with suggestions if there is none, and with the ids if there are several.
    """
    return _one([thing for thing in knowledge.entities if not types or thing.type in types], name, "entity")


def document(knowledge: Knowledge, name: str) -> Document:
    """The document with that id or title; same errors as ``entity``."""
    return _one(knowledge.documents, name, "document")


def anything(knowledge: Knowledge, name: str) -> Entity | Document:
    """The entity called ``name``, else the document; same errors as ``entity``."""
    try:
        return document(knowledge, name) if any(thing.id == name for thing in knowledge.documents) else entity(knowledge, name)
    except UsageError as why:
        try:
            return document(knowledge, name)
        except UsageError:
            raise why from None


def _one(things: Sequence[Named], name: str, noun: str) -> Named:
    wanted = plain(name)
    for match in (_by_id, _by_name, _by_alias, _containing):
        found = match(things, wanted) if wanted else []
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(thing.id for thing in found[:MOST_SUGGESTED])
            raise UsageError(f"{len(found)} of the graph could be {name!r}", f"say which by its id: {ids}")
    raise UsageError(f"no {noun} {name!r} in this graph", _suggested(things, wanted))


def _by_id(things: Iterable[Named], wanted: str) -> list[Named]:
    return [thing for thing in things if plain(thing.id) == wanted]


def _by_name(things: Iterable[Named], wanted: str) -> list[Named]:
    return [thing for thing in things if plain(names_of(thing)[1]) == wanted]


def _by_alias(things: Iterable[Named], wanted: str) -> list[Named]:
    return [thing for thing in things if wanted in map(plain, names_of(thing)[2:])]


def _containing(things: Iterable[Named], wanted: str) -> list[Named]:
    return [thing for thing in things if any(wanted in plain(name) for name in names_of(thing)[1:])]


def _suggested(things: Iterable[Named], wanted: str) -> str:
    names = dict.fromkeys(name for thing in things for name in names_of(thing)[1:] if name)
    by_folded = {plain(name): name for name in names}
    close = [by_folded[name] for name in get_close_matches(wanted, by_folded, n=MOST_SUGGESTED, cutoff=0.5)]
    return f"did you mean {'、'.join(close)}?" if close else "kg export csv lists what there is" if by_folded else "the graph is empty"
