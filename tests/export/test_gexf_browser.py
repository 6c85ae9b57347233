"""GEXF as drawing programs read it: opened with graphology and sigma (what Gephi Lite is made of) in headless Chromium."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.export.flat import EDGE_FIELDS, NODE_FIELDS
from kg.graph.opening import Graph

pytestmark = pytest.mark.heavy
playwright = pytest.importorskip("playwright.sync_api", reason="a browser is driven by playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
MODULES = Path(__file__).parents[2] / "web" / "node_modules"
PARTS = [MODULES / path for path in ("graphology/dist/graphology.umd.min.js", "sigma/dist/sigma.min.js")]
READER = ("graphology-gexf/common/parser.js", "graphology-gexf/common/helpers.js", "graphology-utils/is-graph-constructor.js", "graphology-utils/add-edge.js")
SHOTS = os.environ.get("KG_SHOTS")  # a folder: what sigma draws is also saved as a picture

if CHROMIUM is None:
    pytest.skip("no Chromium (apt-get install chromium)", allow_module_level=True)
if not all(part.is_file() for part in (*PARTS, *(MODULES / path for path in READER))):
    pytest.skip("the parts are not there: cd web && npm ci", allow_module_level=True)

PAGE = "<!doctype html><meta charset=utf-8><body style='margin:0;background:#fff'><div id=here style='width:1400px;height:1000px'></div>"
READ = """text => {
  const graph = readGexf(graphology, text);
  globalThis.drawn = new Sigma(graph, document.getElementById("here"), {renderEdgeLabels: true, itemSizesReference: "positions", labelRenderedSizeThreshold: 3});
  return JSON.stringify({type: graph.type, multi: graph.multi, meta: graph.getAttributes(),
    nodes: graph.mapNodes((id, found) => [id, found]), edges: graph.mapEdges((id, found, source, target) => [id, found, source, target])});
}"""


def reader() -> str:
    """graphology-gexf's parser as a script: it comes as CommonJS modules only."""
    files = {Path(path).stem: (MODULES / path).read_text(encoding="utf-8") for path in READER}
    return """(files => {
      const made = {};
      const require = name => {
        const key = name.split("/").pop().replace(".js", "");
        if (!made[key]) { const module = made[key] = {exports: {}}; new Function("module", "exports", "require", files[key])(module, module.exports, require); }
        return made[key].exports;
      };
      globalThis.readGexf = require("parser")(DOMParser, Document);
    })""" + f"({json.dumps(files)})"


class Read:
    """What the browser's reader makes of a file, and whatever its console complains of."""

    def __init__(self, found: dict[str, Any], complaints: list[str]) -> None:
        self.type, self.multi, self.complaints = found["type"], found["multi"], complaints
        self.nodes: dict[str, dict[str, Any]] = dict(found["nodes"])
        self.edges: list[tuple[str, dict[str, Any], str, str]] = [tuple(edge) for edge in found["edges"]]  # type: ignore[misc]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as tool:
        found = tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--enable-unsafe-swiftshader", "--use-angle=swiftshader"])
        yield found
        found.close()


def read(browser: Any, graph: Graph, name: str, **options: Any) -> Read:
    """The graph's GEXF, parsed and drawn in a page that reaches no network."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_content(PAGE)
    for part in PARTS:
        page.add_script_tag(path=str(part))
    page.add_script_tag(content=reader())
    content = graph.export("gexf", **options)
    assert isinstance(content, bytes)
    found = json.loads(page.evaluate(READ, content.decode()))
    page.wait_for_timeout(800)
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/gexf-{name}.png")
    page.close()
    return Read(found, complaints)


@pytest.fixture(scope="module")
def graph(seeds_graph: Path) -> Iterator[Graph]:
    with kg.open(seeds_graph) as found:
        yield found


@pytest.fixture(scope="module")
def whole(browser: Any, graph: Graph) -> Read:
    return read(browser, graph, "whole")


def test_all_nodes_and_edges_are_there_and_drawn_without_a_complaint(whole: Read, graph: Graph) -> None:
    assert (len(whole.nodes), len(whole.edges)) == (len(graph.nx), graph.nx.number_of_edges()) and len(whole.edges) > 500
    assert whole.complaints == [], "sigma has a program for each node and edge"
    assert whole.multi and whole.type == "directed"


def test_no_node_has_a_field_that_the_drawing_takes_for_its_own(whole: Read) -> None:
    own = {"type", "z", "hidden", "forceLabel", "highlighted", "zIndex", "shape", "thickness"}
    assert not [id_ for id_, found in whole.nodes.items() if own & found.keys()] and not [id_ for id_, found, *_ in whole.edges if own & found.keys()]
    assert all({"x", "y", "size", "color", "label", "class"} <= found.keys() for found in whole.nodes.values())
    assert not [found["color"] for found in whole.nodes.values() if found["color"].startswith("rgba")]


def test_fields_have_their_types(whole: Read) -> None:
    kinds = {"string": str, "integer": int, "double": (int, float)}
    for found, fields in [*((found, NODE_FIELDS) for found in whole.nodes.values()), *((found, EDGE_FIELDS) for _, found, *_ in whole.edges)]:
        assert all(isinstance(found[name], kinds[kind]) for name, kind in fields.items() if name in found), found  # type: ignore[arg-type]
    dates = [found["date"] for found in whole.nodes.values() if "date" in found]
    assert dates and all(len(date) == len("2031-01-05") for date in dates)
    lists = [found["documents"] for found in whole.nodes.values() if "|" in found.get("documents", "")]
    assert lists and not any("；" in one for one in lists)


def test_no_label_where_hundreds_would_lie_on_one_another(whole: Read) -> None:
    labelled = Counter(whole.nodes[target]["class"] for _, found, _, target in whole.edges if "label" in found)
    assert not labelled.keys() & {"Year", "Document"} and sum(labelled.values()) > 100
    assert all("label" in found or found.get("text") for _, found, *_ in whole.edges), "their words stand in text"


def test_promises_have_what_filters_go_by(whole: Read, graph: Graph) -> None:
    promises = [found for _, found, *_ in whole.edges if found["fact"] == "promise"]
    assert len(promises) == len(graph.knowledge.promises) > 100
    for name in ("time", "year", "modality", "due", "stated_in", "outcome"):
        assert not [found["text"] for found in promises if name not in found], name
    assert not [found["text"] for found in promises if "value" in found and "bound" not in found]
    assert {found["modality"] for found in promises} == {"planned"}


def test_the_unnumbered_word_is_one_of_few_and_the_numbered_ones_keep_edges_apart(whole: Read) -> None:
    sorts = Counter(found["sort"] for _, found, *_ in whole.edges)
    assert 5 <= len(sorts) <= 25 and not [sort for sort in sorts if sort[-1].isdigit()]
    pairs = Counter((*sorted((source, target)), found["kind"]) for _, found, source, target in whole.edges)
    assert max(pairs.values()) == 1


def test_sizes_tell_the_most_spoken_of_apart(whole: Read) -> None:
    """Facts counted, and the sizes by them, grow without end."""
    most = sorted(whole.nodes.values(), key=lambda found: -found["facts"])[:5]
    assert most[0]["facts"] > 129 and most[0]["size"] > most[1]["size"] > most[4]["size"]


def test_what_is_left_out_changes_no_count_of_facts(browser: Any, graph: Graph, whole: Read) -> None:
    part = read(browser, graph, "linked", year_nodes=False, documents=False, linked=True)
    assert part.complaints == [] and not {found["class"] for found in part.nodes.values()} & {"Year", "Document"}
    assert {id_: found["facts"] for id_, found in part.nodes.items()} == {id_: whole.nodes[id_]["facts"] for id_ in part.nodes}
    tied = {end for *_, source, target in part.edges for end in (source, target)}
    assert tied == set(part.nodes), "none stands alone"
