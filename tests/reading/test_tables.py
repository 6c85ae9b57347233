"""CSV and JSON Lines that are not whole: each broken row is named by its line, and no other is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Document
from kg.reading import Failure, read_sources

TEXT = "云溪区加快推进星河产业园建设，第{}期项目主体封顶。"


def read(tmp_path: Path, name: str, text: str) -> list[Document | Failure]:
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    return list(read_sources([tmp_path / name]))


def failures(found: list[Document | Failure]) -> list[str]:
    return [one.reason for one in found if isinstance(one, Failure)]


def texts(found: list[Document | Failure]) -> list[str]:
    return [one.text for one in found if isinstance(one, Document)]


def test_open_quotes_swallow_no_rows(tmp_path: Path) -> None:
    found = read(tmp_path, "a.csv", "id,text\n" + "".join(f'{n},"{TEXT.format(n)}\n' for n in range(50)))
    assert len(found) == 50 and all(f"line {n + 2}: a quote is opened" in reason for n, reason in enumerate(failures(found)))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_broken_row_costs_itself_alone(tmp_path: Path, end: str) -> None:
    rows = [f"{n},{TEXT.format(n)}" for n in range(9)]
    rows[3], rows[5] = f'3,"{TEXT.format(3)}', f'5,"{TEXT.format(5)[:9]}""{end}{TEXT.format(5)[9:]}"'
    found = read(tmp_path, "a.csv", end.join(["id,text", *rows]) + end)
    assert [reason[:8] for reason in failures(found)] == ["line 5: "] and len(texts(found)) == 8
    assert texts(found)[4] == TEXT.format(5)[:9] + '"' + end + TEXT.format(5)[9:]


@pytest.mark.parametrize(("row", "says"), [("1,2,{}", "3 cells under 2 columns"), ("1", "1 cells under 2 columns")])
def test_other_cells_than_the_head(tmp_path: Path, row: str, says: str) -> None:
    found = read(tmp_path, "a.csv", f"id,text\n{row.format(TEXT)}\n\n4,{TEXT},,\n")
    assert says in failures(found)[0] and "line 2" in failures(found)[0] and texts(found) == [TEXT]


@pytest.mark.parametrize(("name", "text"), [("a.csv", f"text,id,text\n{TEXT},1,{TEXT}\n"), ("a.jsonl", f'{{"text": "{TEXT}", "id": 1, "text": "x"}}')])
def test_two_columns_of_one_name_are_an_error(tmp_path: Path, name: str, text: str) -> None:
    found = read(tmp_path, name, text)
    assert texts(found) == [] and ("2 columns are called 'text'" in failures(found)[0] or "twice" in failures(found)[0])


def test_a_table_of_broken_rows_ends(tmp_path: Path) -> None:
    found = read(tmp_path, "a.csv", "text\n" + '"a"b\n' * 5000)
    assert len(found) == 201 and "more than 200 rows are broken" in failures(found)[-1]
