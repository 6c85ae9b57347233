"""Invented documents with their facts (``benchmarks/invented``): text in which each name is marked, and records behind it.

    D|title|date|kind
    <<<
    text with [[surface|Type]], [[surface|Type|Full name]] or, for what only takes a thing up again, [[该项目|Project*|Full name]]
    >>>
    E|Type|name|alias;alias   R|subject|predicate|object|time|modality|of   M|subject|event|time|modality
    O|subject|measure|value|unit|time|modality|bound|role                    ? before a line: optional
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

MARK = re.compile(r"\[\[([^\]|]+)\|([A-Za-z]+)(\*?)(?:\|([^\]|]+))?\]\]")
WHOLE = re.compile("[全我本该]")  # 全市, 我区: no names
Record = dict[str, Any]


def read_marked(path: Path) -> tuple[str, list[Record]]:
    """The plain text of an invented document and its gold records."""
    head, _, rest = path.read_text(encoding="utf-8").partition("<<<")
    body, _, tail = rest.partition(">>>")
    _, title, date, *_ = (*head.strip().split("|"), "", "", "")
    entities: dict[str, Record] = {}
    text = MARK.sub(lambda m: _noted(m, path.stem, entities), body.strip("\n"))
    facts = [r for line in tail.strip().splitlines() if (r := _record(line.strip(), path.stem, entities))]
    return text, [{"kind": "document", "doc": path.stem, "title": title, "date": date or None}, *entities.values(), *facts]


def _noted(m: re.Match[str], doc: str, entities: dict[str, Record]) -> str:
    surface, kind, star, full = m.groups()
    name = full or surface
    entity = entities.setdefault(name, {"kind": "entity", "doc": doc, "type": kind, "name": name, "aliases": []})
    if surface != name and not star and not WHOLE.match(surface) and surface not in entity["aliases"]:
        entity["aliases"].append(surface)
    return surface


def _record(line: str, doc: str, entities: dict[str, Record]) -> Record | None:
    if not line or line.startswith("#"):
        return None
    optional = line.startswith("?")
    kind, *cells = [cell.strip() for cell in line.lstrip("?").split("|")] + [""] * 8
    if kind == "E":
        _entity(cells, optional, doc, entities)
        return None
    record = {"R": _relation, "M": _milestone, "O": _observation}[kind](cells)
    return {**record, "doc": doc, **({"optional": True} if optional else {})}


def _entity(cells: list[str], optional: bool, doc: str, entities: dict[str, Record]) -> None:
    types, name = cells[0].split("/"), cells[1]
    entity = entities.setdefault(name, {"kind": "entity", "doc": doc, "type": types[0], "name": name, "aliases": []})
    entity["aliases"] += [a for a in re.split("[;；]", cells[2]) if a and a not in entity["aliases"]]
    if len(types) > 1:
        entity["types"] = types
    if optional:
        entity["optional"] = True


def _relation(c: list[str]) -> Record:
    held = {"of": c[5]} if c[5] else {}
    return {"kind": "relation", "subject": c[0], "predicate": c[1], "object": c[2], "time": c[3] or None, "modality": c[4], **held}


def _milestone(c: list[str]) -> Record:
    return {"kind": "milestone", "subject": c[0], "event": c[1], "time": c[2] or None, "modality": c[3]}


def _observation(c: list[str]) -> Record:
    role = {"role": c[7]} if c[7] else {}
    value = {"value": float(c[2]), "unit": c[3], "time": c[4] or None, "modality": c[5], "bound": c[6]}
    return {"kind": "observation", "subject": c[0], "measure": c[1], **value, **role}
