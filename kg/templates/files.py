"""Templates from files: ``queries/*.rq``, SPARQL under a ``#+`` YAML header."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.errors import OntologyError, QueryError, UsageError
from kg.ontology import data_dir
from kg.query.guard import check
from kg.query.tokens import meaningful
from kg.templates.model import TYPES, Param, Template

KEYS = frozenset(("summary", "description", "tags", "defaults", "title", "params", "columns", "example"))
PARAM_KEYS = frozenset(("type", "class", "required", "default", "label"))
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def templates(*folders: Path) -> dict[str, Template]:
    """The templates that came with the package, and those in ``folders`` (later ones win), by name in order of name.

    Raises ``OntologyError`` naming the file for a header or query that does not say what it must.
    """
    found = {path.stem: read(path) for folder in (data_dir("queries"), *folders) for path in sorted(folder.glob("*.rq"))}
    return dict(sorted(found.items()))


def template(name: str, *folders: Path) -> Template:
    """The template of that name. Raises ``UsageError`` with names like it and all there are."""
    from kg.templates.nearest import like

    known = templates(*folders)
    if name not in known:
        near = like(name, known)
        hint = f"did you mean {', '.join(near)}? " if near else ""
        raise UsageError(f"no template {name!r}", f"{hint}there are: {', '.join(known)}")
    return known[name]


def read(path: Path) -> Template:
    """The template in one file. Raises ``OntologyError``."""
    text = path.read_text(encoding="utf-8")
    header = _header(path, text)
    try:
        form, _ = check(text)
    except QueryError as error:
        raise _wrong(path, error.what) from error
    made = Template(
        name=path.stem,
        text=text,
        path=path,
        form=form,
        summary=str(header["summary"]),
        title=header["title"],
        description=str(header.get("description", "")),
        tags=tuple(header.get("tags", ())),
        params={name: _param(path, name, facts, header) for name, facts in header.get("params", {}).items()},
        columns=header.get("columns", {}),
        example=header.get("example", {}),
    )
    _used(made)
    return made


def _header(path: Path, text: str) -> dict[str, Any]:
    lines = [line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+")]
    try:
        header = yaml.load("\n".join(lines), Loader=_LOADER)
    except yaml.YAMLError as error:
        raise _wrong(path, f"its header is not YAML: {error}") from error
    if not isinstance(header, dict) or not {"summary", "title"} <= header.keys():
        raise _wrong(path, "its #+ header has no summary or no title")
    if not header.keys() <= KEYS:
        raise _wrong(path, f"its header has unknown keys {sorted(header.keys() - KEYS)}; there are {sorted(KEYS)}")
    return header


def _param(path: Path, name: str, facts: Mapping[str, Any], header: Mapping[str, Any]) -> Param:
    if facts.get("type") not in TYPES or not facts.keys() <= PARAM_KEYS:
        raise _wrong(
            path, f"parameter {name} has type {facts.get('type')!r} (there are {', '.join(TYPES)}) or keys beyond {sorted(PARAM_KEYS)}"
        )
    classes = facts.get("class", ())
    default = facts.get("default", header.get("defaults", {}).get(name))
    return Param(
        name=name,
        type=facts["type"],
        classes=(classes,) if isinstance(classes, str) else tuple(classes),
        required=bool(facts.get("required", default is None)),
        default=default,
        label=facts.get("label", {}),
    )


def _used(made: Template) -> None:
    """Each parameter stands in the query as a variable, and under one name only."""
    variables = {token.text for token in meaningful(made.text) if token.kind == "variable"}
    for name in made.params:
        if not {"$" + name, "?_" + name} & variables:
            raise _wrong(made.path, f"parameter {name} is never used: write ?_{name} or ${name}")
        if "$" + name in variables and "?" + name in variables:
            raise _wrong(made.path, f"${name} is the parameter and ?{name} the same variable: name the other one differently")


def _wrong(path: Path, what: str) -> OntologyError:
    return OntologyError(f"{path}: {what}", "mend the template")
