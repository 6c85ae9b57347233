"""Every RDF format reads back, in rdflib and in pyoxigraph, as the same statements, and is the same under any hash seed."""

from __future__ import annotations

import hashlib
import importlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, Triple, parse
from rdflib import Dataset as RdflibDataset
from rdflib import Graph

from kg.errors import UsageError
from kg.rdf import DEFAULT_BASE, quads
from tests.rdf.sample import sample

ROOT = Path(__file__).parents[2]
TRIPLES = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD, "rdfxml": RdfFormat.RDF_XML}
QUADS = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS}
RDFLIB = {"turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml", "trig": "trig", "nquads": "nquads"}
BASES = [DEFAULT_BASE, "http://graph.example/青禾#", "http://graph.example/"]
LOST_IN_XML = ("\x0c", "\ufffd")


def written(name: str, **options: str) -> bytes:
    target = io.BytesIO()
    importlib.import_module(f"kg.export.{name}").write(sample(), target, **options)
    return target.getvalue()


def lines(found: list[Quad], *, xml: bool = False) -> list[str]:
    return sorted(str(quad).replace("\\f", "\f").replace(*LOST_IN_XML) if xml else str(quad).replace("\\f", "\f") for quad in found)


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("name", [*TRIPLES, *QUADS])
def test_pyoxigraph_reads_the_same_statements(name: str, base: str) -> None:
    read = list(parse(written(name, base=base), format=(TRIPLES | QUADS)[name]))
    assert lines(read) == lines(list(quads(sample(), base, graphs=name in QUADS)), xml=name == "rdfxml")


@pytest.mark.parametrize("name", [*TRIPLES, *QUADS])
def test_the_graph_of_seeds_reads_back_whole(name: str, seeds_graph: Path) -> None:
    import kg

    with kg.open(seeds_graph) as graph:
        content = graph.export(name)
        assert isinstance(content, bytes)
        read = list(parse(content, format=(TRIPLES | QUADS)[name]))
        assert set(lines(read)) == set(lines(list(quads(graph.knowledge, graphs=name in QUADS))))


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("name", TRIPLES)
def test_rdflib_reads_the_same_statements(name: str, base: str) -> None:
    read = Graph().parse(data=written(name, base=base), format=RDFLIB[name])
    expected = Graph().parse(data=written("ntriples", base=base), format="nt")
    if name == "rdfxml":
        expected = Graph().parse(data=written("ntriples", base=base).decode().replace("\\f", LOST_IN_XML[1]), format="nt")
    assert set(read) == set(expected)


@pytest.mark.parametrize("name", QUADS)
def test_rdflib_reads_the_same_graphs(name: str) -> None:
    read = RdflibDataset()
    read.parse(data=written(name), format=RDFLIB[name])
    expected = list(quads(sample(), graphs=True))
    sizes = {str(graph.identifier): len(graph) for graph in read.graphs()}
    for graph in {quad.graph_name for quad in expected}:
        name_of = getattr(graph, "value", None) or "urn:x-rdflib:default"
        assert sizes[name_of] == sum(quad.graph_name == graph for quad in expected)


@pytest.mark.parametrize("name", ["turtle", "ntriples", "trig", "nquads"])
def test_rdf12_reads_back_with_its_triple_terms(name: str) -> None:
    found = list(parse(written(name, reify="rdf12"), format=(TRIPLES | QUADS)[name]))
    expected = list(quads(sample(), graphs=name in QUADS, reify="rdf12"))
    assert lines(found) == lines(expected)
    assert any(isinstance(quad.object, Triple) for quad in found)


@pytest.mark.parametrize("name", ["jsonld", "rdfxml"])
def test_formats_without_triple_terms_say_so(name: str) -> None:
    with pytest.raises(UsageError, match="rdf12") as error:
        written(name, reify="rdf12")
    assert "turtle" in error.value.way_out


def test_jsonld_has_its_own_context() -> None:
    found = json.loads(written("jsonld"))
    assert isinstance(found["@context"], dict)
    company = next(thing for thing in found["@graph"] if thing["@id"] == "Company/蓝杉科技")
    assert company["@type"] == "kg:Company"
    assert company["kg:locatedIn"] == "Park/澄湖软件园"
    assert company["skos:altLabel"] == "蓝杉"


def test_turtle_is_for_reading() -> None:
    text = written("turtle").decode()
    assert "##### 事实 · Fact" in text
    assert "\n<Park/澄湖软件园>\n    a kg:Park ;\n    rdfs:label" in text
    assert max(len(line) for line in text.splitlines()) < 400


def test_what_is_written_is_canonically_the_same_graph() -> None:
    def canonical(name: str) -> str:
        dataset = Dataset(parse(written(name), format=TRIPLES[name]))
        dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
        return hashlib.sha256("\n".join(lines(list(dataset))).encode()).hexdigest()

    assert canonical("turtle") == canonical("ntriples") == canonical("jsonld")


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import hashlib, importlib, io\nfrom tests.rdf.sample import sample\n"
        f"for name in {[*TRIPLES, *QUADS]!r}:\n"
        "    target = io.BytesIO()\n    importlib.import_module('kg.export.' + name).write(sample(), target)\n"
        "    print(name, hashlib.sha256(target.getvalue()).hexdigest())\n"
    )
    answers = set()
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{len(seed)}", "LC_ALL": "C"}
        answers.add(
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
        )
    assert len(answers) == 1
    assert next(iter(answers)).count("\n") == 6
