"""What a number counts or measures: the first rule that reads it, and the measure it states."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.language.figures import statements
from kg.language.figures.each_of_list import each
from kg.language.figures.measure_rules import MeasureRule, measure_rules
from kg.language.figures.measured import MeasuredSoFar
from kg.language.figures.quantities import Quantity

State = Callable[[MeasuredSoFar, Quantity, re.Match[str]], list[str]]

# The values of `measure` in ontology/rules/observations.yaml.
STATES: dict[str, State] = {
    "head": statements.noun_before,
    "head+grow": statements.growth_of_noun,
    "heads": each,
    "heads+grow": each,
    "head+noun+time": statements.earlier,
    "noun+head": statements.total,
    "noun+share": statements.share_of,
    "verb+noun": statements.count,
}


def measures_of(so_far: MeasuredSoFar, q: Quantity, text: str) -> tuple[MeasureRule, list[str]] | None:
    """The rule that reads a quantity and its measures (several where one number is said of each of a list).

    ``text`` is the clause with ``#`` for the quantity and ``@`` for the others in it.
    """
    for rule in measure_rules():
        if q.kind in rule.kinds and (m := rule.pattern.search(text)) and (stated := STATES[rule.measure](so_far, q, m)):
            so_far.last = q.unit, stated[-1]
            return rule, stated
    return None
