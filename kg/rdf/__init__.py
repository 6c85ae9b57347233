"""Knowledge as RDF: plain triples, fact nodes, evidence and provenance (``docs/architecture.md``, "The RDF")."""

from kg.rdf.names import DEFAULT_BASE, Names
from kg.rdf.quads import DEFAULT, REIFY, blocks, document_blocks, quads
from kg.rdf.terms import PREFIXES

__all__ = ["DEFAULT", "DEFAULT_BASE", "PREFIXES", "REIFY", "Names", "blocks", "document_blocks", "quads"]
