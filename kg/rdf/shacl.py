"""SHACL over statements: rdflib and pyshacl, with the shapes laid out so that pyshacl is quick."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal as OxLiteral
from pyoxigraph import NamedNode, Quad

from kg.rdf.terms import XSD

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def validate(statements: Iterable[Quad], shapes: Path) -> tuple[Graph, Graph]:
    """The SHACL validation report of ``statements`` (no triple terms) against a Turtle file of shapes, and those shapes, as graphs."""
    from pyshacl import validate as run
    from rdflib import Graph

    lifted = lift(Graph().parse(str(shapes), format="turtle"))
    # Nothing is inferred: rdfs:subClassOf is in the data, and SHACL follows it by itself.
    _, report, _ = run(to_rdflib(statements), shacl_graph=lifted, inference="none", advanced=False, meta_shacl=False)
    return report, lifted


def to_rdflib(statements: Iterable[Quad]) -> Graph:
    """The statements as a graph in memory (a plain rdflib store: pyshacl misreads others)."""
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    terms: dict[NamedNode | OxLiteral, Node] = {}
    for quad in statements:
        graph.add(tuple(terms.get(node) or terms.setdefault(node, _term(node)) for node in (quad.subject, quad.predicate, quad.object)))  # type: ignore[arg-type]
    return graph


def _term(node: NamedNode | OxLiteral) -> Node:
    from rdflib import Literal, URIRef

    if isinstance(node, NamedNode):
        return URIRef(node.value)
    if node.language:
        return Literal(node.value, lang=node.language)
    # rdflib tells "a" from "a"^^xsd:string.
    return Literal(node.value) if node.datatype.value == XSD + "string" else Literal(node.value, datatype=URIRef(node.datatype.value))


def lift(shapes: Graph) -> Graph:
    """Give each property shape the targets of its node shape.

    The meaning is the same; but pyshacl runs a property shape inside a node shape once for each node, and one with
    targets of its own once for all of them (three times as fast).
    """
    from rdflib.namespace import RDF, SH

    for shape in list(shapes.subjects(RDF.type, SH.NodeShape)):
        targets = [
            (kind, target) for kind in (SH.targetClass, SH.targetNode, SH.targetSubjectsOf) for target in shapes.objects(shape, kind)
        ]
        for inner in list(shapes.objects(shape, SH.property)) if targets else ():
            shapes.remove((shape, SH.property, inner))
            shapes.add((inner, RDF.type, SH.PropertyShape))
            for kind, target in targets:
                shapes.add((inner, kind, target))
    return shapes
