"""Readings that passed as records of FACTS.md, like gold: for those who learn from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kg.language.layout import Layout
from kg.model import Fact, Observation, Relation
from kg.readings.gate.verdicts import Judged
from kg.readings.merging import stated


def records(layout: Layout, judged: Sequence[Judged]) -> Iterator[dict[str, Any]]:
    """The document, its entities and its facts, each with its evidence, as a gold file has them."""
    document = layout.document
    yield {"kind": "document", "doc": document.id, "title": document.title, "date": document.date.value, "date_precision": document.date.precision}
    found = stated(layout, judged)
    for entity in found.entities:
        yield {"kind": "entity", "doc": document.id, "type": entity.type, "name": entity.name, "aliases": list(entity.aliases), **_said(entity.evidence)}
    for fact in found.facts:
        yield flat(document.id, fact) | _said(fact.evidence)


def flat(doc: str, fact: Fact) -> dict[str, Any]:
    """A fact of a document as a record, without its evidence."""
    return {"kind": fact.kind, "doc": doc, "subject": fact.subject, **_fields(fact), "time": fact.time, "modality": fact.modality}


def _fields(fact: Fact) -> dict[str, Any]:
    if isinstance(fact, Observation):
        value = int(fact.value) if fact.value == fact.value.to_integral_value() else float(fact.value)
        return {"measure": fact.measure, "value": value, "unit": fact.unit, "bound": fact.bound} | ({"role": fact.role} if fact.role else {})
    if isinstance(fact, Relation):
        return {"predicate": fact.predicate, "object": fact.object} | ({"of": fact.of} if fact.of else {})
    return {"event": fact.event}


def _said(evidence: Sequence[Any]) -> dict[str, Any]:
    return {"evidence": [{"doc": e.doc, "start": e.start, "end": e.end, "text": e.text} for e in evidence]}
