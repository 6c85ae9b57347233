"""What the Python of the language reads by name from a rule file: its ``forms`` (patterns), ``signs`` (words) and ``types``."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.errors import OntologyError
from kg.ontology.tables import rules

_PIECE = re.compile(r"\{([A-Z_]+)\}")


@cache
def form(file: str, name: str) -> re.Pattern[str]:
    """The pattern ``name`` of ``ontology/rules/FILE.yaml``, {NAME} in it filled with the form of that name.

    Raises ``OntologyError`` for a form that is missing or does not compile.
    """
    try:
        return re.compile(written(file, name))
    except re.error as error:
        raise OntologyError(f"ontology/rules/{file}.yaml, forms, {name}: {error}", "mend the pattern; kg rules --check tells where") from error


def written(file: str, name: str) -> str:
    """The same as it is written, to be a part of a larger pattern."""
    return _PIECE.sub(lambda found: f"(?:{written(file, found[1].lower())})", _entry(file, "forms", name))


@cache
def sign(file: str, name: str) -> str:
    """A word or mark of the rule file: ``names``, ``possessive`` → 的."""
    return str(_entry(file, "signs", name))


@cache
def signs(file: str, name: str) -> tuple[str, ...]:
    """The words of a sign that is several, in order."""
    return tuple(_entry(file, "signs", name).split())


@cache
def type_for(file: str, part: str) -> str:
    """The entity type that plays a part in a rule file: ``names``, ``made`` → Project."""
    return str(_entry(file, "types", part))


def _entry(file: str, block: str, name: str) -> Any:
    try:
        return rules(file)[block][name]
    except KeyError:
        raise OntologyError(f"ontology/rules/{file}.yaml has no {name!r} in its {block}", f"restore it: kg/ reads {block} by name") from None
