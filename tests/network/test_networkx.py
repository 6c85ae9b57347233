"""The networkx graph: every fact one edge, in one order."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.model import Knowledge, Milestone
from kg.network.networkx import to_networkx, year_of
from kg.records import fact_key
from tests.invented import BRIDGE, DISTRICT, FIELD, FIRM, PARK, PERSON, TEXTS, knowledge


def edge(graph: nx.MultiDiGraph, **wanted: Any) -> tuple[str, str, dict[str, Any]]:
    found = [(u, v, data) for u, v, data in graph.edges(data=True) if all(data.get(name) == value for name, value in wanted.items())]
    assert len(found) == 1, found
    return found[0]


def test_every_fact_is_one_edge() -> None:
    whole = knowledge()
    kinds = [data["kind"] for _, _, data in to_networkx(whole).edges(data=True)]
    assert sorted(kinds) == sorted(["promise", "promise", "conflict", "likely", *(fact.kind for fact in whole.facts)])


@pytest.mark.parametrize(("wanted", "source", "target"), [
    ({"predicate": "locatedIn"}, FIRM, PARK),
    ({"predicate": "focusesOn"}, PARK, FIELD),
    ({"predicate": "holdsPost"}, PERSON, DISTRICT),
    ({"object": "省级示范园区"}, PARK, "Year/2031"),
    ({"object": "市级示范园区"}, PARK, "Document/松岭/2031"),
    ({"event": "topped_out"}, BRIDGE, "Year/2031"),
    ({"event": "started"}, BRIDGE + "@临川市", "Document/松岭/2032"),
    ({"kind": "observation", "time": "2032-01/2032-09"}, PARK, "Year/2032"),
    ({"kind": "observation", "measure": "面积"}, PARK, "Document/松岭/2032"),
    ({"kind": "promise", "event": "opened"}, BRIDGE, "Year/2032"),
    ({"kind": "conflict"}, DISTRICT, "Year/2031"),
    ({"kind": "likely"}, BRIDGE, BRIDGE + "@临川市"),
])
def test_each_edge_runs_to_the_node_that_the_design_names(wanted: dict[str, Any], source: str, target: str) -> None:
    assert edge(to_networkx(knowledge()), **wanted)[:2] == (source, target)


def test_nodes_say_what_they_are() -> None:
    nodes = to_networkx(knowledge()).nodes
    firm = dict(nodes[FIRM])
    assert firm.pop("evidence")
    assert firm == {"type": "Company", "label": "星河科技", "aliases": ["星河"], "within": "松岭区"}
    assert nodes["Year/2031"] == {"type": "Year", "label": "2031"}
    assert nodes["Document/松岭/2031"] == {
        "type": "Document", "label": "松岭区工作报告", "date": "2032-01-15", "region": "松岭区", "publisher": "松岭日报"}
    assert nodes["Document/空"] == {"type": "Document", "label": "空"}
    assert all({"type", "label"} <= set(data) for _, data in nodes(data=True))


def test_edges_carry_fields_and_exact_words() -> None:
    _, _, data = edge(to_networkx(knowledge()), measure="投资", kind="observation")
    said = data.pop("evidence")
    assert data == {"kind": "observation", "subject": DISTRICT, "measure": "投资", "value": Decimal("1.30"), "unit": "亿元", "time": "2031",
                    "modality": "actual", "bound": "exact"}
    assert [TEXTS[item["doc"]][item["start"]:item["end"]] for item in said] == ["1.30亿元"]


def test_facts_that_differ_only_in_evidence_stay_two_edges() -> None:
    whole = knowledge()
    once, again = whole.facts[5], replace(whole.facts[5], evidence=whole.facts[6].evidence)
    twice = replace(whole, facts=(once, again), promises=(), conflicts=(), likely=())
    keys = [key for *_, key in to_networkx(twice).edges(keys=True)]
    assert keys == [keys[0], keys[0] + "-2"]


def test_keys_do_not_depend_on_what_else_was_found() -> None:
    whole = knowledge()
    few = replace(whole, facts=whole.facts[3:7])
    all_keys = {data["kind"] + str(data.get("event")): key for _, _, key, data in to_networkx(whole).edges(keys=True, data=True)}
    for _, _, key, data in to_networkx(few).edges(keys=True, data=True):
        if data["kind"] == "milestone" and data["event"] == "topped_out":
            assert key == all_keys["milestonetopped_out"]


def test_keys_are_those_of_the_rdf() -> None:
    from kg.rdf import Names

    whole = knowledge()
    for thing in (*whole.facts, *whole.promises, *whole.conflicts):
        assert Names().fact(thing).value.rpartition("/")[2] == fact_key(thing)
    assert Names().likely(whole.likely[0]).value.rpartition("/")[2] == fact_key(whole.likely[0])


def test_one_knowledge_gives_one_order() -> None:
    first, second = to_networkx(knowledge()), to_networkx(knowledge())
    assert list(first.nodes(data=True)) == list(second.nodes(data=True))
    assert list(first.edges(keys=True, data=True)) == list(second.edges(keys=True, data=True))


def test_a_fact_about_nothing_is_an_error() -> None:
    with pytest.raises(GraphError, match="Project/无此桥"):
        to_networkx(Knowledge(facts=(Milestone("Project/无此桥", "started", "2031"),)))


@pytest.mark.parametrize(("time", "year"), [
    ("2031", "2031"), ("2031-Q3", "2031"), ("2030-01/2031-12", "2030"), (None, None), ("", None), ("20311", None),
])
def test_year(time: str | None, year: str | None) -> None:
    assert year_of(time) == year


@given(st.lists(st.sampled_from(knowledge().facts)))
def test_no_edge_is_ever_lost(facts: list[Any]) -> None:
    whole = replace(knowledge(), facts=tuple(facts), promises=(), conflicts=(), likely=())
    assert to_networkx(whole).number_of_edges() == len(facts)
