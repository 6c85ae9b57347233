"""Each constraint of shapes.ttl can be broken, and nothing in it names what kg.ttl does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.model import Knowledge, Milestone
from kg.ontology import KG, data_dir, ontology
from kg.rdf import quads
from kg.rdf.shacl import lift, to_rdflib
from tests.rdf.sample import sample

PATH = data_dir("ontology") / "shapes.ttl"
SHAPES = Namespace("https://district-kg.example/shapes#")
Change = Callable[[Quad], list[Quad]]
XSD = "http://www.w3.org/2001/XMLSchema#"


def shapes() -> Graph:
    return Graph().parse(str(PATH), format="turtle")


def whole() -> Knowledge:
    """The sample, and a step that did not come."""
    known = sample()
    return replace(known, facts=(*known.facts, Milestone("Project/东渠大桥", "completed", "2024", "suspended", known.facts[0].evidence)))


def constrained(parameter: URIRef) -> list[Node]:
    """The paths on which a shape with a target (not one inside sh:xone) has this constraint."""
    graph = lift(shapes())
    return sorted(
        {graph.value(shape, SH.path) for shape in graph.subjects(parameter) if (shape, RDF.type, SH.PropertyShape) in graph} - {None},
        key=str,
    )


def broken(paths: list[Node], change: Change, component: URIRef) -> set[Node]:
    """The paths of those given that are reported for ``component`` once all their statements are changed."""
    from pyshacl import validate

    wanted = {str(path) for path in paths}
    changed = [new for quad in quads(whole()) for new in (change(quad) if quad.predicate.value in wanted else [quad])]
    _, results, _ = validate(to_rdflib(changed), shacl_graph=lift(shapes()), inference="none")
    return {path for result in results.subjects(SH.sourceConstraintComponent, component) for path in results.objects(result, SH.resultPath)}


def nothing(quad: Quad) -> list[Quad]:
    return []


def another(quad: Quad) -> list[Quad]:
    node = quad.object
    if isinstance(node, Literal):
        digits = {"date": "1999-01-01", "gYear": "1999"}.get(node.datatype.value.removeprefix(XSD), "999")
        other: Literal | NamedNode = Literal("别的", language="zh") if node.language else Literal(digits, datatype=node.datatype)
    else:
        other = NamedNode("https://x.example/other")
    return [quad, Quad(quad.subject, quad.predicate, other)]


def to(node: Literal | NamedNode) -> Change:
    return lambda quad: [Quad(quad.subject, quad.predicate, node)]


CONSTRAINTS: dict[str, tuple[URIRef, URIRef, Change]] = {
    "min": (SH.minCount, SH.MinCountConstraintComponent, nothing),
    "max": (SH.maxCount, SH.MaxCountConstraintComponent, another),
    "datatype": (SH.datatype, SH.DatatypeConstraintComponent, to(Literal(True))),
    "class": (SH["class"], SH.ClassConstraintComponent, to(NamedNode("https://x.example/nothing"))),
    "in": (SH["in"], SH.InConstraintComponent, to(Literal("别的"))),
    "pattern": (SH.pattern, SH.PatternConstraintComponent, to(Literal("别的"))),
    "kind": (SH.nodeKind, SH.NodeKindConstraintComponent, to(Literal("别的"))),
    "length": (SH.minLength, SH.MinLengthConstraintComponent, to(Literal("", language="zh"))),
    "inclusive": (SH.minInclusive, SH.MinInclusiveConstraintComponent, to(Literal("-1", datatype=NamedNode(XSD + "decimal")))),
    "equals": (SH.equals, SH.EqualsConstraintComponent, another),
    "less": (SH.lessThan, SH.LessThanConstraintComponent, to(Literal("9999", datatype=NamedNode(XSD + "nonNegativeInteger")))),
    "order": (SH.lessThanOrEquals, SH.LessThanOrEqualsConstraintComponent, to(Literal("9999-01-01", datatype=NamedNode(XSD + "date")))),
}


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_every_constraint_bites(name: str) -> None:
    parameter, component, change = CONSTRAINTS[name]
    paths = [path for path in constrained(parameter) if isinstance(path, URIRef)]
    if name == "less":
        paths = [path for path in paths if path == URIRef("http://www.w3.org/ns/oa#start")]
    assert paths
    assert broken(paths, change, component) >= set(paths)


def terms(graph: Graph) -> Iterator[str]:
    for triple in graph:
        yield from (str(node)[len(KG) :] for node in triple if isinstance(node, URIRef) and str(node).startswith(KG))


def test_every_term_is_in_the_ontology() -> None:
    known = {
        quad.subject.value[len(KG) :]
        for quad in parse(path=str(PATH.parent / "kg.ttl"), format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode)
    }
    unknown = sorted(set(terms(shapes())) - known)
    assert not unknown, f"shapes.ttl names {unknown}, which kg.ttl does not have"


def test_every_class_has_a_shape() -> None:
    targets = {str(target)[len(KG) :] for target in shapes().objects(None, SH.targetClass)}
    parents = {"Finding"}
    bare = set(ontology().classes) - targets - set(ontology().types) - parents - {"Area"}
    assert not bare, f"add a shape for {sorted(bare)} to shapes.ttl"


def test_every_message_is_bilingual() -> None:
    graph = shapes()
    for shape in {*graph.subjects(SH.path), *graph.subjects(SH.sparql)}:
        if any(graph.triples((None, SH.property, shape))) and not any(graph.triples((shape, SH.message, None))):
            path = graph.value(shape, SH.path)
            holders = [holder for holder in graph.subjects(SH.property, shape) if (holder, RDF.type, SH.NodeShape) in graph]
            assert not holders, f"the shape of {path} has no sh:message"
            continue
        assert {message.language for message in graph.objects(shape, SH.message)} == {"zh", "en"}, shape  # type: ignore[attr-defined]


def test_the_shapes_are_valid_shacl() -> None:
    from pyshacl import validate

    conforms, _, text = validate(to_rdflib(quads(sample())), shacl_graph=shapes(), meta_shacl=True)
    assert conforms, text


def test_lifting_changes_no_answer() -> None:
    from pyshacl import validate

    data = [quad for quad in quads(sample()) if quad.predicate.value not in {KG + "modality", KG + "unit"}]
    counts = [
        len(list(validate(to_rdflib(data), shacl_graph=form, inference="none")[1].subjects(RDF.type, SH.ValidationResult)))
        for form in (shapes(), lift(shapes()))
    ]
    assert counts[0] == counts[1] > 0
