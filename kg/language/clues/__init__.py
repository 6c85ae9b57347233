"""Clues: where no rule decides, many weak signs do, weighed by numbers learned from gold (``ontology/weights``)."""
