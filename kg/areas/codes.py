"""Codes of administrative areas (GB/T 2260), as the tables of names hold them, with the year they are of."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg.areas.tables import area_types
from kg.ontology import table


class Code(NamedTuple):
    """Six digits, and the year whose division of areas they are of."""

    code: str
    year: int


@cache
def _codes() -> dict[tuple[str, str], list[tuple[str, Code]]]:
    found: dict[tuple[str, str], list[tuple[str, Code]]] = {}
    for type_ in area_types():
        for row in table(type_):
            if row["code"] and row["date"]:
                found.setdefault((type_, row["name"]), []).append((row["within"], Code(row["code"], int(row["date"][:4]))))
    return found


def code_of(type_: str, name: str, within: str | None) -> Code | None:
    """The code of an area by its type, full name and what holds it; None where the tables have none, or several and ``within`` does not tell which."""
    there = _codes().get((type_, name), [])
    if len(there) == 1:
        return there[0][1]
    holder = (within or "").rpartition("/")[2]
    return next((code for held, code in there if held == holder), None) if holder else None
