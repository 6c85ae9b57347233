"""The rules of observations (``ontology/rules/observations.yaml``) as compiled patterns over masked clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import OntologyError
from kg.language.text.trie import trie
from kg.ontology import rules

HERE, OTHER = "#", "@"


@dataclass(frozen=True, slots=True)
class MeasureRule:
    """One rule: ``pattern`` over a clause with ``#`` for the quantity at hand, the ``kinds`` it reads and how it states the measure."""

    id: str
    pattern: re.Pattern[str]
    kinds: frozenset[str]
    measure: str
    role: str | None = None


@cache
def words(name: str) -> Any:
    """The words of that name: a list, or a mapping."""
    return rules("observations")["words"][name]


@cache
def any_of(name: str) -> str:
    """The words of that name as a pattern."""
    return trie(words(name))


@cache
def measure_rules() -> tuple[MeasureRule, ...]:
    """All rules, in the order in which they are tried. Raises ``OntologyError`` for a pattern that does not compile."""
    return tuple(_rule(block) for block in rules("observations")["rules"])


def _rule(block: dict[str, Any]) -> MeasureRule:
    pattern = re.sub(r"\{([A-Z_]+)\}", lambda m: any_of(m[1].lower()), block["pattern"])
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise OntologyError(f"ontology/rules/observations.yaml: rule {block['id']}: {error}", "mend its pattern") from error
    return MeasureRule(block["id"], compiled, frozenset(block["kinds"]), block["measure"], block.get("role"))
