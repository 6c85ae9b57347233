"""The rules of observations (``ontology/rules/observations.yaml``) as compiled patterns over masked clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import OntologyError
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


def trie(words: Iterable[str]) -> str:
    """An alternation of the words, longest first, as a prefix tree: much faster than a flat one."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for c in word:
            node = node.setdefault(c, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: dict[str, Any]) -> str:
    """The pattern below a node of the tree: nothing at a leaf, and optional where a word ends here and goes on."""
    parts = [re.escape(c) + _branch(below) for c, below in sorted(node.items()) if c]
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 and "" not in node else f"(?:{'|'.join(parts)})"
    return f"{body}?" if "" in node else body


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
