"""The knowledge as tables for people: entities, facts, ledger, promises, indicators, evidence, documents.

Cells are text, numbers (``Decimal`` or int) or None. Statuses, events and types are in Chinese; ids are those of the graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.areas.codes import code_of
from kg.errors import UsageError
from kg.export.labels import amount, type_word, what, word
from kg.model import Entity, Evidence, Fact, Knowledge, Milestone, Observation, Promise, Relation
from kg.network.networkx import attributes
from kg.ontology import ontology
from kg.outcomes.measure_names import name_of
from kg.records import fact_key
from kg.records.citing import cited
from kg.safe.text import one_line

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns' types (string, double or integer) by name, and its rows."""

    name: str
    columns: dict[str, str]
    rows: list[Row]

    def lists(self) -> Iterator[list[Any]]:
        """The rows as lists in the columns' order."""
        yield from ([row.get(column) for column in self.columns] for row in self.rows)


def tables(knowledge: Knowledge) -> dict[str, Table]:
    """All tables, by name."""
    return {name: table(knowledge, name) for name in MAKERS}


def table(knowledge: Knowledge, name: str) -> Table:
    """One table. Raises ``UsageError`` with the names there are."""
    if name not in MAKERS:
        raise UsageError(f"no table {name!r}", f"there are: {', '.join(MAKERS)}")
    columns, rows = MAKERS[name]
    titles = {document.id: cited(document) for document in knowledge.documents}
    return Table(name, {key: TYPES.get(key, "string") for key in columns.split()}, [_titled(row, titles) for row in rows(knowledge)])


CITED = {"document": "doc", "stated_in": "stated_in_id", "answered_in": "answered_in_id", "actual_document": "actual_doc"}
"""The columns that cite a document by title and date, each with the one that has its id."""


def _titled(row: Row, titles: Mapping[str, str]) -> Row:
    """The row with the documents that it names cited by title and date."""
    return row | {name: titles.get(row[key], row[key]) for name, key in CITED.items() if row.get(key) is not None}


def entities(knowledge: Knowledge) -> Iterator[Row]:
    """One row an entity."""
    for entity in knowledge.entities:
        yield {"id": entity.id, "type": type_word(entity.type), "name": entity.name, "aliases": "、".join(entity.aliases), "within": entity.within, **_code(entity),
               **_first(entity.evidence)}


def _code(entity: Entity) -> Row:
    """The code of an area (GB/T 2260) and the year it is of."""
    code = code_of(entity.type, entity.name, entity.within)
    return {"code": code.code, "code_year": code.year} if code else {}


def facts(knowledge: Knowledge) -> Iterator[Row]:
    """One row a relation, milestone or observation."""
    for fact in knowledge.facts:
        yield {"id": fact_key(fact), "kind": type_word(fact.kind.capitalize()), **_who(fact, knowledge), "about": what(attributes(fact)),
               **_object(fact, knowledge), **_status(fact), **_first(fact.evidence)}


def ledger(knowledge: Knowledge) -> Iterator[Row]:
    """One row for each step of each project, park or facility: planned and actual times side by side, and what became of the plan."""
    steps: dict[tuple[str, str], list[Milestone]] = {}
    for fact in knowledge.facts:
        if isinstance(fact, Milestone) and fact.kind == "milestone":
            steps.setdefault((fact.subject, fact.event), []).append(fact)
    promised = {(promise.subject, promise.event): promise for promise in knowledge.promises if promise.event}
    events = {name: event.order for name, event in ontology().events.items()}
    for (subject, event), said in sorted(steps.items(), key=lambda step: (step[0][0], events.get(step[0][1], 99), step[0][1])):
        plan, done = _words(said, planned=True), _words(said, planned=False)
        yield {**_who(said[0], knowledge), "type": _type(subject, knowledge), "within": _within(subject, knowledge), "event": word(ontology().events, event),
               "planned": _times(said, planned=True), "actual": _times(said, planned=False), **_outcome(promised.get((subject, event))),
               **_first(plan or done), **_done(done)}


def promises(knowledge: Knowledge) -> Iterator[Row]:
    """One row a promise, with its outcome and the words for both."""
    for promise in knowledge.promises:
        data = attributes(promise)
        yield {"id": fact_key(promise), **_who(promise, knowledge), "about": what(data), "value": promise.value, "unit": promise.unit, "due": promise.due,
               **_outcome(promise), "stated_in_id": promise.stated_in, **_first(promise.evidence), **_answer(promise)}


def indicators(knowledge: Knowledge) -> Iterator[Row]:
    """One row an observation, by entity, measure and time."""
    found = [fact for fact in knowledge.facts if isinstance(fact, Observation)]
    for fact in sorted(found, key=lambda fact: (fact.subject, fact.measure, fact.time or "", fact_key(fact))):
        yield {**_who(fact, knowledge), "measure": name_of(fact.measure, fact.unit), "value": fact.value, "unit": fact.unit, "bound": word(ontology().bounds, fact.bound),
               "role": fact.role, **_status(fact), **_first(fact.evidence)}


def evidence(knowledge: Knowledge) -> Iterator[Row]:
    """One row for each place in a text that a fact rests on."""
    documents = {document.id: document for document in knowledge.documents}
    for thing in (*knowledge.facts, *knowledge.promises, *knowledge.conflicts):
        for item in thing.evidence:
            known = documents.get(item.doc)
            yield {"fact": fact_key(thing), "doc": item.doc, "title": known.title if known else None, "date": known.date.value if known else None,
                   "start": item.start, "end": item.end, "text": item.text, "rule": item.rule}


def documents(knowledge: Knowledge) -> Iterator[Row]:
    """One row a document."""
    for document in knowledge.documents:
        yield {"doc": document.id, "title": document.title, "date": document.date.value, "date_precision": document.date.precision,
               "region": document.region, "publisher": document.publisher, "source": document.source,
               "characters": document.accounting.read, "used": document.accounting.used}


Maker = tuple[str, Callable[[Knowledge], Iterator[Row]]]
MAKERS: dict[str, Maker] = {
    "entities": ("id type name aliases within code code_year document doc quote", entities),
    "facts": ("id kind subject subject_id about object object_id of value unit bound time modality document doc quote quotes", facts),
    "ledger": ("subject subject_id type within event planned actual outcome slip_months document doc quote actual_document actual_doc actual_quote", ledger),
    "promises": ("id subject subject_id about value unit due outcome moved_to fulfilled slip_months progress stated_in stated_in_id quote answer answered_in answered_in_id", promises),
    "indicators": ("subject subject_id measure bound value unit role time modality document doc quote", indicators),
    "evidence": ("fact doc title date start end text rule", evidence),
    "documents": ("doc title date date_precision region publisher source characters used", documents),
}
TYPES = dict.fromkeys(("start", "end", "slip_months", "quotes", "characters", "used", "code_year"), "integer") | {"value": "double"}


def _who(thing: Fact | Promise, knowledge: Knowledge) -> Row:
    return {"subject": _name(thing.subject, knowledge), "subject_id": thing.subject}


def _name(key: str | None, knowledge: Knowledge) -> str | None:
    return knowledge.by_id[key].name if key and key in knowledge.by_id else key


def _entity(key: str, knowledge: Knowledge) -> Entity | None:
    return knowledge.by_id.get(key)


def _type(key: str, knowledge: Knowledge) -> str | None:
    entity = _entity(key, knowledge)
    return type_word(entity.type) if entity else None


def _within(key: str, knowledge: Knowledge) -> str | None:
    entity = _entity(key, knowledge)
    return entity.within if entity else None


def _object(fact: Fact, knowledge: Knowledge) -> Row:
    if isinstance(fact, Relation):
        is_entity = fact.object in knowledge.by_id
        return {"object": _name(fact.object, knowledge), "object_id": fact.object if is_entity else None, "of": _name(fact.of, knowledge)}
    if isinstance(fact, Observation):
        return {"object": amount(attributes(fact)), "value": fact.value, "unit": fact.unit, "bound": word(ontology().bounds, fact.bound)}
    return {}


def _status(fact: Fact) -> Row:
    return {"time": fact.time, "modality": word(ontology().modalities, fact.modality)}


def _outcome(promise: Promise | None) -> Row:
    if promise is None:
        return {}
    return {"outcome": word(ontology().outcomes, promise.outcome), "moved_to": promise.moved_to, "fulfilled": promise.fulfilled,
            "slip_months": promise.slip_months, "progress": word(ontology().events, promise.progress) if promise.progress else None}


def _times(milestones: list[Milestone], *, planned: bool) -> str | None:
    """The times that were said, earliest first; a step that was said without one is 未注明."""
    said = sorted({fact.time or "" for fact in milestones if (fact.modality == "planned") == planned})
    return "；".join(time or "未注明" for time in said) or None


def _words(milestones: list[Milestone], *, planned: bool) -> tuple[Evidence, ...]:
    return tuple(evidence for fact in milestones if (fact.modality == "planned") == planned for evidence in fact.evidence)


def _done(evidence: tuple[Evidence, ...]) -> Row:
    return {"actual_doc": evidence[0].doc, "actual_quote": one_line(evidence[0].text)} if evidence else {}


def _answer(promise: Promise) -> Row:
    return {"answer": one_line(promise.answer[0].text), "answered_in_id": promise.answer[0].doc} if promise.answer else {"answer": None, "answered_in": None}


def _first(evidence: tuple[Evidence, ...]) -> Row:
    return {"doc": evidence[0].doc, "quote": one_line(evidence[0].text), "quotes": len(evidence)} if evidence else {}
