"""Lines → records; records → knowledge."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.errors import GraphError
from kg.model import (
    Accounting,
    Coverage,
    Dated,
    Document,
    Evidence,
    Knowledge,
    Merge,
    Unread,
)
from kg.records.shapes import DOCUMENT_FIELDS, EVIDENCE, KINDS, SHAPES, Record


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
    return assemble((record["kind"], _thing(record)) for record in records)


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
        coverage=_coverage(record.get("coverage", {})), notes=tuple(record.get("notes", ())), **{name: record[name] for name in DOCUMENT_FIELDS if name in record},
    )


def _coverage(record: Mapping[str, Any]) -> Coverage:
    unread = tuple(Unread(one["start"], one["end"], tuple(one["words"])) for one in record.get("unread", ()))
    return Coverage(**{**record, "unread": unread})


def assemble(things: Iterable[tuple[str, Any]]) -> Knowledge:
    """The knowledge of things, each with its kind, in their order."""
    sorted_out: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for kind, thing in things:
        sorted_out[kind].append(thing)
    facts = (*sorted_out["relation"], *sorted_out["milestone"], *sorted_out["observation"], *sorted_out["setback"])
    return Knowledge(
        documents=tuple(sorted_out["document"]), entities=tuple(sorted_out["entity"]), facts=facts,
        promises=tuple(sorted_out["promise"]), conflicts=tuple(sorted_out["conflict"]), likely=tuple(sorted_out["likely"]),
    )
