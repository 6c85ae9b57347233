from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.errors import OntologyError
from kg.language.when.times import Anchor, _rule, find_times
from kg.ontology import read_rules, rules

GROUPS = read_rules(Path(__file__).parent / "times.yaml")
CASES = [(Anchor(**group["anchor"]), text, wanted) for group in GROUPS for text, wanted in group["cases"].items()]
RULES = rules("times")["rules"]
SAID = Anchor("2024-01-26", "2024")


def found(text: str, anchor: Anchor) -> str:
    return "; ".join(f"{m.text} {m.value or '-'} {m.kind}" for m in find_times(text, anchor))


@pytest.mark.parametrize("anchor, text, wanted", CASES, ids=[f"{a.date}:{t}" for a, t, _ in CASES])
def test_times_of_a_sentence(anchor: Anchor, text: str, wanted: str) -> None:
    assert found(text, anchor) == wanted


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 150
    assert sum(not wanted for _, _, wanted in CASES) >= 40


@pytest.mark.parametrize("rule, text, value", [(r["id"], t, v) for r in RULES for t, v in r["yes"].items()])
def test_a_rule_reads_its_examples(rule: str, text: str, value: str | None) -> None:
    assert [(m.rule, m.value) for m in find_times(text, SAID)] == [(rule, value)]


@pytest.mark.parametrize("rule, text", [(r["id"], t) for r in RULES for t in r["no"]])
def test_a_rule_leaves_its_near_misses(rule: str, text: str) -> None:
    assert rule not in [m.rule for m in find_times(text, SAID)]


@pytest.mark.parametrize("anchor, text, _", CASES)
def test_mentions_are_slices_in_order(anchor: Anchor, text: str, _: str) -> None:
    mentions = find_times(text, anchor)
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(a.end <= b.start for a, b in zip(mentions, mentions[1:], strict=False))


def test_rule_ids_are_unique() -> None:
    ids = [r["id"] for r in RULES]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("change", [{"value": "no_such"}, {"pattern": "("}, {"pattern": "{NONE}"}])
def test_a_wrong_rule_is_named(change: dict[str, Any]) -> None:
    with pytest.raises(OntologyError, match="time-year"):
        _rule({**RULES[0], **change}, {"YR": "x"})
