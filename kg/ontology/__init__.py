"""The one home of ``ontology/``: what exists (``kg.ttl``), the tables of known names, and the rule book of the language."""

from typing import TYPE_CHECKING, Any

from kg.ontology.book import Rule, all_rules, find, rule
from kg.ontology.folders import data_dir, trained, weights_dir, weights_file
from kg.ontology.forms import form, sign, signs, type_for, written
from kg.ontology.numerals import arabic, digits, number, ten
from kg.ontology.read import FILE, ontology, read
from kg.ontology.tables import has_table, names_of, read_rules, read_table, rules, table
from kg.ontology.terms import Class, EntityType, Event, Ontology, Predicate, Term
from kg.ontology.turtle import KG, OWL, RDF, RDFS, SCHEMA, SHACL, SKOS, Triples

if TYPE_CHECKING:
    from kg.ontology.checking import Checked as Checked
    from kg.ontology.checking import check as check
    from kg.ontology.checking import checked as checked

__all__ = [
    "FILE", "KG", "OWL", "RDF", "RDFS", "SCHEMA", "SHACL", "SKOS",
    "Checked", "Class", "EntityType", "Event", "Ontology", "Predicate", "Rule", "Term", "Triples",
    "all_rules", "arabic", "check", "checked", "data_dir", "digits", "find", "form", "has_table", "names_of", "number",
    "ontology", "read", "read_rules", "read_table", "rule", "rules", "sign", "signs", "table", "ten", "trained", "type_for", "weights_dir", "weights_file", "written",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """What checks the rule files is loaded when first asked for."""
    if name in ("Checked", "check", "checked"):
        from kg.ontology import checking

        return getattr(checking, name)
    raise AttributeError(f"module 'kg.ontology' has no attribute {name!r}")
