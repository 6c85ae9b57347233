"""Which part of a graph an export takes."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from kg.errors import UsageError
from kg.export.selection import Selection, pagerank, select
from kg.network.networkx import to_networkx
from tests.invented import BRIDGE, CITY, DISTRICT, FIELD, FIRM, PARK, PERSON, knowledge


def nodes(**options: Any) -> set[str]:
    return set(select(knowledge(), Selection(**options)))


def test_all_of_it_without_options() -> None:
    ours = select(knowledge())
    assert list(ours.edges(keys=True)) == list(to_networkx(knowledge()).edges(keys=True)) and set(ours) == set(to_networkx(knowledge()))


def test_by_type_keeps_years_and_documents_that_still_have_facts() -> None:
    assert nodes(types=["Project"]) == {BRIDGE, BRIDGE + "@临川市", "Year/2031", "Year/2032", "Year/2033", "Document/松岭/2032"}


def test_by_district_takes_what_lies_in_it_and_what_is_linked() -> None:
    assert nodes(district="松岭", documents=False, year_nodes=False) == {DISTRICT, PARK, FIRM, BRIDGE, FIELD, PERSON, BRIDGE + "@临川市"}
    assert CITY not in nodes(district="松岭区") and CITY in nodes(district="临川市")
    assert nodes(district=DISTRICT) == nodes(district="松岭区")


def test_by_years_keeps_facts_of_the_time_and_those_without_one() -> None:
    labels = {(data.get("event"), data.get("time")) for *_, data in select(knowledge(), Selection(years="2033")).edges(data=True) if data["kind"] == "milestone"}
    assert labels == {("opened", "2033-06"), ("started", None)}
    assert select(knowledge(), Selection(years="2031-2033")).number_of_edges() == to_networkx(knowledge()).number_of_edges()
    assert "Year/2031" not in nodes(years="2033")


@pytest.mark.parametrize("by", ["degree", "pagerank"])
def test_top_keeps_the_most_linked(by: str) -> None:
    things = {node for node in nodes(top=2, by=by) if not node.startswith(("Year/", "Document/"))}
    assert len(things) == 2 and (PARK in things or by == "pagerank")


def test_pagerank_is_networkx_own() -> None:
    whole = to_networkx(knowledge())
    things = whole.subgraph([node for node in whole if not node.startswith(("Year/", "Document/"))])
    # The same by another way: the eigenvector of the matrix, in plain Python.
    ours = pagerank(whole)
    assert set(ours) == set(things) and sum(ours.values()) == pytest.approx(1)
    for node in things:
        given = sum(ours[u] / things.out_degree(u) for u, _ in things.in_edges(node))
        lost = sum(ours[u] for u in things if not things.out_degree(u)) / len(things)
        assert ours[node] == pytest.approx(0.15 / len(things) + 0.85 * (given + lost), abs=1e-6)
    assert isinstance(things, nx.MultiDiGraph)


@pytest.mark.parametrize(("options", "message"), [
    ({"district": "无此区"}, "no area '无此区'.*\n.*松岭区"),
    ({"types": ["Parks"]}, "no entity type 'Parks'.*\n.*Province"),
    ({"years": "2033-2031"}, "no span of years"),
    ({"years": "soon"}, "no span of years"),
    ({"top": 0}, "top 0 is no number"),
    ({"top": 3, "by": "fame"}, "no ranking.*\n.*pagerank"),
])
def test_a_wrong_value_is_named_with_what_there_is(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        select(knowledge(), Selection(**options))
