"""The corrections as a table: who said what of which words, and what the last build made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from kg.corrections.effects import ORPHAN, STATES
from kg.corrections.record import ON_NAMES, Correction, standing
from kg.corrections.said import FIELDS

COLUMNS = ("id", "state", "action", "what", "doc", "quote", "effect", "by", "why", "when")
LABELS = {"id": "编号", "state": "状态", "action": "更正", "what": "内容", "doc": "文档", "quote": "原文", "effect": "结果", "by": "何人", "why": "理由", "when": "何时"}
FIRST = (ORPHAN, "pending")
Worded = Callable[[str, Any], str]  # a field and its value, in words


def as_written(_: str, value: Any) -> str:
    """A value as the file has it."""
    return str(value)


def rows(corrections: Sequence[Correction], effects: Iterable[Mapping[str, str]], worded: Worded = as_written) -> list[tuple[str, ...]]:
    """One row a correction, orphans first, then those that wait for a build, then the rest in the order of the file; ``worded`` says a field's value."""
    told = {effect["id"]: effect for effect in effects}
    found = [_row(one, _state(one, stands, told), worded) for one, stands in zip(corrections, standing(corrections), strict=True) if one.action != "withdraw"]
    return sorted(found, key=lambda row: FIRST.index(row[1]) if row[1] in FIRST else len(FIRST))


def _state(one: Correction, stands: bool, told: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    if not stands:
        return {"state": "replaced", "what": "withdrawn"}
    return told.get(one.id, {"state": "pending", "what": STATES["pending"][1]})


def _row(one: Correction, effect: Mapping[str, str], worded: Worded) -> tuple[str, ...]:
    record = one.record
    return (one.id, effect["state"], one.action, what(one, worded), one.doc, str(record.get("quote", "")), effect["what"],
            one.by, str(record.get("why", "")), str(record.get("when", "")))  # fmt: skip


def what(one: Correction, worded: Worded = as_written) -> str:
    """What a correction says, on one line, its values as ``worded`` says them."""
    record = one.record
    if one.action in ON_NAMES:
        return f"{record['first']} / {record['second']}"
    if "fact" not in record:
        return f"{len(record.get('facts', ()))}"
    return _said(record["fact"], worded) + (f" → {_said(record['instead'], worded)}" if "instead" in record else "")


def _said(said: Mapping[str, Any], worded: Worded) -> str:
    return " ".join(worded(name, said[name]) for name in FIELDS[said["kind"]] if said.get(name) not in (None, "", [], "exact") and name != "aliases")


def listing(corrections: Sequence[Correction], effects: Iterable[Mapping[str, str]]) -> Any:
    """The rows as an ``Answer``."""
    from kg.answer import Answer

    labels = {name: {"zh": LABELS[name], "en": name} for name in COLUMNS}
    return Answer.of_values(COLUMNS, rows(corrections, effects), labels=labels, title={"zh": "更正", "en": "corrections"})
