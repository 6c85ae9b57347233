"""kg report: the area by any of its names, the file by its ending."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli import run


def report(graph_folder: Path, *words: str) -> int:
    return run(["report", *words, "--graph", str(graph_folder)])


def test_a_report_bears_the_full_name_of_its_area(graph_folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert report(graph_folder, "松岭") == 0
    assert capfdbinary.readouterr().out.decode().startswith("# 松岭区\n")


@pytest.mark.parametrize(("words", "said"), [
    (["松岭区", "-o", "report.pdf"], ".md or .html"),
    (["松岭县"], "did you mean 松岭"),
    (["松岭光电产业园"], "administrative area"),
    (["无此"], "areas: 临川市、松岭区"),
])  # fmt: skip
def test_a_wrong_call_names_what_there_is(words: list[str], said: str, graph_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(graph_folder, *words) == 2
    assert said in capsys.readouterr().err
    assert not Path("report.pdf").exists()
