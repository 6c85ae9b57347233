"""Corrections written from a published graph: a fact or a name that a person saw becomes lines anchored in its documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kg.corrections.anchor import Anchor, anchored
from kg.corrections.record import Correction, checked
from kg.corrections.reviewed import fingerprint, of_document
from kg.corrections.said import FIELDS, ROLES
from kg.errors import UsageError
from kg.model import Entity, Evidence, Fact, Knowledge
from kg.records import fact_key

Text = Callable[[str], str]  # a document's text, by id
FEWEST = 6  # characters of a fact's key that name it


def fact(knowledge: Knowledge, key: str) -> Fact:
    """The fact whose key begins so. Raises ``UsageError`` for none or several."""
    found = [one for one in knowledge.facts if fact_key(one).startswith(key)] if len(key) >= FEWEST else []
    if len(found) != 1:
        raise UsageError(f"{len(found) or 'no'} facts have the key {key!r}", "kg correct facts DOC lists the facts of a document with their keys")
    return found[0]


def said(knowledge: Knowledge, thing: Fact | Entity) -> dict[str, Any]:
    """A fact or an entity as a correction speaks of it: with every name that the graph has for what it names."""
    if isinstance(thing, Entity):
        return {"kind": "entity", "type": thing.type, "name": thing.name, "aliases": list(thing.aliases)}
    record: dict[str, Any] = {"kind": thing.kind}
    for name in FIELDS[thing.kind]:
        value = getattr(thing, name)
        record[name] = format(value, "f") if name == "value" else value
        if name in ROLES and (entity := knowledge.by_id.get(value or "")):
            record |= {name: entity.name, f"{name}Type": entity.type, f"{name}Aliases": list(entity.aliases)}
    return record


def anchors(evidence: Iterable[Evidence], text: Text, doc: str | None = None) -> list[Anchor]:
    """One anchor for each place of the evidence (in ``doc`` only, if given), each once."""
    found = (anchored(words.doc, text(words.doc), words.start, words.end) for words in evidence if doc in (None, words.doc))
    return list(dict.fromkeys(found))


def of_fact(knowledge: Knowledge, text: Text, action: str, thing: Fact | Entity, about: Mapping[str, str], *,
            doc: str | None = None, instead: Mapping[str, Any] | None = None) -> list[Correction]:  # fmt: skip
    """``action`` on every place that states the fact (or names the entity). ``about`` has by, why and when; ``instead`` the changed fields.

    Raises ``UsageError`` for a fact without a place in ``doc``.
    """
    record = said(knowledge, thing)
    places = anchors(_first_of_each(thing.evidence) if isinstance(thing, Entity) else thing.evidence, text, doc)
    if not places:
        raise UsageError(f"{doc or 'no document'} does not state it", "name the document whose words are meant")
    more = {"instead": _changed(record, instead)} if instead is not None else {}
    return [checked({"action": action, **anchor.fields(), "fact": record, **more, **about}) for anchor in places]


def _changed(record: dict[str, Any], instead: Mapping[str, Any]) -> dict[str, Any]:
    """The record with other values; a name that is changed brings no names of the old thing with it."""
    stale = {f"{role}Aliases" for role in ROLES if role in instead} | {f"{role}Type" for role in ROLES if role in instead and f"{role}Type" not in instead}
    if record["kind"] == "entity":
        stale.add("aliases")
    return {key: value for key, value in record.items() if key not in stale} | dict(instead)


def _first_of_each(evidence: Iterable[Evidence]) -> list[Evidence]:
    first: dict[str, Evidence] = {}
    for words in evidence:
        first.setdefault(words.doc, words)
    return list(first.values())


def addition(anchor: Anchor, record: Mapping[str, Any], about: Mapping[str, str]) -> Correction:
    """A fact or name that is missing, resting on the anchored words."""
    return checked({"action": "add", **anchor.fields(), "fact": dict(record), **about})


def decision(action: str, first: str, second: str, about: Mapping[str, str]) -> Correction:
    """``same``, ``different`` or ``undecided`` of two names or ids."""
    return checked({"action": action, "first": first, "second": second, **about})


def review(knowledge: Knowledge, text: Text, doc: str, about: Mapping[str, str]) -> Correction:
    """That a person has gone through a document, with what stood there. Raises ``GraphError`` for a document that is none."""
    return checked({"action": "reviewed", "doc": doc, "text": fingerprint(text(doc)), "facts": of_document(knowledge, doc), **about})


def withdrawal(corrections: Iterable[Correction], id_: str, about: Mapping[str, str]) -> Correction:
    """Take back an earlier line, by its id or the beginning of it. Raises ``UsageError``."""
    found = [one.id for one in corrections if id_ and one.id.startswith(id_)]
    if len(set(found)) != 1:
        raise UsageError(f"{len(found) or 'no'} corrections have the id {id_!r}", "kg corrections lists them")
    return checked({"action": "withdraw", "of": found[0], **about})
