"""What exists: types, predicates, events and schemes, read from ``ontology/kg.ttl`` (the only list of them)."""

from kg.ontology.folders import data_dir
from kg.ontology.read import FILE, ontology, read
from kg.ontology.terms import EntityType, Event, Ontology, Predicate, Term
from kg.ontology.turtle import KG, OWL, RDF, RDFS, SCHEMA, SHACL, SKOS, Triples

__all__ = [
    "FILE", "KG", "OWL", "RDF", "RDFS", "SCHEMA", "SHACL", "SKOS",
    "EntityType", "Event", "Ontology", "Predicate", "Term", "Triples",
    "data_dir", "ontology", "read",
]  # fmt: skip
