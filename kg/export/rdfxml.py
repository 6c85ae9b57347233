"""RDF/XML, for tools that read nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import UsageError
from kg.model import Knowledge
from kg.rdf import DEFAULT, DEFAULT_BASE, PREFIXES, quads
from kg.rdf.compact import Compact
from kg.rdf.terms import XSD

EXTENSION = "rdf"
LABEL_ZH = "RDF/XML"
LABEL_EN = "RDF/XML"

# XML 1.0 has no form for these at all, not even escaped.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(knowledge: Knowledge, target: BinaryIO, *, base: str = DEFAULT_BASE, reify: str = DEFAULT) -> None:
    """Write the default graph as RDF/XML, UTF-8.

    Control characters in quoted words, which XML cannot hold, become U+FFFD; the other formats keep them. Raises
    UsageError for a wrong base, or ``reify="rdf12"``, which RDF/XML 1.0 readers would refuse.
    """
    if reify != DEFAULT:
        raise UsageError(f"RDF/XML cannot be written with reify {reify!r}", "take turtle, ntriples, nquads or trig")
    target.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF')
    target.writelines(f"\n    xmlns:{prefix}={quoteattr(iri)}".encode() for prefix, iri in PREFIXES.items())
    target.write(b">\n")
    target.writelines(text.encode() for text in _things(quads(knowledge, base), Compact(base)))
    target.write(b"</rdf:RDF>\n")


def _things(statements: Iterator[Quad], short: Compact) -> Iterator[str]:
    for subject, run in groupby(statements, key=lambda quad: quad.subject):
        lines = "".join(f"    {_property(quad, short)}\n" for quad in run)
        yield f"  <rdf:Description rdf:about={quoteattr(subject.value)}>\n{lines}  </rdf:Description>\n"


def _property(quad: Quad, short: Compact) -> str:
    name = short.prefixed(quad.predicate.value)
    if name is None:
        raise UsageError(f"RDF/XML has no name for the property <{quad.predicate.value}>", "give its namespace a prefix in kg/rdf/terms.py")
    if isinstance(quad.object, NamedNode):
        return f"<{name} rdf:resource={quoteattr(quad.object.value)}/>"
    assert isinstance(quad.object, Literal)
    return f"<{name}{_tag(quad.object)}>{_text(quad.object.value)}</{name}>"


def _tag(node: Literal) -> str:
    if node.language:
        return f' xml:lang="{node.language}"'
    return "" if node.datatype.value == XSD + "string" else f" rdf:datatype={quoteattr(node.datatype.value)}"


def _text(words: str) -> str:
    return escape(_NO_XML.sub("\ufffd", words), {"\r": "&#xD;"})
