"""TriG: Turtle, and after it a named graph for each document with what that document says."""

from __future__ import annotations

from typing import BinaryIO

from kg.export import turtle
from kg.model import Knowledge
from kg.rdf import DEFAULT, DEFAULT_BASE, Names, document_blocks
from kg.rdf.compact import Compact
from kg.rdf.pretty import Pretty

EXTENSION = "trig"
LABEL_ZH = "TriG（每篇文档一个命名图）"
LABEL_EN = "TriG (a named graph for each document)"


def write(knowledge: Knowledge, target: BinaryIO, *, base: str = DEFAULT_BASE, reify: str = DEFAULT) -> None:
    """Write all graphs as TriG, UTF-8. ``reify="rdf12"`` writes triple terms. Raises UsageError for a wrong base or ``reify``."""
    turtle.write(knowledge, target, base=base, reify=reify)
    pretty = Pretty(Compact(base), reify == "rdf12")
    for graph, parts in document_blocks(knowledge, Names(base), reify=reify):
        target.write(f"\n{pretty.node(graph)} {{\n".encode())
        target.writelines(text.encode() for text in pretty.sections(parts, "    "))
        target.write(b"}\n")
