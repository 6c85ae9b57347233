"""The rule book checked before anything is read: keys, patterns, types, events, predicates and ids of every file of ``ontology/rules``, and of those that go with the tables of names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kg.errors import OntologyError
from kg.ontology.book import with_id
from kg.ontology.folders import data_dir
from kg.ontology.kinds import Around, Problem
from kg.ontology.read import FILE, read
from kg.ontology.schemas import SCHEMAS
from kg.ontology.stamp import stamped
from kg.ontology.tables import composed
from kg.ontology.terms import Ontology
from kg.ontology.unsaid import unsaid


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: how many ``rules`` (blocks with an id) in how many ``files``, and what is wrong."""

    rules: int
    files: int
    errors: tuple[OntologyError, ...]


def check(folder: Path | None = None) -> None:
    """Raises ``OntologyError`` for the first thing wrong in the rules of an ontology folder (default: the package's own).

    What has passed is remembered by its bytes, so that a build that follows a build need not look again.
    """
    folder = folder or data_dir("ontology")
    stamp = stamped(folder)
    if not stamp.known():
        if errors := checked(folder).errors:
            raise errors[0]
        stamp.keep()


def checked(folder: Path | None = None) -> Checked:
    """Everything that is wrong in the rules of an ontology folder (default: the package's own), by file and line."""
    folder = folder or data_dir("ontology")
    paths = files(folder)
    known, errors, roots = read(folder / FILE), list[OntologyError](), dict[Path, yaml.Node | None]()
    for path in paths:
        try:
            roots[path] = composed(path)
        except OntologyError as error:
            errors.append(error)
    ids = _ids(roots)
    for path, root in roots.items():
        errors += (_error(path, problem) for problem in _problems(path, root, known, ids))
    errors += unsaid(folder, known, roots)
    missing = sorted(SCHEMAS.keys() - {path.stem for path in paths})
    errors += (OntologyError(f"{folder}: {name}.yaml is missing", "restore the file") for name in missing)
    return Checked(sum(map(len, ids.values())), len(paths), tuple(errors))


def files(folder: Path) -> list[Path]:
    """The YAML files of an ontology folder, in order."""
    return [path for part in ("names", "rules") for path in sorted((folder / part).glob("*.yaml"))]


def _ids(roots: Mapping[Path, yaml.Node | None]) -> dict[str, list[tuple[Path, yaml.Node]]]:
    """Where each id stands."""
    found: dict[str, list[tuple[Path, yaml.Node]]] = {}
    for path, root in roots.items():
        for node, name in with_id(root):
            found.setdefault(name, []).append((path, node))
    return found


def _problems(path: Path, root: yaml.Node | None, known: Ontology, ids: Mapping[str, list[tuple[Path, yaml.Node]]]) -> Iterator[Problem]:
    schema = SCHEMAS.get(path.stem)
    if root is None or schema is None:
        what, way_out = ("is empty", "restore it") if schema else ("has no schema", "declare what it holds in kg/ontology/schemas.py, or take it out")
        yield Problem(1, "", f"the file {what}", way_out)
        return
    yield from schema(root, Around(known, ids.keys(), _named(root, "pieces", "words"), _named(root, "forms")))
    for name, places in ids.items():
        for at, node in places[1:]:
            if at == path:
                other, first = places[0]
                yield Problem(node.start_mark.line + 1, name, "this id stands twice", f"give one of them another: see {other.name}, line {first.start_mark.line + 1}")


def _named(root: yaml.Node, *blocks: str) -> dict[str, Any]:
    """What the patterns of a file may put in, by name: its ``pieces`` or ``words``, its ``forms``."""
    for key, node in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value in blocks and isinstance(node, yaml.MappingNode):
            return {str(name.value): value.value for name, value in node.value}
    return {}


def _error(path: Path, problem: Problem) -> OntologyError:
    block = f", {problem.block}" if problem.block else ""
    return OntologyError(f"{path}, line {problem.line}{block}: {problem.what}", problem.way_out)
