"""kg propose and kg readings as commands, and their functions in Python, without a server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import kg
from kg.cli.propose import propose, readings
from kg.errors import ReadingError, UsageError

TEXT = "云港区新闻\n（2031-05-20）\n昨日，云帆大桥开工建设，总投资18亿元。"
ANSWER = {"entities": [["Project", "云帆大桥"]], "facts": [{"p": 2, "q": "云帆大桥开工建设", "f": [["M", "云帆大桥", "started", "2031-05-19"], ["M", "云帆大桥", "opened"]]}]}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document, the prompt written for it, and the answer to that."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "source").mkdir()
    (folder / "source" / "n1.txt").write_text(TEXT, encoding="utf-8")
    assert run(propose, folder, "--write-prompts", str(folder / "prompts")).startswith("1 ")
    (folder / "answers").mkdir()
    (prompt,) = (folder / "prompts").glob("n1.*.txt")
    (folder / "answers" / f"{prompt.stem}.json").write_text(json.dumps(ANSWER, ensure_ascii=False), encoding="utf-8")
    return folder


def run(command: object, place: Path, *more: str) -> str:
    result = CliRunner().invoke(command, [str(place / "source"), "-m", "m", "-o", str(place / "out"), *more])  # type: ignore[arg-type]
    assert result.exit_code == 0, result.output
    return result.output


def test_a_dry_run_tells_calls_tokens_and_price_and_asks_nothing(place: Path) -> None:
    told = run(propose, place, "--dry-run", "--price", "2,8")
    assert "to ask 1" in told and "cost" in told or "about" in told
    assert not (place / "out").exists()
    dry = kg.propose(place / "source", model="m", out=place / "out", dry_run=True)
    assert (dry.calls, dry.open, dry.answered) == (1, 1, 0) and dry.tokens[0] > dry.tokens[1] > 0


def test_answers_are_kept_asked_once_and_judged(place: Path) -> None:
    first = kg.propose(place / "source", model="m", out=place / "kept", answers=place / "answers")
    again = kg.propose(place / "source", model="m", out=place / "kept", answers=place / "answers")
    assert (first.answered, again.answered, again.before) == (1, 0, 1)
    found = kg.readings(place / "kept", place / "source")
    assert [(u.reason, u.said) for u in found.refused] == [("step", "云帆大桥 opened actual")]
    told = CliRunner().invoke(readings, [str(place / "kept"), str(place / "source")]).output
    assert "no words of the quote say this step 1" in told and str(found) in told


def test_a_budget_stops_before_it_is_spent(place: Path) -> None:
    done = kg.propose(place / "source", model="m", out=place / "poor", answers=place / "answers", budget=0.000001, price=(2.0, 8.0))
    assert done.stopped and (done.answered, done.open) == (0, 1)


def test_what_cannot_be_read_is_told(place: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 no such thing")
    result = CliRunner().invoke(propose, [str(tmp_path), "-m", "m", "-o", str(tmp_path / "out"), "--dry-run"])
    assert result.exit_code == 0 and "bad.pdf" in result.output
    (tmp_path / "good.txt").unlink()
    with pytest.raises(ReadingError, match=r"bad\.pdf"):
        kg.propose(tmp_path, model="m")
    with pytest.raises(UsageError, match="model"):
        kg.propose(place / "source", model=" ")
