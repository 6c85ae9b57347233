"""Readings of anybody: JSON Lines in the form of FACTS.md, each fact with its ``quote`` (a person, another tool, a spaCy pipeline)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kg.errors import GraphError
from kg.model import Fact
from kg.readings.answer import entity, milestone, observation, relation
from kg.readings.values import Malformed, ProposedEntity, ProposedFact, Quote, Reading

SHOWN = 120
MAKE: dict[str, Callable[[dict[str, str]], Fact]] = {"relation": relation, "milestone": milestone, "observation": observation}
Parts = tuple[list[ProposedEntity], list[ProposedFact], list[Malformed]]


def read_lines(path: Path) -> dict[tuple[str, str], Reading]:
    """The readings of a file by document id and reader: who read stands in ``reader`` (else the file's name).

    A line that is no proposal is kept as malformed with its document; raises ``GraphError`` (file and line) for one that is no record of a document.
    """
    found: dict[tuple[str, str], Parts] = {}
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        record = _record(path, number, line)
        if record.get("kind") == "document":
            continue
        parts = found.setdefault((record["doc"], str(record.get("reader") or path.stem)), ([], [], []))
        _enter(parts, record, line)
    return {key: Reading(key[1], tuple(e), tuple(f), tuple(m)) for key, (e, f, m) in found.items()}


def _enter(parts: Parts, record: Mapping[str, Any], line: str) -> None:
    entities, facts, malformed = parts
    try:
        if record.get("kind") == "entity":
            entities.append(entity(str(record.get("type", "")), str(record.get("name", "")), [str(a) for a in record.get("aliases") or ()]))
        else:
            facts.append(_fact(record))
    except (ValueError, TypeError) as why:
        malformed.append(Malformed(line[:SHOWN], str(why)))


def _fact(record: Mapping[str, Any]) -> ProposedFact:
    kind = str(record.get("kind"))
    if kind not in MAKE:
        raise ValueError(f"no kind {kind!r}: entity, {', '.join(MAKE)}")
    fields = {key: str(value) for key, value in record.items() if isinstance(value, str | int | float) and not isinstance(value, bool)}
    return ProposedFact(MAKE[kind](fields), Quote(str(record.get("quote") or "")))


def _record(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as why:
        raise GraphError(f"{path}, line {number}: no JSON ({str(why)[:SHOWN]})", "write one record a line, or remove the file") from why
    if not isinstance(record, dict) or not isinstance(record.get("doc"), str):
        raise GraphError(f"{path}, line {number}: no record of a document: {line[:SHOWN]}", 'name the document: {"doc": …}')
    return record


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as why:
        raise GraphError(f"{path}: {why}", "save it as UTF-8") from why
