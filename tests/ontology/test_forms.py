"""What Python reads by name from the rule files is there, and nothing there is read by nobody."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontology import data_dir, form, read_rules, sign, signs, type_for, written

ROOT = Path(__file__).parents[2]
STRINGS = {
    node.value for path in (ROOT / "kg").rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant)
}  # fmt: skip


def entries() -> list[tuple[str, str, str]]:
    """(file, block, name) of every form, sign and type."""
    files = {path.stem: read_rules(path) for path in sorted((data_dir("ontology") / "rules").glob("*.yaml"))}
    return [(file, block, name) for file, book in files.items() if isinstance(book, dict) for block in ("forms", "signs", "types") for name in book.get(block, ())]


@pytest.mark.parametrize(("file", "block", "name"), entries())
def test_each_is_read_by_name_or_put_into_another(file: str, block: str, name: str) -> None:
    pieces = str(read_rules(data_dir("ontology") / "rules" / f"{file}.yaml").get("forms", {}))
    assert name in STRINGS or f"{{{name.upper()}}}" in pieces, f"ontology/rules/{file}.yaml, {block}: nothing reads {name}; take it out"


def test_a_form_is_filled_with_those_that_it_names() -> None:
    assert written("names", "number_of_phase") in written("names", "phased")
    assert form("names", "phased").match("云帆电厂二期")["whole"] == "云帆电厂"  # type: ignore[index]


def test_words_and_types() -> None:
    assert sign("names", "possessive") == "的" and signs("names", "joining") == ("和", "及", "与") and type_for("names", "made") == "Project"


def test_what_is_missing_is_named() -> None:
    with pytest.raises(OntologyError, match=r"names\.yaml has no 'nothing' in its signs"):
        sign("names", "nothing")
