"""The rules of ``ontology/rules/reading.yaml``, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import OntologyError
from kg.ontology import rules
from kg.ontology.placeholders import grouped


@dataclass(frozen=True, slots=True)
class Rule:
    """One block of the file: its ``id``, what it gives (``kind``: the kind of line, or the reason), its pattern, and the block itself."""

    id: str
    kind: str
    pattern: re.Pattern[str]
    block: dict[str, Any]


def table(name: str) -> Any:
    """The plain values under a name of the file."""
    return rules("reading")[name]


@cache
def listed(name: str) -> tuple[Rule, ...]:
    """The rules under a name of the file, in order."""
    return tuple(_rule(block) for block in table(name))


@cache
def compiled(name: str, key: str = "") -> re.Pattern[str]:
    """One pattern of the file, by name (and key)."""
    return pattern(table(name)[key] if key else table(name))


@cache
def patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a list of the file."""
    return tuple(pattern(text) for text in table(name))


def pattern(text: str) -> re.Pattern[str]:
    """A pattern with its {PIECES} put in. Raises ``OntologyError`` naming the pattern that does not compile."""
    try:
        return re.compile(expand(text))
    except re.error as error:
        raise OntologyError(f"ontology/rules/reading.yaml: {text!r}: {error}", "mend the pattern") from error


def expand(text: str) -> str:
    """``text`` with each {NAME} of the pieces replaced, pieces in pieces too. Raises ``OntologyError`` for a name that is none."""
    try:
        return grouped(text, table("pieces"))
    except KeyError as error:
        raise OntologyError(f"ontology/rules/reading.yaml: {text!r}: no piece {error}", "add it to pieces, or write another") from error


def _rule(block: dict[str, Any]) -> Rule:
    return Rule(block["id"], block.get("kind") or block.get("reason") or block.get("how") or "", pattern(block["pattern"]), block)


@cache
def patterns_of(name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a list of blocks of the file."""
    return tuple(pattern(block["pattern"]) for block in table(name))
