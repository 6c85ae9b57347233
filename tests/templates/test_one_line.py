"""No cell of an answer holds a line break, whatever line breaks the documents have within the words quoted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.api import Graph, build
from kg.api import open as open_graph
from kg.model import Knowledge
from kg.templates import Template, ask, templates

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
ALL = list(templates().values())
VALUES = {"measure": "地区生产总值", "year": 2024, "at_least": 2, "months": 0, "outcome": "open", "event": "started", "type": "Project", "stated_by": "rules"}
EACH = 3  # entities of a class that are asked for


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    if not CORPUS.exists():
        pytest.skip("../shared/corpus is absent")
    folder = tmp_path_factory.mktemp("lines") / "graph"
    build(ROOT / "seeds", CORPUS, out=folder)
    return open_graph(folder)


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.name)
def test_a_template_shows_words_on_one_line(each: Template) -> None:
    assert "oa:exact" not in each.text, "kg:quote has the words on one line, on facts and on evidence"


@pytest.mark.heavy
@pytest.mark.parametrize("each", ALL, ids=lambda each: each.name)
def test_no_cell_holds_a_line_break(each: Template, graph: Graph) -> None:
    for values in asked(each, graph.knowledge):
        answer = ask(each, values, graph.engine.query, graph.names)
        assert not [cell for row in answer for cell in map(row.__getitem__, answer.visible) if len(str(cell).splitlines()) > 1], values


def asked(each: Template, known: Knowledge) -> Iterator[dict[str, Any]]:
    """Values for the parameters that have to be given: those above, and entities of the class in turn."""
    needed = {name: param for name, param in each.params.items() if param.required}
    fixed = {name: VALUES[name] for name, param in needed.items() if param.type != "entity"}
    pools = {name: names(param.classes, known) for name, param in needed.items() if param.type == "entity"}
    for turn in range(EACH if pools else 1):
        yield fixed | {name: pool[(turn + shift) % len(pool)] for shift, (name, pool) in enumerate(pools.items())}


def names(classes: tuple[str, ...], known: Knowledge) -> list[str]:
    """Ids of entities or documents, those with several pieces of evidence first."""
    if "Document" in classes:
        return [document.id for document in known.documents]
    found = [entity for entity in known.entities if not classes or entity.type in classes]
    return [entity.id for entity in sorted(found, key=lambda entity: (-len(entity.evidence), entity.id))]
