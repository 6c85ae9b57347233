"""Knowledge as flat records, one JSON object a line, and back without loss.

The kinds are document, entity, relation, milestone and observation (the exchange form that analysts, scorers and
diffs read) and our own setback, promise, conflict and likely. Things are called by name; beside each name that belongs to an
entity of the collection stands its id (``subjectId``, ``objectId``, ``ofId``, ``firstId``, ``secondId``), so two
entities of one name stay apart. A field at its default is left out, except those in ``ALWAYS``. What a record does
not hold is a document's text and its articles: those lie beside the records in a generation (``kg.publish``).

**Order.** Kinds in the order of ``KINDS``; within a kind by the fields of ``ORDER``, then by the line itself, all by
Unicode code point, a missing value first. ``ordered`` puts a ``Knowledge`` into this order, and for every
``knowledge`` holds ``from_records(to_records(knowledge)) == ordered(knowledge)`` once the documents are bare.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.errors import GraphError
from kg.model import (
    Accounting,
    Conflict,
    Dated,
    Document,
    Entity,
    Evidence,
    Knowledge,
    Likely,
    Merge,
    Milestone,
    Observation,
    Promise,
    Relation,
)

Record = dict[str, Any]

KINDS: dict[str, type] = {
    "document": Document, "entity": Entity, "relation": Relation, "milestone": Milestone, "observation": Observation,
    "setback": Milestone, "promise": Promise, "conflict": Conflict, "likely": Likely,
}
RANK = {kind: rank for rank, kind in enumerate(KINDS)}
ORDER = ("doc", "type", "name", "id", "subject", "subjectId", "first", "firstId", "predicate", "event", "measure", "time", "due", "object")
ALWAYS = frozenset({"time", "modality", "bound", "aliases"})
REFERENCES = frozenset({"subject", "object", "of", "first", "second"})
EVIDENCE = frozenset({"evidence", "answer"})
NAMED_BY = {"promise": ("subject", "event", "measure", "value", "unit", "due", "stated_in"), "likely": ("first", "second")}
DOCUMENT_FIELDS = ("region", "publisher", "source", "media", "reprint_of")


def camel(name: str) -> str:
    """``slip_months`` → ``slipMonths``, as the ontology's properties are written."""
    head, *tail = name.split("_")
    return head + "".join(word.capitalize() for word in tail)


# Name, record key and default of each field of a class of the model.
SHAPES: dict[type, tuple[tuple[str, str, Any], ...]] = {
    cls: tuple((field.name, camel(field.name), field.default) for field in fields(cls)) for cls in (*KINDS.values(), Evidence, Merge)
}
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
    return _assemble((list(KINDS)[rank], thing) for rank, thing in ranked)


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
    record["notes"] = list(document.notes) or None
    return {key: value for key, value in record.items() if value is not None or key == "date"}


def read_jsonl(path: str | Path) -> Iterator[Record]:
    """The records of a JSON Lines file; ``GraphError`` names the file and the line that is not one. Decimals keep their digits."""
    with Path(path).open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _parse(line, f"{path}:{number}")


def _parse(line: str, where: str) -> Record:
    try:
        record = json.loads(line, parse_float=Decimal)
    except ValueError as why:
        raise GraphError(f"{where}: not JSON: {why}", "build the graph again, or mend the line") from why
    if not isinstance(record, dict) or record.get("kind") not in KINDS:
        raise GraphError(f"{where}: not a record of a known kind", f"kinds are {', '.join(KINDS)}")
    return record


def from_records(records: Iterable[Mapping[str, Any]]) -> Knowledge:
    """The knowledge that ``to_records`` gave, in the records' order; ``GraphError`` shows a record that lacks a field."""
    return _assemble((record["kind"], _thing(record)) for record in records)


def _thing(record: Mapping[str, Any]) -> Any:
    try:
        return _document(record) if record["kind"] == "document" else _value(KINDS[record["kind"]], record)
    except (KeyError, TypeError, ValueError, ArithmeticError) as why:
        raise GraphError(f"not a whole {record.get('kind')} record ({why!r}): {str(dict(record))[:200]}", "build the graph again") from why


def _value(cls: type, record: Mapping[str, Any]) -> Any:
    """A value of ``cls`` from its record; the id, where there is one, says which entity a name means."""
    given = {}
    for name, key, default in SHAPES[cls]:
        if key in record:
            given[name] = _field(name, record.get(f"{key}Id", record[key]))
        elif default is MISSING:
            raise KeyError(key)
    return cls(**given)


def _field(name: str, value: Any) -> Any:
    if name in EVIDENCE:
        return tuple(_value(Evidence, item) for item in value)
    if name == "merges":
        return tuple(_value(Merge, item) for item in value)
    if name == "score":
        return float(value)
    if name == "value" and value is not None:
        return Decimal(str(value))
    return _frozen(value)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _document(record: Mapping[str, Any]) -> Document:
    account = record.get("accounting", {})
    return Document(
        id=record["doc"], text="", articles=(), title=record.get("title", ""),
        date=Dated(record.get("date"), record.get("date_precision"), record.get("date_how", "none")),
        accounting=Accounting(account.get("read", 0), account.get("used", 0), tuple(account.get("left_out", {}).items())),
        notes=tuple(record.get("notes", ())), **{name: record[name] for name in DOCUMENT_FIELDS if name in record},
    )


def _assemble(things: Iterable[tuple[str, Any]]) -> Knowledge:
    sorted_out: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for kind, thing in things:
        sorted_out[kind].append(thing)
    facts = (*sorted_out["relation"], *sorted_out["milestone"], *sorted_out["observation"], *sorted_out["setback"])
    return Knowledge(
        documents=tuple(sorted_out["document"]), entities=tuple(sorted_out["entity"]), facts=facts,
        promises=tuple(sorted_out["promise"]), conflicts=tuple(sorted_out["conflict"]), likely=tuple(sorted_out["likely"]),
    )
