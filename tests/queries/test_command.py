"""kg ask and kg sparql as commands: what they print for machines, what they offer to the shell, what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.cli import run
from kg.cli.ask import candidates
from kg.publish import publish
from kg.templates import templates
from tests.queries.fixture import knowledge

ASK = "ASK { ?s ?p ?o }"
YEAR = "<https://district-kg.example/id/Year/2023>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("graph")
    publish(knowledge(), {document.id: "" for document in knowledge().documents}, place, manifest={})
    return str(place)


def test_templates_are_printed_for_machines(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "--describe", "json"]) == 0
    assert [each["name"] for each in json.loads(capfd.readouterr().out)] == list(templates())
    assert run(["ask", "--describe", "shacl"]) == 0
    predicates = [quad.predicate.value for quad in parse(capfd.readouterr().out.encode(), format=RdfFormat.TURTLE)]
    assert predicates.count("http://www.w3.org/ns/shacl#parameter") == sum(len(each.params) for each in templates().values())


@pytest.mark.parametrize(
    ("template", "param", "begun", "offered"),
    [
        ("parks-of-district", "district", "青", ["青禾区"]),
        ("promises", "year", "202", ["2022", "2023", "2024"]),
        ("promises", "event", "top", ["topped_out"]),
        ("corroboration", "at_least", "", []),
    ],
)
def test_the_shell_is_offered_values(folder: str, template: str, param: str, begun: str, offered: list[str]) -> None:
    assert candidates(templates()[template].params[param], begun, folder) == offered


@pytest.mark.parametrize(
    ("query", "form", "part"),
    [
        (ASK, None, "true"),
        (ASK, "srj", '"boolean": true'),
        (ASK, "srx", "<boolean>true</boolean>"),
        (f"SELECT ?l {{ {YEAR} <http://www.w3.org/2000/01/rdf-schema#label> ?l }}", "tsv", '?l\n"2023"'),
        (f"SELECT ?l {{ {YEAR} <http://www.w3.org/2000/01/rdf-schema#label> ?l }}", "srx", "<literal>2023</literal>"),
        (f"DESCRIBE {YEAR}", "ntriples", f"{YEAR} <http://www.w3.org/2000/01/rdf-schema#label>"),
        (f"CONSTRUCT WHERE {{ {YEAR} ?p ?o }}", "rdfxml", "<rdf:RDF"),
    ],
)
def test_queries_of_every_form(folder: str, query: str, form: str | None, part: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["sparql", query, "--graph", folder, *(["-f", form] if form else [])]) == 0
    assert part in capfd.readouterr().out


@pytest.mark.parametrize("update", ["INSERT DATA { <a:a> <a:b> <a:c> }", "DELETE WHERE { ?s ?p ?o }", "LOAD <http://localhost/x>", "CLEAR ALL", "DROP ALL"])
def test_updates_are_refused(folder: str, update: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["sparql", update, "--graph", folder]) == 1
    assert "refused" in capfd.readouterr().err


def test_a_query_without_brackets_may_be_a_file(folder: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ask.rq"
    path.write_text(ASK, encoding="utf-8")
    assert run(["sparql", str(path), "--graph", folder]) == 0
    assert capfd.readouterr().out == "true\n"
    assert run(["sparql", "nowhere.rq", "--graph", folder]) == 2


def test_an_export_keeps_the_base_of_its_graph(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    base = "http://kg.example.org/青禾/"
    publish(knowledge(), {document.id: "" for document in knowledge().documents}, tmp_path / "g", manifest={}, base=base)
    assert run(["export", "ntriples", "--graph", str(tmp_path / "g")]) == 0
    assert capfd.readouterr().out.startswith(f"<{base}Document/")
    assert run(["export", "ntriples", "--base", "http://other.example/", "--graph", str(tmp_path / "g")]) == 0
    assert capfd.readouterr().out.startswith("<http://other.example/Document/")
