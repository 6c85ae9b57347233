"""The example sentences of the relation rules."""

from __future__ import annotations

from typing import Any

import pytest

from kg.language.mentions.mention import Mention
from kg.language.relations import relation_rules, relations
from kg.ontology import ontology, rules


def stated(rule: dict[str, Any], example: dict[str, Any]) -> list[list[str]]:
    text = example["text"]
    named = sorted(Mention(text.index(name), text.index(name) + len(name), name, kind) for name, kind in example["names"].items())
    found = [r for r in relations(text, 0, len(text), named, "District") if r.rule == rule["id"]]
    return [[r.subject or "本区", r.object] for r in found]


def examples(kind: str) -> list[Any]:
    return [pytest.param(rule, example, id=f"{rule['id']}-{n}") for rule in rules("relations") for n, example in enumerate(rule[kind])]


@pytest.mark.parametrize(("rule", "example"), examples("yes"))
def test_an_example_gives_its_relations(rule: dict[str, Any], example: dict[str, Any]) -> None:
    assert stated(rule, example) == example["gives"]


@pytest.mark.parametrize(("rule", "example"), examples("no"))
def test_a_near_miss_gives_none(rule: dict[str, Any], example: dict[str, Any]) -> None:
    assert stated(rule, example) == []


def test_every_rule_states_a_predicate_of_the_ontology() -> None:
    assert {rule.predicate for rule in relation_rules()} <= set(ontology().predicates)


def test_evidence_is_the_span_of_the_words() -> None:
    text = "目前，松云科技落户云港软件园"
    named = [Mention(3, 7, "松云科技", "Company"), Mention(9, 14, "云港软件园", "Park")]
    (found,) = [r for r in relations(text, 0, len(text), named, None) if r.predicate == "locatedIn"]
    assert text[found.start : found.end] == "松云科技落户云港软件园"
