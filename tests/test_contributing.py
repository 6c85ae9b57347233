"""CONTRIBUTING is true: the smallest edit of each row, made to a copy of the project, is all that it takes to build, ask, export, plot and check.

All edits are made to one copy, which is used once; what a half-made edit is told is asked of a copy of ``ontology/`` alone.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.errors import OntologyError
from kg.ontology import data_dir
from kg.ontology.checking import checked

ROOT = Path(__file__).parents[1]

TEXT = """---
title: 松湖区新闻
date: 2031-01-10
region: 松湖区
---
云帆港口将于2031年6月开工建设。

云帆港口总投资12.5亿元。

云岭大桥扬帆启用。

云岭软件园引进松云科技、海岳数据等20余家企业。松云科技走进云岭软件园。

云帆动力表示满意。松帆谷表示满意。
"""

PORT = """
kg:Port a owl:Class ; rdfs:subClassOf kg:Entity ; sh:order 11 ;
    rdfs:label "港口"@zh , "Port"@en ; rdfs:comment "港口。"@zh , "A port."@en ;
    skos:example "云帆港口"@zh ; kg:head "港口" ;
    kg:holdsFigures true ; kg:built true ; kg:locatedInReporter true ; kg:colour "336699" ; kg:shape "d" .
"""
ABLE = "kg:reached schema:domainIncludes kg:Port .\nkg:observed schema:domainIncludes kg:Port .\nkg:locatedIn schema:domainIncludes kg:Port .\n"


MILESTONE_WORD = "    - 扬帆启用\n"

RELATION = """
kg:visited a owl:ObjectProperty ; rdfs:subPropertyOf kg:related ; sh:order 9 ;
    rdfs:label "走进"@zh , "visits"@en ; rdfs:comment "走进。"@zh , "Visits."@en ; rdfs:domain kg:Entity ; rdfs:range kg:Entity ;
    schema:domainIncludes kg:Company ; schema:rangeIncludes kg:Park ; skos:example "松云科技走进云岭软件园。"@zh .
"""
RULE = """
- id: visits
  zh: 走进
  en: visits
  predicate: visited
  pattern: "(?P<subject>{Company})走进(?P<object>{Park})"
  yes:
    - text: 松云科技走进云岭软件园
      names: {松云科技: Company, 云岭软件园: Park}
      gives: [[松云科技, 云岭软件园]]
  no:
    - text: 松云科技离开云岭软件园
      names: {松云科技: Company, 云岭软件园: Park}
"""

TEMPLATE = """#+ summary: "All names."
#+ title: {zh: "所有名称", en: "All names"}
#+ tags: [names]
#+ columns:
#+   name: {zh: 名称, en: "name"}
#+ example:
#+   params: {}
#+   rows:
#+   - ["青禾区"]
PREFIX kg: <https://district-kg.example/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?name WHERE { ?thing kg:mentionedIn ?_document ; rdfs:label ?name . } ORDER BY ?name
"""

EXPORT = '''"""Names, one a line."""

EXTENSION, LABEL_ZH, LABEL_EN = "names", "名称", "names"


def write(knowledge, target, *, upper: bool = False) -> None:
    target.write("\\n".join(entity.name for entity in knowledge.entities).encode())
'''

COMMAND = '''"""kg count."""

import click


@click.command()
def count() -> None:
    """Count to three."""
    click.echo("3")
'''

USE = """
import json, kg
graph = kg.build("text.shout", out="graph", workers=1).graph
fields = ("subject", "predicate", "event", "measure", "object", "value", "unit", "time")
told = lambda fact: " ".join(str(getattr(fact, name)) for name in fields if getattr(fact, name, None))
print(json.dumps({
    "entities": [entity.id for entity in graph.knowledge.entities],
    "facts": [told(fact) for fact in graph.knowledge.facts],
    "rules": sorted({piece.rule for fact in graph.knowledge.facts for piece in fact.evidence}),
    "picture": graph.plot("云帆港口", "network", "network.svg") and open("network.svg").read(),
    "exports": {form: graph.export(form).decode() for form in ("gexf", "cytoscape", "turtle", "names")},
    "report": graph.report("松湖区"),
    "shown": {name: str(graph.show(name)) for name in ("云帆港口", "云岭软件园")},
    "asked": {"evidence-of": str(graph.ask("evidence-of", entity="云帆港口")), "all-names": str(graph.ask("all-names"))},
    "broken": [str(each) for each in graph.check()],
}, ensure_ascii=False))
"""


def add(path: Path, text: str) -> None:
    """Put ``text`` at the end of a file (or make one)."""
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def insert(path: Path, line: str, text: str) -> None:
    """Put ``text`` behind the first ``line`` of a file."""
    whole = path.read_text(encoding="utf-8")
    assert line in whole, f"{path} has no {line!r}"
    path.write_text(whole.replace(line, line + text, 1), encoding="utf-8")


def run(folder: Path, *words: str) -> str:
    """What one command of Python prints in a copy; it must succeed."""
    env = {**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, *words], cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code, ``ontology/`` and ``queries/`` with the edit of each row, and nothing else."""
    folder = tmp_path_factory.mktemp("copy")
    for part in ("kg", "ontology", "queries"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "_data"))
    add(folder / "ontology/kg.ttl", PORT + ABLE + RELATION)
    insert(folder / "ontology/rules/events.yaml", "\nopened:\n  both:\n", MILESTONE_WORD)
    add(folder / "ontology/rules/relations.yaml", RULE)
    add(folder / "ontology/names/Company.csv", "云帆动力,,,通行名称\n")
    add(folder / "ontology/names/Park.csv", "name,aliases,within,source\n松帆谷,,,通行名称\n")
    shutil.copy(folder / "kg/reading/formats/plain.py", folder / "kg/reading/formats/shout.py")
    insert(folder / "kg/reading/formats/__init__.py", "FORMATS = {\n", '    "shout": "shout",\n')
    add(folder / "queries/all-names.rq", TEMPLATE)
    add(folder / "kg/export/names.py", EXPORT)
    insert(folder / "kg/export/__init__.py", "NAMES = {\n", '    "names": "",\n')
    add(folder / "kg/cli/count.py", COMMAND)
    insert(folder / "kg/cli/__init__.py", "COMMANDS = {\n", '    "count": "count",\n')
    (folder / "text.shout").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def used(copy: Path) -> dict[str, Any]:
    """What building, asking, exporting, plotting and checking give in the copy."""
    found: dict[str, Any] = json.loads(run(copy, "-c", USE))
    return found


def test_an_entity_type(used: dict[str, Any]) -> None:
    assert "Port/云帆港口" in used["entities"]
    assert "Port/云帆港口 started 2031-06" in used["facts"], "its milestone"
    assert any(fact.startswith("Port/云帆港口 总投资 12.5 亿元") for fact in used["facts"]), "its figure is its own, not that of the district"
    assert "Port/云帆港口 locatedIn District/松湖区" in used["facts"]
    assert all("云帆港口" in text for text in (*used["exports"].values(), used["shown"]["云帆港口"], used["asked"]["evidence-of"], used["picture"]))
    assert "港口" in used["shown"]["云帆港口"] and "#336699" in used["picture"]


def test_nothing_that_was_added_breaks_a_shape(used: dict[str, Any]) -> None:
    assert used["broken"] == []


def test_a_word_for_a_milestone(used: dict[str, Any]) -> None:
    assert "Project/云岭大桥 opened 2031" in used["facts"]


def test_a_relation_and_its_rule(copy: Path, used: dict[str, Any]) -> None:
    assert "Company/松云科技 visited Park/云岭软件园" in used["facts"] and "visits" in used["rules"]
    assert "走进" in used["exports"]["gexf"] and "走进" in used["shown"]["云岭软件园"]
    assert "relations.yaml" in run(copy, "-m", "kg", "rules", "visits")


def test_a_known_name_also_of_a_type_that_had_none(used: dict[str, Any]) -> None:
    assert {"Company/云帆动力", "Park/松帆谷"} <= set(used["entities"])


def test_a_template_and_an_export(used: dict[str, Any]) -> None:
    assert "云帆港口" in used["asked"]["all-names"] and "云帆港口" in used["exports"]["names"]


def test_a_command_and_the_lists(copy: Path) -> None:
    assert run(copy, "-m", "kg", "count") == "3\n"
    assert "Count to three." in run(copy, "-m", "kg", "--help")


@pytest.fixture
def ontology_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_dir("ontology"), tmp_path / "ontology"))


def told(folder: Path) -> str:
    """What a check of the rules says."""
    try:
        return "\n".join(map(str, checked(folder).errors))
    except OntologyError as error:
        return str(error)


@pytest.mark.parametrize("lacking", ["reached", "observed", "locatedIn"])
def test_a_type_that_a_relation_leaves_out_is_told_which(ontology_copy: Path, lacking: str) -> None:
    add(ontology_copy / "kg.ttl", PORT + "".join(line for line in ABLE.splitlines(True) if lacking not in line))
    assert f"kg:{lacking} schema:domainIncludes kg:Port" in told(ontology_copy)


def test_a_type_without_a_word_for_its_names_is_told_where(ontology_copy: Path) -> None:
    add(ontology_copy / "kg.ttl", (PORT + ABLE).replace(' kg:head "港口" ;', ""))
    assert all(word in told(ontology_copy) for word in ("kg:Port", "kg:head", "heads.yaml", "Port.csv"))


def test_a_relation_that_no_rule_states_is_told_where(ontology_copy: Path) -> None:
    add(ontology_copy / "kg.ttl", RELATION)
    assert all(word in told(ontology_copy) for word in ("kg:visited", "relations.yaml"))


def test_a_milestone_that_no_word_says_is_told_where(ontology_copy: Path) -> None:
    add(ontology_copy / "kg.ttl", 'kg:berthed a skos:Concept ; skos:inScheme kg:milestones ; sh:order 20 ; skos:prefLabel "靠泊"@zh , "berthed"@en .\n')
    assert all(word in told(ontology_copy) for word in ("kg:berthed", "events.yaml"))


def test_a_rule_or_word_of_what_is_not_there_is_told_what_there_is(ontology_copy: Path) -> None:
    add(ontology_copy / "rules/relations.yaml", RULE)
    add(ontology_copy / "rules/events.yaml", "inaugurated:\n  both:\n    - 扬帆启用\n")
    said = told(ontology_copy)
    assert all(word in said for word in ("relations.yaml", "visited", "relation of kg.ttl", "events.yaml", "inaugurated", "milestone of kg.ttl"))


def test_the_rows_of_contributing_are_those_tested_here() -> None:
    rows = set(re.findall(r"^\| (an? [^|]*?) \|", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.M))
    assert rows == {
        "an entity type", "a relation", "a word for a milestone", "a rule of the language", "a known name", "a format to read", "a template", "an export", "a command",
    }  # fmt: skip
