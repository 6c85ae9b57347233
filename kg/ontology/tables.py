"""The files of the ontology as plain values: tables of known names (CSV) and rules of the language (YAML). Read once, cached."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import OntologyError
from kg.ontology.folders import data_dir

if TYPE_CHECKING:
    import yaml


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``ontology/names/NAME.csv``, by column, in file order.

    Raises ``OntologyError`` (file and line) for a missing file, a row of the wrong length or a row without a name.
    """
    return read_table(data_dir("ontology") / "names" / f"{name}.csv")


@cache
def rules(name: str) -> Any:
    """``ontology/rules/NAME.yaml`` as plain values. Raises ``OntologyError`` (file and line) if missing or malformed."""
    return read_rules(data_dir("ontology") / "rules" / f"{name}.yaml")


def has_table(name: str) -> bool:
    """Whether there is ``ontology/names/NAME.csv``."""
    return (data_dir("ontology") / "names" / f"{name}.csv").is_file()


def names_of(row: Mapping[str, str]) -> tuple[str, ...]:
    """The name of a table's row and its aliases (``a|b`` in the column ``aliases``), as they stand there."""
    return row["name"], *filter(None, row.get("aliases", "").split("|"))


def read_table(path: Path) -> tuple[dict[str, str], ...]:
    """The rows of one CSV file (UTF-8, a header line with a column ``name``); same errors as ``table``."""
    reader = csv.reader(text_of(path).splitlines(), strict=True)
    try:
        header = next(reader, [])
        _need("name" in header, path, 1, f"the header has no column 'name': {','.join(header)}")
        return tuple(_row(path, reader.line_num, header, cells) for cells in reader)
    except csv.Error as error:
        raise OntologyError(f"{path}, line {reader.line_num}: {error}", "mend the row") from error


def read_rules(path: Path) -> Any:
    """The values of one YAML file; same errors as ``rules``."""
    import yaml

    try:
        return yaml.load(text_of(path), Loader=_loader())
    except yaml.MarkedYAMLError as error:
        raise _malformed(path, error) from error


def composed(path: Path) -> yaml.Node | None:
    """One YAML file as nodes, which know their lines; same errors as ``rules``."""
    import yaml

    try:
        return yaml.compose(text_of(path), Loader=_loader())
    except yaml.MarkedYAMLError as error:
        raise _malformed(path, error) from error


def text_of(path: Path) -> str:
    """The text of one file of the ontology. Raises ``OntologyError`` for a file that is missing or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise OntologyError(f"{path} is missing", "restore the ontology folder, or name a table that is there") from error
    except UnicodeDecodeError as error:
        raise OntologyError(f"{path} is not UTF-8 (byte {error.start})", "save it as UTF-8") from error


@cache
def _loader() -> Any:
    """YAML in which only true and false are booleans, and dates stay text: ``yes:``, ``no:`` and ``2024-01-26`` mean themselves."""
    import yaml  # only where a YAML file is read: most commands read none

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        yaml_implicit_resolvers = {
            first: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] not in ("bool", "timestamp")]
            for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
    return Loader


def _row(path: Path, line: int, header: list[str], cells: list[str]) -> dict[str, str]:
    _need(len(cells) == len(header), path, line, f"{len(cells)} cells for {len(header)} columns: {','.join(cells)}")
    row = dict(zip(header, cells, strict=True))
    _need(bool(row["name"].strip()), path, line, "the row has no name")
    return row


def _need(holds: bool, path: Path, line: int, what: str) -> None:
    if not holds:
        raise OntologyError(f"{path}, line {line}: {what}", "mend that line of the table")


def _malformed(path: Path, error: yaml.MarkedYAMLError) -> OntologyError:
    line = error.problem_mark.line + 1 if error.problem_mark else 1
    return OntologyError(f"{path}, line {line}: {error.problem}", "mend the YAML")
