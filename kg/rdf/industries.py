"""The taxonomy of industries (``ontology/names/Industry.csv``) over those that the documents name: SKOS broader, English labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from pyoxigraph import Literal, Quad

from kg.model import Entity, Knowledge
from kg.ontology import data_dir, ontology, table
from kg.rdf import terms as t
from kg.rdf.names import Names


def industries(knowledge: Knowledge) -> Mapping[str, str]:
    """The ids of the industries that the documents name, by name."""
    return {entity.name: entity.id for entity in knowledge.entities if entity.type in ontology().types_that("concept")}


def taxonomy(thing: Entity, ids: Mapping[str, str], names: Names) -> Iterator[Quad]:
    """An industry's English label, and the nearest broader industry that the documents name too."""
    if ids.get(thing.name) != thing.id:
        return
    rows = _rows(thing.type)
    if thing.name not in rows:
        return
    yield t.say(names.entity(thing.id), "skos:altLabel", Literal(rows[thing.name]["en"], language="en"))
    above = rows[thing.name]["broader"]
    while above and above not in ids:
        above = rows[above]["broader"]
    if above:
        yield t.say(names.entity(thing.id), "skos:broader", names.entity(ids[above]))


@cache
def _rows(kind: str) -> Mapping[str, Mapping[str, str]]:
    """The rows of the table of a type by name; none for a type that has no table."""
    return {row["name"]: row for row in table(kind)} if (data_dir("ontology") / "names" / f"{kind}.csv").is_file() else {}
