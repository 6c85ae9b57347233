"""N-Quads: one statement a line; a named graph for each document beside the default graph."""

from __future__ import annotations

from typing import BinaryIO

from pyoxigraph import RdfFormat, serialize

from kg.model import Knowledge
from kg.rdf import DEFAULT, DEFAULT_BASE, quads

EXTENSION = "nq"
LABEL_ZH = "N-Quads（逐行 RDF，每篇文档一个命名图）"
LABEL_EN = "N-Quads (line by line, a named graph for each document)"


def write(knowledge: Knowledge, target: BinaryIO, *, base: str = DEFAULT_BASE, reify: str = DEFAULT) -> None:
    """Write all graphs as N-Quads, UTF-8. ``reify="rdf12"`` writes triple terms. Raises UsageError for a wrong base or ``reify``."""
    serialize(quads(knowledge, base, graphs=True, reify=reify), output=target, format=RdfFormat.N_QUADS)
