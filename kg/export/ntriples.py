"""N-Triples: one statement a line, fast to write and to load."""

from __future__ import annotations

from typing import BinaryIO

from pyoxigraph import RdfFormat, serialize

from kg.model import Knowledge
from kg.rdf import DEFAULT, DEFAULT_BASE, quads

EXTENSION = "nt"
LABEL_ZH = "N-Triples（逐行 RDF，读写快）"
LABEL_EN = "N-Triples (RDF line by line, fast)"


def write(knowledge: Knowledge, target: BinaryIO, *, base: str = DEFAULT_BASE, reify: str = DEFAULT) -> None:
    """Write the default graph as N-Triples, UTF-8. ``reify="rdf12"`` writes triple terms. Raises UsageError for a wrong base or ``reify``."""
    serialize(quads(knowledge, base, reify=reify), output=target, format=RdfFormat.N_TRIPLES)
