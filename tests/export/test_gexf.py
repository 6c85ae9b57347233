"""GEXF: by the schema, re-read by two parsers that are not ours, the same every time, nothing lost."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings

import kg
from kg.export import write
from kg.model import Knowledge
from kg.network.networkx import to_networkx
from tests.export import strange
from tests.invented import BRIDGE, DISTRICT, FIRM, PARK, knowledge

SCHEMA = Path(__file__).parents[3] / "shared" / "schemas" / "gexf-1.3" / "gexf.rng"
needs_schema = pytest.mark.skipif(not SCHEMA.exists(), reason="the GEXF 1.3 schema is not beside this checkout")


def gexf(whole: Knowledge, **options: Any) -> bytes:
    target = io.BytesIO()
    write("gexf", whole, target, **options)
    return target.getvalue()


def read(content: bytes) -> nx.MultiDiGraph:
    return nx.read_gexf(io.BytesIO(content), version="1.3")


def validator() -> Any:
    from lxml import etree

    return etree.RelaxNG(etree.parse(str(SCHEMA)))


def complaints(validate: Any, content: bytes) -> str:
    from lxml import etree

    validate.validate(etree.fromstring(content))
    return str(validate.error_log)


@needs_schema
@pytest.mark.parametrize("options", [{}, {"static": True}, {"district": "松岭区"}, {"years": "2031"}, {"top": 2}, {"documents": False, "year_nodes": False}])
def test_it_is_valid(options: dict[str, Any]) -> None:
    assert complaints(validator(), gexf(knowledge(), **options)) == ""


@needs_schema
def test_the_graph_of_seeds_is_valid_and_read_whole(seeds_graph: Path) -> None:
    _valid_and_whole(seeds_graph)


@needs_schema
@pytest.mark.heavy
def test_the_graph_of_the_corpus_is_valid_and_read_whole(tmp_path: Path) -> None:
    corpus = SCHEMA.parents[2] / "corpus"
    if not corpus.is_dir():
        pytest.skip(f"no corpus at {corpus}")
    kg.build(corpus, out=tmp_path / "graph")
    _valid_and_whole(tmp_path / "graph")


def _valid_and_whole(folder: Path) -> None:
    with kg.open(folder) as graph:
        content = graph.export("gexf")
        assert isinstance(content, bytes) and complaints(validator(), content) == ""
        theirs = read(content)
        assert (len(theirs), theirs.number_of_edges()) == (len(graph.nx), graph.nx.number_of_edges()) and len(theirs) > 100


def none_is_invalid(many: int) -> None:
    validate = validator()

    @settings(max_examples=many, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strange.knowledge())
    def check(whole: Knowledge) -> None:
        content = gexf(whole)
        assert complaints(validate, content) == ""
        assert (len(read(content)), read(content).number_of_edges()) == (len(to_networkx(whole)), to_networkx(whole).number_of_edges())

    check()


@needs_schema
def test_no_generated_graph_is_invalid() -> None:
    none_is_invalid(40)


@needs_schema
@pytest.mark.heavy
def test_none_of_two_thousand_generated_graphs_is_invalid() -> None:
    none_is_invalid(2000)


def test_networkx_reads_the_same_graph() -> None:
    ours, theirs = to_networkx(knowledge()), read(gexf(knowledge()))
    assert set(theirs) == set(ours)
    assert sorted((u, v, k) for u, v, k in theirs.edges(keys=True)) == sorted((u, v, k) for u, v, k in ours.edges(keys=True))
    assert theirs.nodes[PARK]["label"] == "松岭光电产业园" and theirs.nodes[PARK]["class"] == "Park" and theirs.nodes[PARK]["class_zh"] == "园区"
    values = {data["text"]: data.get("value") for _, _, data in theirs.edges(data=True)}
    assert values["投资 1.30亿元"] == 1.3 and values["新增企业 不少于90家（计划）"] == 90.0


def test_colour_size_and_place_stand_on_every_node() -> None:
    content = gexf(knowledge())
    for _, data in read(content).nodes(data=True):
        assert set(data["viz"]) == {"color", "position", "size"}
    assert b" a=" not in content


def test_parallel_edges_have_kinds_that_differ() -> None:
    for u, v in set(to_networkx(knowledge()).edges()):
        between = [*_kinds(u, v), *(_kinds(v, u) if u != v else [])]
        assert len(set(between)) == len(between)


def _kinds(u: str, v: str) -> list[str]:
    from lxml import etree

    edges = etree.fromstring(gexf(knowledge())).iterfind(".//{*}edge")
    return [edge.get("kind") for edge in edges if (edge.get("source"), edge.get("target")) == (u, v)]


def test_spells_follow_the_facts() -> None:
    nodes = read(gexf(knowledge())).nodes
    assert nodes[FIRM]["spells"] == [("2031-01-01", "2031-12-31")]
    assert "spells" not in nodes[PARK] and "spells" not in nodes[DISTRICT]  # both have a fact without a time
    spells = {data["text"]: data.get("spells") for _, _, data in read(gexf(knowledge())).edges(data=True)}
    assert spells["投用（计划）"] in ([("2032-01-01", "2032-12-31")], [("2033-06-01", "2033-06-30")])
    assert spells["新增企业 不少于90家（计划）"] == [("2032-01-01", "2032-09-30")] and spells["获评：市级示范园区"] is None
    assert b"<spell" not in gexf(knowledge(), static=True) and b'mode="dynamic"' not in gexf(knowledge(), static=True)


def test_the_legend_names_types_and_colours() -> None:
    assert "园区 Park #3BAB69 (1)" in gexf(knowledge()).decode()


def test_plans_do_not_look_like_facts() -> None:
    from lxml import etree

    shades: dict[str, set[tuple[str | None, ...]]] = {"planned": set(), "actual": set()}
    for edge in etree.fromstring(gexf(knowledge())).iterfind(".//{*}edge"):
        values = {item.get("for"): item.get("value") for item in edge.iterfind(".//{*}attvalue")}
        colour = edge.find("{*}color")
        if values["0"] in ("relation", "milestone", "observation"):
            shades["actual" if "planned" not in values.values() else "planned"].add(tuple(colour.get(part) for part in "rgb"))
    assert shades["planned"] and shades["actual"] and shades["planned"].isdisjoint(shades["actual"])


def test_it_is_the_same_every_time() -> None:
    assert gexf(knowledge()) == gexf(knowledge())
    assert b"lastmodifieddate" not in gexf(knowledge())


def test_edges_say_what_filters_ask_for() -> None:
    from lxml import etree

    edges = [data for _, _, data in read(gexf(knowledge())).edges(data=True)]
    promised = [data for data in edges if data["fact"] == "promise"]
    assert promised and all(data["time"] == data["due"] and data["modality"] == "planned" and data["stated_in"] for data in promised)
    assert all(data["year"] == int(data["time"][:4]) for data in edges if "time" in data)
    assert not [data["sort"] for data in edges if data["sort"][-1].isdigit()]
    bare = [edge for edge in etree.fromstring(gexf(knowledge())).iterfind(".//{*}edge") if edge.get("target").startswith(("Year/", "Document/"))]
    assert bare and not [edge for edge in bare if edge.get("label")]


def test_counts_are_of_the_whole_graph_and_linked_leaves_out_what_stands_alone() -> None:
    whole, part = read(gexf(knowledge())), read(gexf(knowledge(), year_nodes=False, documents=False, linked=True))
    assert all(data["facts"] == whole.nodes[node]["facts"] for node, data in part.nodes(data=True))
    assert all(degree for _, degree in part.degree()) and len(part) < len(whole)


def test_illegal_characters_are_replaced_and_ids_stay_apart() -> None:
    from kg.model import Entity

    whole = Knowledge(entities=(Entity("Park", "甲\x00", id="a\x00"), Entity("Park", "乙\ud800", id="a\x01")))
    graph = read(gexf(whole))
    assert sorted(graph) == ["a\ufffd", "a\ufffd~2"] and graph.nodes["a\ufffd"]["label"] == "甲\ufffd"


def test_options_narrow_the_graph() -> None:
    assert {data["class"] for _, data in read(gexf(knowledge(), documents=False, year_nodes=False)).nodes(data=True)}.isdisjoint({"Year", "Document"})
    assert BRIDGE in read(gexf(knowledge(), top=3)) and FIRM not in read(gexf(knowledge(), top=3))


NODE = """
const fs = require("fs"), gexf = require("graphology-gexf"), {MultiDirectedGraph} = require("graphology");
const graph = gexf.parse(MultiDirectedGraph, fs.readFileSync(process.argv[2], "utf8"), {addMissingNodes: false});
const node = graph.getNodeAttributes(process.argv[3]);
console.log(JSON.stringify({order: graph.order, size: graph.size, label: node.label, color: node.color, x: typeof node.x, kind: node.class}));
"""


@pytest.mark.heavy
@pytest.mark.skipif(not shutil.which("npm"), reason="npm is not installed")
def test_graphology_reads_the_same_graph(tmp_path: Path) -> None:
    quiet = ["npm", "install", "--silent", "--no-audit", "--no-fund", "graphology@0.25", "graphology-gexf@0.13"]
    subprocess.run(quiet, cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "read.cjs").write_text(NODE, encoding="utf-8")
    (tmp_path / "g.gexf").write_bytes(gexf(knowledge()))
    said = subprocess.run(["node", "read.cjs", "g.gexf", PARK], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    ours = to_networkx(knowledge())
    assert json.loads(said) == {
        "order": len(ours), "size": ours.number_of_edges(), "label": "松岭光电产业园", "color": "rgb(59,171,105)", "x": "number", "kind": "Park"}
