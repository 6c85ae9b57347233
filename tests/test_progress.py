"""What a long command tells where nobody looks on: little, but something."""

from __future__ import annotations

import time

import pytest

from kg.cli.progress import progress_bar
from kg.cli.unread import tell, tell_undated
from kg.reading import Failure


def test_a_short_command_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as progress:
        progress(1, 2, "a")
    assert capsys.readouterr().err == ""


def test_a_long_one_says_where_it_is_at_ever_longer_intervals(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar(first=0.05) as progress:
        time.sleep(0.07)
        progress(35, 59, "n35")
        time.sleep(0.06)
        progress(59, 59, "n59")
        time.sleep(0.3)
    said = capsys.readouterr().err.splitlines()
    assert 2 <= len(said) <= 4, "0.05, 0.1, 0.2, 0.4 s: not one a moment"
    assert "beginning" in said[0] and "59/59 done，汇总中 joining" in said[-1]


def failures(count: int, name: str, reason: str) -> list[Failure]:
    return [Failure(f"{name}#{row}", f"rows/{name}.jsonl#{row}", reason) for row in range(1, count + 1)]


def test_rows_that_fail_alike_are_told_by_their_number(capsys: pytest.CaptureFixture[str]) -> None:
    tell([*failures(300, "a", "the document is empty"), *failures(2, "b", "the document is empty"), *failures(1, "a", "no text")])
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 3 + 1 + 2 + 1
    assert said[0] == "kg: could not read rows/a.jsonl#1: the document is empty" and "297 more of rows/a.jsonl" in said[3]


def test_files_are_named_each(capsys: pytest.CaptureFixture[str]) -> None:
    tell([Failure(str(number), f"in/{number}.txt", "the document is empty") for number in range(9)])
    assert len(capsys.readouterr().err.splitlines()) == 9


def test_undated_documents_are_named_with_the_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    tell_undated([])
    tell_undated(["纪要"])
    tell_undated([f"n{number}" for number in range(40)])
    one, many = capsys.readouterr().err.splitlines()
    assert "纪要；" in one and "2031-01-05" in one and "… (40)" in many and "n10" not in many
