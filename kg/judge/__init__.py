"""Judging a graph: against the shapes of the ontology (check), and against gold facts (score, matching)."""
