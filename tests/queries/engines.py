"""The fixture's graph in each engine, as something that answers a query."""

from __future__ import annotations

from functools import cache
from typing import Any

from kg.answer import Answer, Term
from kg.answer.terms import Value
from kg.query import Engine
from kg.rdf import quads
from tests.queries.fixture import BASE, knowledge

STRING = "http://www.w3.org/2001/XMLSchema#string"


@cache
def engine() -> Engine:
    """The embedded store."""
    return Engine.of_quads(quads(knowledge(), BASE))


@cache
def ntriples() -> bytes:
    """The graph as N-Triples."""
    from pyoxigraph import RdfFormat, serialize

    return serialize((quad.triple for quad in quads(knowledge(), BASE)), format=RdfFormat.N_TRIPLES) or b""


@cache
def graph() -> Any:
    """The graph in rdflib."""
    from rdflib import Graph

    return Graph().parse(data=ntriples().decode(), format="nt")


def rdflib_query(text: str) -> Answer:
    """A SELECT answered by rdflib."""
    result = graph().query(text)
    columns = tuple(str(name) for name in result.vars)
    return Answer(columns, tuple(tuple(_term(row[name]) for name in columns) for row in result))


def _term(value: Any) -> Term | None:
    from rdflib import Literal

    if value is None:
        return None
    if isinstance(value, Literal):
        datatype = str(value.datatype or "")
        return Term("literal", str(value), "" if value.language or datatype == STRING else datatype, value.language or "")
    return Term("uri", str(value))


def visible(answer: Answer) -> list[list[Value]]:
    """The rows without the columns that carry IRIs."""
    return [[row[name] for name in answer.visible] for row in answer]
