"""Turtle for reading: one paragraph a subject, one line a predicate, short names, a heading a section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.ontology import ontology
from kg.rdf.compact import Compact
from kg.rdf.quads import Block
from kg.rdf.terms import PREFIXES, XSD, A

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"}
_ESCAPED = str.maketrans({**{chr(code): f"\\u{code:04X}" for code in (*range(32), 127)}, **_ESCAPES})
Node = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Pretty:
    """Writes statements as Turtle (version 1.2 where ``rdf12``)."""

    short: Compact
    rdf12: bool = False

    def head(self) -> Iterator[str]:
        """Version, base and prefixes."""
        if self.rdf12:
            yield '@version "1.2" .\n'
        if self.short.relative_base:
            yield f"@base <{self.short.relative_base}> .\n"
        yield from (f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())

    def sections(self, blocks: Iterable[Block], indent: str = "") -> Iterator[str]:
        """All statements, with a heading where a section begins."""
        for section, group in groupby(blocks, key=lambda block: block[0]):
            yield f"\n{indent}##### {heading(section)}\n"
            for _, part in group:
                yield from self.paragraphs(part, indent)

    def paragraphs(self, quads: Iterable[Quad], indent: str = "") -> Iterator[str]:
        """One paragraph for each run of statements of one subject."""
        for subject, run in groupby(quads, key=lambda quad: quad.subject):
            lines = (
                f"{self.predicate(predicate)} {self.objects(same)}" for predicate, same in groupby(run, key=lambda quad: quad.predicate)
            )
            yield f"\n{indent}{self.node(subject)}\n{indent}    " + f" ;\n{indent}    ".join(lines) + " .\n"

    def predicate(self, predicate: NamedNode) -> str:
        """A predicate; rdf:type is ``a``."""
        return "a" if predicate == A else self.node(predicate)

    def objects(self, quads: Iterable[Quad]) -> str:
        """The objects of one subject and predicate."""
        return " , ".join(self.node(quad.object) for quad in quads)

    def node(self, node: Node) -> str:
        """Any term."""
        if isinstance(node, NamedNode):
            return self.short.prefixed(node.value) or f"<{self.short.relative(node.value) or node.value}>"
        if isinstance(node, Triple):
            return f"<<( {self.node(node.subject)} {self.node(node.predicate)} {self.node(node.object)} )>>"
        return self.literal(node) if isinstance(node, Literal) else str(node)

    def literal(self, node: Literal) -> str:
        """A literal with its language or type."""
        words = f'"{node.value.translate(_ESCAPED)}"'
        if node.language:
            return f"{words}@{node.language}"
        return words if node.datatype.value == XSD + "string" else f"{words}^^{self.node(node.datatype)}"


def heading(section: str) -> str:
    """The zh and en labels of a section's class."""
    known = ontology().classes.get(section)
    return f"{known.zh} · {known.en}" if known else section
