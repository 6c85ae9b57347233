"""Every template gives on every server that the documentation names the rows that it gives here, in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, serialize

from kg.answer import Answer
from kg.api import build
from kg.api import open as open_graph
from kg.model import Knowledge, Relation
from kg.query import Engine
from kg.query.remote import Endpoint
from kg.rdf import quads
from kg.templates import Names, Template, bind, templates
from tests.queries import fixture
from tests.queries.servers import SECONDS, SERVERS

pytestmark = pytest.mark.heavy
ROOT = Path(__file__).parents[2]
WITH_SEEDS = {"oxigraph"}
VALUES = {"measure": "地区生产总值", "year": 2024, "at_least": 2, "months": 0, "outcome": "open", "event": "started", "type": "Project", "stated_by": "rules"}


class Held:
    """A graph here, and a server that holds the same triples."""

    def __init__(self, known: Knowledge, url: str) -> None:
        self.engine = Engine.of_quads(quads(known))
        self.names, self.there, self.known = Names(self.engine.query), Endpoint(url, SECONDS), known

    def differ(self, each: Template, values: dict[str, Any]) -> str:
        """The first row that differs, both ways; empty where none does."""
        query = bind(each, values, self.names)
        here, there = self.engine.query(query), self.there.query(query)
        assert isinstance(here, Answer) and isinstance(there, Answer)
        if (here.columns, here.rows) == (there.columns, there.rows):
            return ""
        pairs = ((one, other) for one, other in zip((*here.rows, None), (*there.rows, None), strict=False) if one != other)
        return f"{values}: {len(here)} rows here, {len(there)} there; first {next(pairs, None)}"


@pytest.fixture(scope="module", params=list(SERVERS))
def held(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    """The invented graph of the examples on one server; beside it the seeds where the server is fast enough for them."""
    place = tmp_path_factory.mktemp(request.param)
    known = _with_seeds(place / "graph") if request.param in WITH_SEEDS else fixture.knowledge()
    triples = place / "graph.nt"
    serialize((quad.triple for quad in quads(known)), str(triples), format=RdfFormat.N_TRIPLES)
    with SERVERS[request.param](triples, place) as url:
        yield Held(known, url)


def _with_seeds(out: Path) -> Knowledge:
    build(ROOT / "seeds", out=out)
    one, other = open_graph(out).knowledge, fixture.knowledge()
    return Knowledge(one.documents + other.documents, one.entities + other.entities, one.facts + other.facts, one.promises + other.promises, one.conflicts + other.conflicts, one.likely)


@pytest.mark.parametrize("name", list(templates()))
def test_every_template_is_answered_alike(held: Held, name: str) -> None:
    each = templates()[name]
    asked = [each.example["params"], *_asked(each, _busiest(held.known))]
    assert not [told for values in asked if (told := held.differ(each, values))]


def _asked(each: Template, busiest: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Values as an analyst gives them: those that a template needs, then each of the others beside them, then all."""
    given = {name: VALUES[name] if name in VALUES else busiest[_class(param.classes)] for name, param in each.params.items()}
    needed = {name: given[name] for name, param in each.params.items() if param.required}
    ways = [needed, *({**needed, name: given[name]} for name in given), given]
    yield from (way for number, way in enumerate(ways) if way not in ways[:number])


def _class(classes: tuple[str, ...]) -> str:
    return classes[0] if classes else "District"


def _busiest(known: Knowledge) -> dict[str, str]:
    """Of each class the id of the entity that most facts are about; of documents the first."""
    found: dict[str, str] = {"Document": known.documents[0].id}
    facts: dict[str, int] = {}
    for fact in known.facts:
        for each in {fact.subject, fact.object if isinstance(fact, Relation) else fact.subject}:
            facts[each] = facts.get(each, 0) + 1
    for entity in sorted(known.entities, key=lambda entity: (-facts.get(entity.id, 0), entity.id)):
        found.setdefault(entity.type, entity.id)
    return found
