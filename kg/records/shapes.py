"""The kinds of records and their fields."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from kg.model import (
    Conflict,
    Document,
    Entity,
    Evidence,
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
