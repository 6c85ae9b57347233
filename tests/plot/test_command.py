"""kg plot."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli import run
from kg.cli.plot import KINDS
from kg.plot import KINDS as DRAWN
from tests import invented


def test_the_command_has_the_kinds_there_are() -> None:
    assert tuple(DRAWN) == KINDS


def test_a_picture_is_written(graph_folder: Path, tmp_path: Path, font: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "a.svg"
    assert run(["plot", invented.BRIDGE, "--graph", str(graph_folder), "-k", "timeline", "-o", str(target), "--font", str(font), "--lang", "en"]) == 0
    assert target.read_bytes().startswith(b"<?xml")
    captured = capsys.readouterr()
    assert captured.out == "" and str(target) in captured.err


@pytest.mark.parametrize(("words", "said"), [
    (["松岭", "-o", "a.gif"], ".png or .svg"),
    (["松岭", "-o", "a.png", "--kind", "pie"], "timeline"),
    (["松岭", "-k", "series", "--measures", "无此", "-o", "a.png"], "投资"),
    (["松林", "-o", "a.png"], "松岭"),
    (["松岭"], "--out"),
])  # fmt: skip
def test_a_wrong_call_is_one_message(words: list[str], said: str, graph_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plot", *words, "--graph", str(graph_folder)]) == 2
    assert said in capsys.readouterr().err
