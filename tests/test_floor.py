"""The floor under the quality of facts: it only rises, and (heavy) the graph of the gold documents reaches it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import passages
from benchmarks.facts import SHARED, below, figures, measure, raised, read_floor, write_floor
from kg.judge.matching import Verdict
from kg.judge.score import Score

FLOOR = {"entity": {"precision": 0.8, "recall": 0.7}}


def test_below_names_what_fell() -> None:
    assert below({"entity": {"precision": 0.8, "recall": 0.7}}, FLOOR) == []
    assert below({"entity": {"precision": 0.9, "recall": 0.69}}, FLOOR) == ["entity: recall 0.690 is below the floor, 0.700"]
    assert len(below({}, FLOOR)) == 2


def test_raising_never_lowers() -> None:
    lifted = raised({"entity": {"precision": 0.9, "recall": 0.1}, "relation": {"precision": 0.5, "recall": 0.4}}, FLOOR)
    assert lifted == {"entity": {"precision": 0.89, "recall": 0.7}, "relation": {"precision": 0.49, "recall": 0.39}}
    assert raised({"entity Park": {"precision": 0.9, "recall": 0.5}}, {}) == {"entity Park": {"precision": 0.86, "recall": 0.46}}


def test_rare_labels_have_no_floor() -> None:
    once = Verdict("tp", "entity", "Park", {})
    score = Score({"松岭": (once, *[Verdict("tp", "entity", "Project", {})] * 5)}, {})
    assert set(figures(score)) == {"entity", "relation", "milestone", "observation", "entity Project"}


def test_the_file_keeps_what_was_written(tmp_path: Path) -> None:
    held = {"floor": FLOOR, "lowered": [{"entity precision": "the gold was mended"}]}
    write_floor(held, tmp_path / "floor.yaml")
    assert read_floor(tmp_path / "floor.yaml") == held
    assert read_floor(tmp_path / "none.yaml")["floor"] == {}


@pytest.mark.heavy
@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason=f"the gold is not at hand ({SHARED / 'gold'})")
def test_the_graph_of_the_gold_documents_reaches_the_floor() -> None:
    floor = read_floor()["floor"]
    assert floor, "benchmarks/floor.yaml is empty: python -m benchmarks.facts --raise-floor"
    assert not below(figures(measure(SHARED / "gold", SHARED / "corpus", None)), floor)


@pytest.mark.heavy
@pytest.mark.skipif(not passages.REPORTS.is_dir(), reason=f"the reports are not at hand ({passages.REPORTS})")
def test_the_graph_of_the_passages_reaches_the_floor() -> None:
    assert not below(figures(passages.measure("h,i,j")), read_floor()["passages"])


def test_the_second_readings_agree_with_the_first() -> None:
    assert passages.agreement().mean_f1 > 0.95


@pytest.mark.parametrize("path", passages.gold_files(), ids=lambda path: path.stem)
def test_gold_refers_only_to_its_own_entities(path: Path) -> None:
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    known = {name for r in records if r["kind"] == "entity" for name in (r["name"], *r.get("aliases", ()))}
    literal = {"holdsPost", "recognizedAs"}
    used = {r["subject"] for r in records if "subject" in r} | {r["object"] for r in records if r["kind"] == "relation" and r["predicate"] not in literal}
    assert sorted(used - known) == []
    assert all("text" not in r for r in records)
