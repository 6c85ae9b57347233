"""Wrong types and values are errors of ours, which name what was wrong and the way out; never a bare error of Python."""
# ruff: noqa: E501 (a list of calls)

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.answer import Answer
from kg.errors import KgError
from kg.graph.opening import Graph
from kg.publish import publish
from kg.query.engine import Limits as QueryLimits
from kg.reading import Limits
from tests.invented import TEXTS, knowledge

ASK = "ASK { ?s ?p ?o }"


@pytest.fixture(scope="module")
def graph(graph_folder: Path) -> Iterator[Graph]:
    with kg.open(graph_folder) as opened:
        yield opened


# Calls that need no graph, and calls of one.
FREE: list[Callable[[], Any]] = [
    lambda: kg.read(3), lambda: kg.read(b"x"), lambda: kg.read(None), lambda: kg.read(), lambda: kg.read("x", date=2024), lambda: kg.read("x", date="soon"),
    lambda: kg.read("x", dates="2024"), lambda: kg.read("x", region=1), lambda: kg.read("x", title=b""), lambda: kg.read("x", id=None), lambda: kg.extract(1), lambda: kg.extract("x", date=""[0:] or 5),
    lambda: kg.extract("x", region=[]), lambda: kg.explain(None), lambda: kg.explain("x", date=1.5), lambda: kg.rules(3), lambda: kg.rules("no.such.rule"), lambda: kg.knowledge(["x"]), lambda: kg.knowledge([None]),
    lambda: kg.knowledge([], decisions=3), lambda: kg.open(3), lambda: kg.open(None), lambda: kg.open("\0"), lambda: kg.open("\ud800"), lambda: kg.open(b"x"), lambda: kg.open("no/such/graph"),
    lambda: kg.build(3), lambda: kg.build(""), lambda: kg.build(" "), lambda: kg.build("a\0b"), lambda: kg.build("no-such-file"), lambda: kg.build("\ud800"), lambda: kg.build("seeds", workers="2"),
    lambda: kg.build("seeds", workers=True), lambda: kg.build("seeds", out=3), lambda: kg.build("seeds", base=3), lambda: kg.build("seeds", limits=3), lambda: kg.build("seeds", text_column=3), lambda: kg.build("seeds", rows=3), lambda: kg.propose("seeds", model="m", limits=3), lambda: kg.propose("seeds", model="m", text_column=3), lambda: kg.readings(".", "seeds", rows=3), lambda: kg.connect(3), lambda: kg.connect("http://x", timeout="1"),
    lambda: Limits(seconds="1"), lambda: Limits(bytes=-1), lambda: Limits(memory=1.5), lambda: Limits(seconds=math.nan), lambda: Limits(seconds=math.inf), lambda: Limits(build_seconds=1e300), lambda: QueryLimits(timeout=0),
    lambda: Answer.of_values(("a",), []).format(3), lambda: Answer.of_values(("a",), []).format("pdf"), lambda: Answer.of_values(("a",), []).results("pdf"), lambda: Answer.of_values(("a",), []).column(1), lambda: Answer.of_values(("a",), []).column("b"),
]  # fmt: skip
OF_A_GRAPH: list[Callable[[Graph], Any]] = [
    lambda g: g.sparql(3), lambda g: g.sparql(None), lambda g: g.sparql(), lambda g: g.sparql(b"ASK {}"), lambda g: g.sparql(ASK, timeout=0), lambda g: g.sparql(ASK, timeout=-1), lambda g: g.sparql(ASK, timeout="1"),
    lambda g: g.sparql(ASK, timeout=math.nan), lambda g: g.sparql(ASK, timeout=math.inf), lambda g: g.sparql(ASK, timeout=1e300), lambda g: g.sparql(ASK, max_rows=-1), lambda g: g.sparql(ASK, max_rows=0), lambda g: g.sparql(ASK, max_rows=1.5),
    lambda g: g.sparql(ASK, max_rows=True), lambda g: g.sparql(ASK, max_rows=10**30), lambda g: g.sparql(ASK, memory=-1), lambda g: g.sparql(ASK, max_depth="x"), lambda g: g.sparql(ASK, maxrows=1), lambda g: g.sparql("\ud800"),
    lambda g: g.ask(3), lambda g: g.ask("no-such"), lambda g: g.ask("promises", year=[]), lambda g: g.ask("promises", year="soon"), lambda g: g.ask("promises", years=1), lambda g: g.ask("parks-of-district", district=3), lambda g: g.ask("parks-of-district", district="\ud800"),
    lambda g: g.show(3), lambda g: g.show("无此物"), lambda g: g.entity(None), lambda g: g.entity("无此物"), lambda g: g.facts(3), lambda g: g.facts("facts"), lambda g: g.subgraph(3), lambda g: g.subgraph(steps="1"), lambda g: g.subgraph(steps=-1),
    lambda g: g.subgraph(types=["Unheard"]), lambda g: g.export(3), lambda g: g.export("pdf"), lambda g: g.export("gexf", 3), lambda g: g.export("gexf", top="3"), lambda g: g.export("gexf", top=-1), lambda g: g.export("gexf", types=3),
    lambda g: g.export("gexf", district=3), lambda g: g.export("gexf", years=2024), lambda g: g.export("gexf", static="no"), lambda g: g.export("gexf", by=3), lambda g: g.export("turtle", base=3), lambda g: g.export("csv", table=3),
    lambda g: g.report(3), lambda g: g.report("无此区"), lambda g: g.plot(3), lambda g: g.plot("无此物"), lambda g: g.plot("澄湖区", "pie"), lambda g: g.load(3), lambda g: g.score(3), lambda g: g.score("no-such-file"), lambda g: g.diff(3), lambda g: g.diff("no-such"),
]  # fmt: skip


def test_there_are_many() -> None:
    assert len(FREE) + len(OF_A_GRAPH) >= 100


@pytest.mark.parametrize("number", range(len(FREE)))
def test_a_wrong_call_is_an_error_of_ours(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(KgError):
        FREE[number]()


@pytest.mark.parametrize("number", range(len(OF_A_GRAPH)))
def test_a_wrong_call_of_a_graph_is_an_error_of_ours(number: int, graph: Graph) -> None:
    with pytest.raises(KgError):
        OF_A_GRAPH[number](graph)


def test_a_graph_that_is_open_says_when_it_is_gone(tmp_path: Path) -> None:
    publish(knowledge(), TEXTS, tmp_path / "g", manifest={})
    late, early = kg.open(tmp_path / "g"), kg.open(tmp_path / "g")
    before = len(early.knowledge.facts), early.sparql(ASK)
    for round_ in range(3):
        publish(knowledge(), TEXTS, tmp_path / "g", manifest={"round": round_})
    assert (len(early.knowledge.facts), early.sparql(ASK)) == before  # what it has read it keeps
    for call in (lambda: late.knowledge, lambda: late.sparql(ASK), lambda: next(late.facts()), lambda: late.generation.text("松岭/2031"), lambda: late.rdf()):
        with pytest.raises(KgError, match="is gone: the graph has been built again"):
            call()
    early.close()
