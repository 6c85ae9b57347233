"""A step that words say did not come (denied, suspended, cancelled) is kept and shown as such, and never looks like a milestone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pyoxigraph import Store

from kg.export.tables import table
from kg.graph.thing import Thing
from kg.judge.check import check
from kg.judge.score import score
from kg.model import SETBACKS, Knowledge, Milestone
from kg.network.networkx import to_networkx
from kg.ontology import ontology
from kg.plot.timeline import milestones
from kg.rdf import quads
from kg.records import dumps, from_records, ordered, to_records
from tests.rdf.sample import NEWS, sample, words

BASE = "https://district-kg.example/id/"
BRIDGE = "Project/东渠大桥"
PREFIX = "PREFIX kg: <https://district-kg.example/ns#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "


@pytest.fixture(scope="module", params=sorted(SETBACKS))
def known(request: pytest.FixtureRequest) -> Iterator[Knowledge]:
    """The sample, and a bridge whose completion was denied, suspended or cancelled."""
    step = Milestone(BRIDGE, "completed", "2024", request.param, (words("news", NEWS, "东渠大桥\x0c"),))
    whole = sample()
    yield replace(whole, facts=(*whole.facts, step))


def test_the_modalities_are_of_the_ontology() -> None:
    assert set(ontology().modalities) == {"actual", "planned", "estimated"} | SETBACKS


def test_it_comes_back_from_its_records_as_a_kind_of_its_own(known: Knowledge) -> None:
    records = list(to_records(known))
    assert [record["event"] for record in records if record["kind"] == "setback"] == ["completed"]
    bare = ordered(replace(known, documents=()))
    assert from_records(to_records(bare)) == bare


def test_no_list_of_steps_holds_it(known: Knowledge) -> None:
    thing = Thing(known, known.by_id[BRIDGE])
    assert {step.event for step in thing.milestones} == {step.event for step in milestones(known, {BRIDGE})[BRIDGE]} == {"started", "opened"}
    assert [step.event for step in thing.setbacks] == ["completed"]
    assert "竣工" not in {row["event"] for row in table(known, "ledger").rows}
    assert [data["event"] for _, _, data in to_networkx(known).edges(data=True) if data["kind"] == "setback"] == ["completed"]


def test_its_page_says_what_it_is(known: Knowledge) -> None:
    page = str(Thing(known, known.by_id[BRIDGE]).show())
    assert "受阻" in page and ontology().modalities[known.facts[-1].modality].zh in page


def test_no_triple_says_that_it_was_reached_or_planned(known: Knowledge) -> None:
    store = Store()
    store.bulk_extend(quads(known, BASE))
    assert not store.query(PREFIX + "ASK { ?s kg:reached kg:completed }")
    assert not store.query(PREFIX + "ASK { ?f kg:event kg:completed }")
    assert store.query(PREFIX + "ASK { ?f a kg:Setback ; rdf:predicate kg:notReached ; rdf:object kg:completed ; kg:modality ?said ; kg:quote ?words }")
    assert check(known).violations == check(sample()).violations


def test_it_is_not_scored(known: Knowledge, tmp_path) -> None:  # type: ignore[no-untyped-def]
    gold = tmp_path / "news.jsonl"
    gold.write_text("\n".join(dumps(record) for record in to_records(sample()) if record["kind"] == "milestone"), "utf-8")
    assert score(gold, known).kinds["milestone"] == score(gold, sample()).kinds["milestone"]
