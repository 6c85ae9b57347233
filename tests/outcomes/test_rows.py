"""The outcomes that the gold records of three documents and a few facts of the next year's report must give; skipped without the gold."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from kg.identity import resolve
from kg.model import Dated, Document, Entity, Evidence, Extraction, Fact, Milestone, Observation, Promise
from kg.outcomes import conflicts, promises

GOLD = Path(__file__).parents[3] / "shared/gold"
REGION = "崂山区"


def records(path: Path) -> tuple[Document, Extraction]:
    rows = [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in path.read_text(encoding="utf-8").splitlines()]
    head = next(row for row in rows if row["kind"] == "document")
    doc = str(head["doc"])

    def words(row: dict[str, str]) -> tuple[Evidence, ...]:
        text = row.get("text") or row["subject"]
        return (Evidence(doc, 0, len(text), text),)

    entities = tuple(Entity(row["type"], row["name"], tuple(row["aliases"])) for row in rows if row["kind"] == "entity")
    facts: list[Fact] = [Milestone(row["subject"], row["event"], row["time"], row["modality"], words(row)) for row in rows if row["kind"] == "milestone"]
    facts += [
        Observation(row["subject"], row["measure"], row["value"], row["unit"], row["time"], row["modality"], row["bound"], row.get("role"), words(row))
        for row in rows if row["kind"] == "observation"
    ]
    return Document(doc, "", (), head["title"], Dated(head["date"], head["date_precision"]), REGION), Extraction(doc, entities, tuple(facts))


def next_year() -> tuple[Document, Extraction]:
    plans = {"银丰华美达酒店": "completed", "新华锦国际康复医院": "completed", "崂山区第一中学": "topped_out"}
    entities = (*(Entity("Project", name) for name in plans), Entity("District", REGION))
    facts = tuple(Milestone(name, event, "2025", "planned", (Evidence("004", 0, 2, name),)) for name, event in plans.items())
    return Document("004", "", (), "", Dated("2025-01", "month"), REGION), Extraction("004", entities, facts)


@pytest.fixture(scope="module")
def rows() -> tuple[Promise, ...]:
    if not GOLD.is_dir():
        pytest.skip(f"no gold files at {GOLD}")
    read = [records(path) for path in sorted(GOLD.glob("00*.jsonl"))] + [next_year()]
    documents, extractions = [pair[0] for pair in read], [pair[1] for pair in read]
    found = resolve(extractions, documents)
    assert found.lost == () and conflicts(found.entities, found.facts, documents) == ()
    return promises(found.entities, found.facts, documents)


def one(rows: tuple[Promise, ...], subject: str, event: str, due: str) -> Promise:
    return next(row for row in rows if (row.subject, row.event, row.due) == (f"Project/{subject}", event, due))


@pytest.mark.parametrize(("subject", "answer"), [("银丰华美达酒店", "银丰华美达酒店"), ("新华锦小蓬莱国际康复医院", "新华锦国际康复医院")])
def test_due_in_2024_and_moved_to_2025(rows: tuple[Promise, ...], subject: str, answer: str) -> None:
    promise = one(rows, subject, "opened", "2024")
    assert (promise.outcome, promise.moved_to, promise.slip_months) == ("moved", "2025", 12)
    assert promise.evidence and [piece.text for piece in promise.answer] == [answer]


def test_a_part_due_in_march(rows: tuple[Promise, ...]) -> None:
    assert one(rows, "青岛虚拟现实创享中心", "opened", "2024-03").outcome == "silent"
    assert one(rows, "青岛虚拟现实创享中心", "opened", "2024").outcome == "silent"


def test_a_school_started_and_topped_out(rows: tuple[Promise, ...]) -> None:
    assert one(rows, "崂山区第一中学", "started", "2024").stated_in.startswith("002")
    assert one(rows, "崂山区第一中学", "topped_out", "2025").outcome == "open"


def test_two_documents_one_promise(rows: tuple[Promise, ...]) -> None:
    promise = one(rows, "新华锦小蓬莱国际康复医院", "opened", "2024")
    assert [(time, doc[:3]) for time, doc in promise.history] == [("2024", "001"), ("2024", "002"), ("2025", "004")]
    target = next(row for row in rows if row.measure == "重点项目总投资")
    assert [doc[:3] for _, doc in target.history] == ["001", "002"]
