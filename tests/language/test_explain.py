"""How a sentence is read, printed for every sentence of the seeds; and every class of words has a name there."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.language.explain import words
from kg.language.milestones.chunks import ORDERS
from kg.ontology import rules

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.md")) or sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def test_every_class_of_words_has_a_name() -> None:
    assert set(rules("words")) | set(ORDERS.values()) | {"N"} <= set(words()["chunks"])


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_any_text_can_be_explained(path: Path) -> None:
    told = kg.explain(path.read_text(encoding="utf-8"), date="2025-01", region="青岛市")
    assert told.count("句 ") > 10 and "事实" in told


def test_a_list_under_a_verb_of_its_own() -> None:
    assert "支配[" in kg.explain("支持海兴、盐山、甘泉三县联动发展。", date="2031-01")
