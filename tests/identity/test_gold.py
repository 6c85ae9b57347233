"""The gold entities of all documents together; skipped where the gold is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.identity import b_cubed, gold, lint
from kg.identity import resolve
from kg.model import Entity

GOLD = Path(__file__).parents[3] / "shared/gold"


@pytest.mark.skipif(not GOLD.is_dir(), reason=f"no gold files at {GOLD}")
def test_b_cubed_and_lint() -> None:
    extractions, documents = gold(GOLD)
    found = resolve(extractions, documents)
    assert b_cubed(extractions, found)[2] >= 0.97
    assert lint(found.entities) == []


def test_the_lint_sees_what_it_is_for() -> None:
    bad = [Entity("Project", "云帆大桥一期", ("云帆大桥二期",)), Entity("Project", "青禾小学", ("青禾中学",)), Entity("Park", "青禾公园", ("青禾产业园",))]
    assert [line.split(":")[0] for line in lint(bad)] == ["phase", "school", "park"]
    assert lint([Entity("Project", "青禾第一中学", ("青禾一中",)), Entity("Project", "云帆大桥", ("云帆大桥工程",))]) == []
