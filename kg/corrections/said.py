"""What a correction speaks of, as a flat record: a name (``entity``) or a fact, laid against what a document's reading holds.

The fields are those of the facts file. Beside each name may stand its ``…Type`` and ``…Aliases``: every name that the graph knows for
the thing, so that the fact is known again whatever its document calls it. To ``reject``, a field that is left out may be anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from kg.errors import UsageError
from kg.model import Entity, Fact, Milestone, Observation, Relation
from kg.ontology import Term, ontology
from kg.ontology.folding import plain
from kg.outcomes.timespan import bounds

Said = Mapping[str, Any]
Names = Callable[[str], frozenset[str]]  # the plain names of what a document calls so

ROLES = ("subject", "object", "of")
KINDS: dict[str, type] = {"relation": Relation, "milestone": Milestone, "setback": Milestone, "observation": Observation}
TERM = {"relation": "predicate", "milestone": "event", "setback": "event", "observation": "measure"}
FIELDS = {
    "entity": ("type", "name", "aliases", "within"),
    "relation": ("subject", "predicate", "object", "of", "time", "modality"),
    "milestone": ("subject", "event", "time", "modality"),
    "setback": ("subject", "event", "time", "modality"),
    "observation": ("subject", "measure", "value", "unit", "time", "modality", "bound", "role"),
}
DEFAULT = {"time": None, "modality": "actual", "bound": "exact", "of": None, "role": None, "within": None, "aliases": ()}


def check_said(said: Any, where: str, *, whole: bool) -> None:
    """Raises ``UsageError`` for what is no name or fact; ``whole``: it is to be stated, so nothing but defaults may be left out."""
    if not isinstance(said, Mapping) or said.get("kind") not in FIELDS:
        raise UsageError(f"{where}: {str(said)[:80]} is no name and no fact", f"its kind is one of {', '.join(FIELDS)}")
    known = {"kind", *FIELDS[said["kind"]], *(f"{role}{more}" for role in ROLES for more in ("Type", "Aliases"))}
    if odd := sorted(set(said) - known):
        raise UsageError(f"{where}: a {said['kind']} has no {', '.join(odd)}", f"it has {', '.join(FIELDS[said['kind']])}")
    needed = FIELDS[said["kind"]] if whole else (*FIELDS[said["kind"]][:1], TERM.get(said["kind"], "name"))
    if missing := [name for name in needed if name not in DEFAULT and said.get(name) in (None, "")]:
        raise UsageError(f"{where}: the {said['kind']} lacks {', '.join(missing)}", "say it whole")
    for name, value in said.items():
        _check_value(name, value, where)


def _check_value(name: str, value: Any, where: str) -> None:
    terms = _terms().get(name.removesuffix("Type") if name.endswith("Type") else name, None) if not name.endswith("Type") else ontology().types
    if terms is not None and value not in terms:
        raise UsageError(f"{where}: no {name} {value!r}", f"there are: {', '.join(terms)}")
    if name == "value":
        number(value, where)
    elif name == "time" and value is not None:
        _time(value, where)
    elif (name == "aliases" or name.endswith("Aliases")) and not _texts(value) or name in (*ROLES, "name", "measure", "unit") and not isinstance(value, str | None):
        raise UsageError(f"{where}: {name} is {value!r}", "write names as text")


def _terms() -> dict[str, Mapping[str, Term]]:
    known = ontology()
    return {"type": known.types, "predicate": known.predicates, "event": known.events, "modality": known.modalities, "bound": known.bounds}


def _texts(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value)


def _time(value: Any, where: str) -> None:
    try:
        bounds(value)
    except (ValueError, TypeError) as why:
        raise UsageError(f"{where}: no time {value!r}", "write 2024, 2024-03, 2024-01-25, 2024-Q3, 2024-H1 or a range 2022-01/2022-09") from why


def number(value: Any, where: str = "") -> Decimal:
    """A value as a number, its digits kept. Raises ``UsageError``."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise UsageError(f"{where}: no number {value!r}", "write it as 1.3")
    return found


def names_in(said: Said, role: str) -> frozenset[str]:
    """The plain names by which a record knows what stands in a role (``name`` for an entity)."""
    if role == "name":
        return frozenset(map(plain, (said["name"], *said.get("aliases", ()))))
    return frozenset(plain(name) for name in (said.get(role), *said.get(f"{role}Aliases", ())) if name)


def says(fact: Fact, said: Said, names: Names) -> bool:
    """Whether a fact of a document says what the record says. ``names`` gives the names of what the document calls so."""
    if not isinstance(fact, KINDS[said["kind"]]):
        return False
    return all(_agrees(name, getattr(fact, name), said, names) for name in FIELDS[said["kind"]] if name in said)


def _agrees(name: str, value: Any, said: Said, names: Names) -> bool:
    if name in ROLES and value is not None and said[name] is not None:
        return bool((names(value) | {plain(value)}) & names_in(said, name))
    if name == "value":
        return number(value) == number(said[name])
    if name in ("measure", "unit"):
        return plain(value or "") == plain(said[name] or "")
    return bool(value == said[name])


def fact_of(said: Said, call: Callable[[str], str]) -> Fact:
    """The fact that a whole record states; ``call(role)`` is the name that its document has for what stands in a role."""
    kind = said["kind"]
    given = {name: said.get(name, DEFAULT.get(name)) for name in FIELDS[kind]}
    given |= {role: call(role) for role in ROLES if given.get(role) is not None}
    if kind == "observation":
        given["value"] = number(given["value"])
    return KINDS[kind](**given)


def entity_of(said: Said, evidence: Iterable[Any]) -> Entity:
    """The entity that a whole record of a name states."""
    return Entity(said["type"], said["name"], tuple(sorted(said.get("aliases", ()))), said.get("within"), tuple(evidence))
