"""Knowledge → records, in their order; records → lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from decimal import Decimal
from hashlib import sha256
from typing import Any

from kg.model import (
    Coverage,
    Document,
    Entity,
    Evidence,
    Knowledge,
    Likely,
    Merge,
)
from kg.records.reading import assemble
from kg.records.shapes import ALWAYS, DOCUMENT_FIELDS, EVIDENCE, KINDS, NAMED_BY, ORDER, RANK, REFERENCES, SHAPES, Record

ENCODE = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
# Legal in JSON, but readers that split lines at them (or encode strictly) would choke.
UNSAFE = re.compile("[\u0085\u2028\u2029\ud800-\udfff]")


def dumps(record: Mapping[str, Any]) -> str:
    """One record as a line of JSON without the newline: UTF-8 as it is, numbers with the digits as written (1.30, never 1e3)."""
    if any(isinstance(value, Decimal) for value in record.values()):
        line = "{" + ", ".join(f"{ENCODE(key)}: {_number_or_json(value)}" for key, value in record.items()) + "}"
    else:
        line = ENCODE(record)
    return UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", line)


def _number_or_json(value: Any) -> str:
    return format(value, "f") if isinstance(value, Decimal) else ENCODE(value)


def to_records(knowledge: Knowledge) -> Iterator[Record]:
    """Every document, entity, fact, promise, conflict and likely pair as a record, in the order that the module's docstring gives."""
    yield from sorted(_unordered(knowledge), key=order)


def order(record: Mapping[str, Any]) -> tuple[Any, ...]:
    """The sort key of a record: a total order, for no two different records have one line."""
    return RANK[record["kind"]], *(str(record.get(name) or "") for name in ORDER), dumps(record)


def ordered(knowledge: Knowledge) -> Knowledge:
    """The same knowledge in the order of its records."""
    things = [(order(record), thing) for record, thing in _pairs(knowledge)]
    ranked = [(key[0], thing) for key, thing in sorted(things, key=lambda pair: pair[0])]
    return assemble((list(KINDS)[rank], thing) for rank, thing in ranked)


def fact_key(thing: Any) -> str:
    """20 hex digits that name a fact, promise, conflict or likely pair by what it says: SHA-256 over kind and fields, NUL between.

    Evidence, and what became of a promise, are left out. The IRIs of facts (``kg.rdf``) end in the same digits.
    """
    names = NAMED_BY.get(thing.kind) or [name for name, _, _ in SHAPES[type(thing)] if name not in EVIDENCE]
    said = "\0".join((thing.kind, *(text for name in names for text in _texts(getattr(thing, name)))))
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return ("" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value),)


def bare(document: Document) -> Document:
    """The document as its record holds it: without text and articles."""
    return replace(document, text="", articles=())


def _unordered(knowledge: Knowledge) -> Iterator[Record]:
    return (record for record, _ in _pairs(knowledge))


def _pairs(knowledge: Knowledge) -> Iterator[tuple[Record, Any]]:
    entities = {key: entity for key, entity in knowledge.by_id.items() if key}
    yield from ((_document_record(document), document) for document in knowledge.documents)
    yield from ((_record("entity", entity, {}), entity) for entity in knowledge.entities)
    for thing in (*knowledge.facts, *knowledge.promises, *knowledge.conflicts):
        yield _record(thing.kind, thing, entities), thing
    for likely in knowledge.likely:
        yield _record("likely", likely, entities) | _words_of_both(likely, entities), likely


def _words_of_both(likely: Likely, entities: Mapping[str, Entity]) -> Record:
    """The first words that speak of either entity: derived, so that each record but a document's can be looked up."""
    found = [entity.evidence[0] for name in (likely.first, likely.second) if (entity := entities.get(name)) and entity.evidence]
    return {"evidence": _plain(tuple(found))} if found else {}


def _record(kind: str, thing: Any, entities: Mapping[str, Entity]) -> Record:
    record: Record = {"kind": kind}
    for name, key, default in SHAPES[type(thing)]:
        value = getattr(thing, name)
        if value == default and name not in ALWAYS:
            continue
        entity = entities.get(value) if name in REFERENCES and value else None
        record[key] = entity.name if entity else _plain(value)
        if entity:
            record[f"{key}Id"] = value
    return record


def _plain(value: Any) -> Any:
    """A field's value as JSON has it: tuples as lists, evidence and merges as objects."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, (Evidence, Merge)):
        return {name: getattr(value, name) for name, _, default in SHAPES[type(value)] if getattr(value, name) != default}
    return value


def _document_record(document: Document) -> Record:
    date = document.date
    record: Record = {"kind": "document", "doc": document.id, "title": document.title, "date": date.value,
                      "date_precision": date.precision, "date_how": date.how}
    record |= {name: getattr(document, name) for name in DOCUMENT_FIELDS}
    account = document.accounting
    record["accounting"] = {"read": account.read, "used": account.used, "left_out": dict(account.left_out)}
    record["coverage"] = asdict(document.coverage) if document.coverage != Coverage() else None
    record["notes"] = list(document.notes) or None
    return {key: value for key, value in record.items() if value is not None or key == "date"}
