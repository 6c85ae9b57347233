from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontology import names_of, read_rules, read_table, rules, table


def test_a_table_is_its_rows_by_column(tmp_path: Path) -> None:
    path = tmp_path / "Park.csv"
    path.write_text("name,aliases\n甲园,甲|小甲\n", encoding="utf-8")
    assert read_table(path) == ({"name": "甲园", "aliases": "甲|小甲"},)


@pytest.mark.parametrize("row, names", [({"name": "甲园", "aliases": "甲|小甲"}, ("甲园", "甲", "小甲")), ({"name": "甲园", "aliases": ""}, ("甲园",)), ({"name": "甲园"}, ("甲园",))])
def test_the_names_of_a_row_are_its_own_and_its_aliases(row: dict[str, str], names: tuple[str, ...]) -> None:
    assert names_of(row) == names


@pytest.mark.parametrize("text, line", [("a,b\n1,2\n", 1), ("name,b\n甲,1\n乙\n", 3), ("name,b\n,1\n", 2)])
def test_a_bad_table_is_named_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "Bad.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=f"Bad.csv, line {line}: "):
        read_table(path)


def test_bad_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("a: 1\nb: [1, 2\n", encoding="utf-8")
    with pytest.raises(OntologyError, match="bad.yaml, line "):
        read_rules(path)


def test_missing_files_are_errors() -> None:
    with pytest.raises(OntologyError, match="missing"):
        table("NoSuchTable")
    with pytest.raises(OntologyError, match="missing"):
        rules("no-such-rules")


def test_a_file_that_is_not_utf8_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "gbk.csv"
    path.write_bytes("name\n甲".encode("gbk"))
    with pytest.raises(OntologyError, match="not UTF-8"):
        read_table(path)


def test_yes_no_and_dates_are_text(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("yes: no\nday: 2024-01-26\nplain: true\nnumber: 3\n", encoding="utf-8")
    assert read_rules(path) == {"yes": "no", "day": "2024-01-26", "plain": True, "number": 3}
