"""Turtle, for reading: one paragraph a thing, with headings."""

from __future__ import annotations

from typing import BinaryIO

from kg.model import Knowledge
from kg.rdf import DEFAULT, DEFAULT_BASE, Names, blocks
from kg.rdf.compact import Compact
from kg.rdf.pretty import Pretty

EXTENSION = "ttl"
LABEL_ZH = "Turtle（便于阅读的 RDF）"
LABEL_EN = "Turtle (RDF for reading)"


def write(knowledge: Knowledge, target: BinaryIO, *, base: str = DEFAULT_BASE, reify: str = DEFAULT) -> None:
    """Write the default graph as Turtle, UTF-8. ``reify="rdf12"`` writes triple terms. Raises UsageError for a wrong base or ``reify``."""
    names, pretty = Names(base), Pretty(Compact(base), reify == "rdf12")
    target.writelines(text.encode() for text in pretty.head())
    target.writelines(text.encode() for text in pretty.sections(blocks(knowledge, names, reify=reify)))
