"""The prefixes of the graph, declared for a query that uses them without saying so."""

from __future__ import annotations

from kg.errors import QueryError
from kg.query.tokens import meaningful

KNOWN = {
    "kg": "https://district-kg.example/ns#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
}


def declared(query: str) -> str:
    """The query with the prefixes of ``KNOWN`` that it uses and does not declare, on its first line so that lines keep their numbers."""
    try:
        found = list(meaningful(query))
    except QueryError:  # what is no SPARQL is refused where it is asked, with its place
        return query
    said = {after.text.removesuffix(":") for before, after in zip(found, found[1:], strict=False) if before.text.upper() == "PREFIX"}
    used = {token.text.partition(":")[0] for token in found if token.kind == "prefixed"}
    missing = [name for name in KNOWN if name in used and name not in said]
    return "".join(f"PREFIX {name}: <{KNOWN[name]}> " for name in missing) + query
