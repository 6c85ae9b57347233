"""The gold entities of all documents together; skipped where the gold is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.identity import b_cubed, gold
from benchmarks.lint import lint
from kg.identity import resolve
from kg.model import Entity

GOLD = Path(__file__).parents[3] / "shared/gold"


@pytest.mark.skipif(not GOLD.is_dir(), reason=f"no gold files at {GOLD}")
def test_b_cubed_and_lint() -> None:
    extractions, documents = gold(GOLD)
    found = resolve(extractions, documents)
    assert b_cubed(extractions, found)[2] >= 0.97
    assert lint(found.entities) == []


def hits(name: str, *aliases: str) -> list[str]:
    return [line.split(":")[0] for line in lint([Entity("Project", name, aliases)])]


@pytest.mark.parametrize(
    ("names", "sorts"),
    [(("云帆大桥一期", "云帆大桥二期"), ["phase"]), (("云帆大桥", "云帆大桥2期"), ["phase"]), (("青禾小学", "青禾中学"), ["school"]), (("青禾学校项目", "青禾小学"), ["school"]),
     (("青禾公园", "青禾产业园"), ["park"]), (("青禾产业园区", "青禾科技园"), ["park"]), (("地铁2号线", "地铁十二号线"), ["number"]), (("青禾人民医院", "青禾中医院"), ["hospital"])],
)
def test_the_lint_sees_what_it_is_for(names: tuple[str, ...], sorts: list[str]) -> None:
    assert hits(*names) == sorts


@pytest.mark.parametrize(
    "names",
    [("青禾第一中学", "青禾一中"), ("云帆大桥", "云帆大桥工程"), ("云帆大桥首期", "云帆大桥一期", "云帆大桥Ⅰ期"), ("地铁十二号线", "地铁12号线"), ("青禾中医医院", "青禾中医院"),
     ("青禾产业园", "青禾产业园区项目"), ("云汀第一高级中学", "云汀第一高中"), ("地铁2号线", "2号线")],
)
def test_the_lint_lets_other_writings_pass(names: tuple[str, ...]) -> None:
    assert hits(*names) == []
