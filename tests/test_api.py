"""The Python API: a graph opened, asked, looked at, taken apart and written; and a build with stages of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.errors import GraphError, KgError, UsageError
from kg.graph.show import WORDS, shortened, show
from kg.network.find import anything, entity
from tests import invented


@pytest.fixture
def graph(graph_folder: Path) -> Iterator[kg.Graph]:
    with kg.open(graph_folder) as opened:
        yield opened


def test_public_names_are_all_there() -> None:
    assert all(getattr(kg, name) for name in kg.__all__)
    assert set(kg.__all__) <= set(dir(kg))
    with pytest.raises(AttributeError, match="nothing"):
        _ = kg.nothing


def test_open_without_a_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="kg build"):
        kg.open(tmp_path / "nowhere")


def test_ask_gives_a_labelled_answer(graph: kg.Graph) -> None:
    answer = graph.ask("parks-of-district", district="松岭")
    assert answer.template == "parks-of-district" and answer.title["zh"]
    assert [row["park"] for row in answer] == ["松岭光电产业园"]
    assert answer.label("park") != "park"
    assert [words.doc for words in answer.evidence()] == ["松岭/2032"]


def test_ask_with_a_wrong_call_names_what_there_is(graph: kg.Graph) -> None:
    with pytest.raises(UsageError, match="parks-of-district"):
        graph.ask("parks-of-distict", district="松岭区")
    with pytest.raises(UsageError, match="--district"):
        graph.ask("parks-of-district")
    with pytest.raises(UsageError, match="--district"):
        graph.ask("parks-of-district", distrikt="松岭区")
    with pytest.raises(UsageError, match="松岭区"):
        graph.ask("parks-of-district", district="松林区")


def test_sparql_of_each_form(graph: kg.Graph) -> None:
    prefix = "PREFIX kg: <https://district-kg.example/ns#> "
    assert len(graph.sparql(prefix + "SELECT ?p { ?p a kg:Project }")) == 2
    assert graph.sparql(prefix + "ASK { ?p a kg:Park }") is True
    assert b"Park" in graph.sparql(prefix + "CONSTRUCT { ?p a kg:Park } WHERE { ?p a kg:Park }")


def test_entity_by_any_of_its_names(graph: kg.Graph) -> None:
    park = graph.entity("光电产业园")
    assert (park.id, park.type, park.within) == (invented.PARK, "Park", "松岭区")
    assert graph.entity("星河") == graph.entity("Company/星河科技")
    assert [other.name for other in park.neighbours] == ["星河科技", "光电显示"]
    assert {fact.kind for fact in park.facts} == {"relation", "observation"}
    assert len(park.relations) == 4 and len(park.observations) == 2


def test_timeline_and_promises(graph: kg.Graph) -> None:
    bridge = graph.entity(invented.BRIDGE)
    timeline = bridge.timeline()
    assert timeline.column("time") == ["2031", "2032", "2033-06"]
    assert timeline.column("event") == ["topped_out", "opened", "opened"] and "封顶" in str(timeline)
    assert [promise.outcome for promise in bridge.promises] == ["moved"]


def test_facts_are_the_records(graph: kg.Graph, graph_folder: Path) -> None:
    lines = (graph_folder / "current" / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(list(graph.facts())) == len(lines)
    assert {record["kind"] for record in graph.facts("milestone")} == {"milestone"}


def test_networkx_and_its_parts(graph: kg.Graph) -> None:
    import networkx as nx

    assert isinstance(graph.nx, nx.MultiDiGraph) and nx.number_weakly_connected_components(graph.nx) >= 1
    near = graph.subgraph("松岭光电产业园", types=("Company", "Park", "Industry"))
    assert set(near) == {invented.PARK, invented.FIRM, invented.FIELD}
    assert set(graph.subgraph(types=["Person"])) == {invented.PERSON}


def test_rdf_is_an_rdflib_graph(graph: kg.Graph) -> None:
    from rdflib import RDF, URIRef

    assert (URIRef("https://district-kg.example/id/" + invented.PARK), RDF.type, URIRef("https://district-kg.example/ns#Park")) in graph.rdf()


def test_export_gives_bytes_or_writes_a_file(graph: kg.Graph, tmp_path: Path) -> None:
    data = graph.export("jsonl")
    path = graph.export("jsonl", tmp_path / "facts.jsonl")
    assert path.read_bytes() == data and [json.loads(line) for line in data.splitlines()]
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(UsageError, match="gexf"):
        graph.export("gfx")
    with pytest.raises(UsageError, match="option"):
        graph.export("jsonl", nonsense=1)


def test_a_failed_export_leaves_the_old_file(graph: kg.Graph, tmp_path: Path) -> None:
    target = tmp_path / "facts.jsonl"
    target.write_text("old")
    with pytest.raises(KgError):
        graph.export("turtle", target, base="no base")
    assert target.read_text() == "old" and list(tmp_path.iterdir()) == [target]


def test_every_command_that_reads_a_graph_is_a_method() -> None:
    from kg.cli import COMMANDS

    elsewhere = {"build", "explain", "rules"}
    written = {"correct", "corrections", "gold", "serve", "mcp", "propose", "readings", "train"}  # files beside the graph, and servers: no questions to it
    assert not [name for name in COMMANDS if name not in elsewhere | written and not hasattr(kg.Graph, name)]
    assert all(callable(getattr(kg, name)) for name in elsewhere)


def test_a_graph_says_what_it_holds(graph: kg.Graph) -> None:
    assert "3 document" in repr(graph)


def test_find_prefers_ids_then_names_then_aliases_then_parts() -> None:
    known = invented.knowledge()
    assert entity(known, "Project/云帆大桥").within == "松岭区"
    assert entity(known, "星河").name == "星河科技"
    assert entity(known, " “松岭” 光电产业园 ").id == invented.PARK
    assert anything(known, "松岭区工作报告").id == "松岭/2031"
    with pytest.raises(UsageError, match="2 of the graph"):
        entity(known, "云帆大桥")
    with pytest.raises(UsageError, match="did you mean 星河科技"):
        entity(known, "星合科技")
    with pytest.raises(UsageError):
        entity(known, "")


def test_page_has_every_fact_with_its_words() -> None:
    page = show(invented.knowledge(), invented.BRIDGE)
    text = str(page)
    for said in ("封顶", "将于2032年通车", "改期", "2033-06", "松岭/2031:27-35"):
        assert said in text
    assert [section.title["en"] for section in page.sections] == ["milestones", "promises", "possibly the same", "mentions"]
    assert page.format("markdown").startswith("# 云帆大桥")
    assert json.loads(page.format("json"))["promises"][0]["outcome"] == "moved"


@pytest.mark.parametrize("point", ["头", "中间", "尾", "不在"])
def test_shortened_keeps_the_point(point: str) -> None:
    text = "头" + "前" * 60 + "中间" + "后" * 60 + "尾"
    cut = shortened(text, point, WORDS)
    assert len(cut.strip("…")) == WORDS and (point in cut or point == "不在")
    assert shortened("一\n二 三", "二", WORDS) == "一二三"


class TestBuilding:
    """A build over a folder of one's own."""

    def test_no_such_source(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="nowhere"):
            kg.build(tmp_path / "nowhere", out=tmp_path / "graph")
        assert not (tmp_path / "graph").exists()

    def test_sources_in_any_order_give_the_same_bytes(self, tmp_path: Path) -> None:
        first, second = tmp_path / "a.txt", tmp_path / "b.txt"
        first.write_text("2031年，松岭区云帆大桥开工建设。\n", encoding="utf-8")
        second.write_text("2032年，松岭区云帆大桥建成通车。\n", encoding="utf-8")
        one = kg.build(first, second, out=tmp_path / "one", workers=1)
        two = kg.build(second, first, out=tmp_path / "two", workers=2)
        assert one.generation.name == two.generation.name
        assert {fact["event"] for fact in one.graph.facts("milestone")} == {"started", "opened"}
        assert "2 篇文档" in str(one)

    def test_one_bad_file_is_named_and_the_others_are_read(self, tmp_path: Path) -> None:
        (tmp_path / "in").mkdir()
        (tmp_path / "in/good.txt").write_text("2031年，松岭区云帆大桥开工建设。\n", encoding="utf-8")
        (tmp_path / "in/bad.docx").write_bytes(b"not a document")
        built = kg.build(tmp_path / "in", out=tmp_path / "graph")
        assert [Path(failure.source).name for failure in built.failures] == ["bad.docx"] and built.counts["document"] == 1

    def test_nothing_readable_is_an_error_that_says_why(self, tmp_path: Path) -> None:
        (tmp_path / "bad.docx").write_bytes(b"not a document")
        with pytest.raises(KgError, match=r"bad\.docx"):
            kg.build(tmp_path / "bad.docx", out=tmp_path / "graph")


def test_one_text_without_a_build() -> None:
    document = kg.read("2031年，松岭区云帆大桥开工建设。", date="2031-02")
    assert document.date.value == "2031-02"
    found = kg.extract("2031年，松岭区云帆大桥开工建设。", date="2031-02")
    assert [(fact.event, fact.time) for fact in found.facts if fact.kind == "milestone"] == [("started", "2031")]


def test_explain_names_the_rule_and_rules_prints_it() -> None:
    assert "云帆大桥" in str(kg.explain("2031年，松岭区云帆大桥开工建设。"))
    some = kg.rules()[0]
    assert kg.rules(some.id)[0] == some and some.id in some.text
