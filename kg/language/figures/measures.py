"""What a number counts or measures: the first rule that reads it, and the measure it states."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.language.figures import statements as states
from kg.language.figures.each_of_list import each
from kg.language.figures.measure_rules import MeasureRule, measure_rules
from kg.language.figures.quantities import Quantity
from kg.language.figures.reading import Reading

State = Callable[[Reading, Quantity, re.Match[str]], list[str]]

# The values of `measure` in ontology/rules/observations.yaml.
STATES: dict[str, State] = {
    "head": states.head,
    "head+grow": states.head_growth,
    "heads": each,
    "heads+grow": each,
    "head+noun+时间": states.earlier,
    "noun+head": states.total,
    "noun+占比": states.share_of,
    "verb+noun": states.count,
}


def measures_of(reading: Reading, q: Quantity, text: str) -> tuple[MeasureRule, list[str]] | None:
    """The rule that reads a quantity and its measures (several where one number is said of each of a list).

    ``text`` is the clause with ``#`` for the quantity and ``@`` for the others in it.
    """
    for rule in measure_rules():
        if q.kind in rule.kinds and (m := rule.pattern.search(text)) and (stated := STATES[rule.measure](reading, q, m)):
            reading.last = q.unit, stated[-1]
            return rule, stated
    return None
