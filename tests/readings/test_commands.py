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


def test_what_gives_way_to_a_reading_is_counted_and_listed(place: Path, tmp_path: Path) -> None:
    kg.propose(place / "source", model="m", out=tmp_path / "kept", answers=place / "answers")
    found = kg.readings(tmp_path / "kept", place / "source")
    (cost,) = (one for one in found.set_aside if one.kind == "observation")
    told = CliRunner().invoke(readings, [str(tmp_path / "kept"), str(place / "source")]).output
    assert f"n1: {cost.said} [{', '.join(cost.rules)}] ← “" in told and "18亿元" in cost.words[0] and "→ 读取未说 nothing" in told
    listed = CliRunner().invoke(readings, [str(tmp_path / "kept"), str(place / "source"), "--json"]).output
    records = [json.loads(one) for one in listed.splitlines()]
    assert [one["said"] for one in records if one["reason"] == "set-aside"] == [one.said for one in found.set_aside]
    built = kg.build(place / "source", out=tmp_path / "graph", readings=tmp_path / "kept", workers=1)
    assert tuple(built.set_aside) == found.set_aside
    assert built.manifest["coverage"]["numbers"] > built.manifest["coverage"]["numbers_used"], "the number that gave way is read and not used"
    assert sum(built.manifest["readings"]["set_aside"].values()) == len(found.set_aside) and f"规则 {len(found.set_aside)} 条让位 of the rules set aside" in str(built)


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
