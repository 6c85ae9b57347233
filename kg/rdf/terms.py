"""Namespaces and the few literals that the graph is written with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.ontology import KG, OWL, RDF, RDFS, SCHEMA, SKOS
from kg.safe.text import sound

XSD = "http://www.w3.org/2001/XMLSchema#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
DCTERMS = "http://purl.org/dc/terms/"
DCAT = "http://www.w3.org/ns/dcat#"
VOID = "http://rdfs.org/ns/void#"

PREFIXES = {
    "kg": KG,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "schema": SCHEMA,
    "prov": PROV,
    "oa": OA,
    "dcterms": DCTERMS,
    "dcat": DCAT,
    "void": VOID,
    "sh": "http://www.w3.org/ns/shacl#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
}

Object = NamedNode | Literal | Triple

A = NamedNode(RDF + "type")
LABEL = NamedNode(RDFS + "label")
SUBJECT = NamedNode(RDF + "subject")
PREDICATE = NamedNode(RDF + "predicate")
OBJECT = NamedNode(RDF + "object")
REIFIES = NamedNode(RDF + "reifies")
_DECIMAL, _DATE, _YEAR = NamedNode(XSD + "decimal"), NamedNode(XSD + "date"), NamedNode(XSD + "gYear")
_COUNT, _INTEGER = NamedNode(XSD + "nonNegativeInteger"), NamedNode(XSD + "integer")
_TERMS: dict[str, NamedNode] = {}
TRUE = Literal("true", datatype=NamedNode(XSD + "boolean"))


def term(name: str) -> NamedNode:
    """The node of a prefixed name: ``kg:locatedIn``."""
    if name not in _TERMS:
        prefix, _, local = name.partition(":")
        _TERMS[name] = NamedNode(PREFIXES[prefix] + local)
    return _TERMS[name]


def chinese(words: str) -> Literal:
    """Words tagged zh."""
    return Literal(sound(words), language="zh")


def text(words: str) -> Literal:
    """A plain string."""
    return Literal(sound(words))


def digits(value: Decimal) -> str:
    """A number in plain digits, as precise as it was given: never an exponent."""
    return format(value, "f")


def decimal(value: Decimal) -> Literal:
    """An ``xsd:decimal`` with the digits of the value."""
    return Literal(digits(value), datatype=_DECIMAL)


def day(value: date) -> Literal:
    """An ``xsd:date``."""
    return Literal(value.isoformat(), datatype=_DATE)


def gyear(value: int) -> Literal:
    """An ``xsd:gYear``, of four digits."""
    return Literal(f"{value:04}", datatype=_YEAR)


def count(value: int) -> Literal:
    """An ``xsd:nonNegativeInteger``."""
    return Literal(str(value), datatype=_COUNT)


def integer(value: int) -> Literal:
    """An ``xsd:integer``."""
    return Literal(str(value), datatype=_INTEGER)


def say(subject: NamedNode, predicate: str, value: Object) -> Quad:
    """One statement in the default graph."""
    return Quad(subject, term(predicate), value)
