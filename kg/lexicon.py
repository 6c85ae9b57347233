"""The tables and rules of the ontology under their former name; they live in ``kg.ontology``."""

from kg.ontology.tables import read_rules, read_table, rules, table

__all__ = ["read_rules", "read_table", "rules", "table"]
