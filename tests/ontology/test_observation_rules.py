"""Every rule of observations and every refusal of quantities against the sentences that stand beside it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from types import SimpleNamespace

import pytest

import kg
from kg.language.figures.observations import Found, observe
from kg.language.figures.quantities import find_quantities, quantities_of
from kg.language.text.clauses import sentences
from kg.language.when.times import Anchor, said_times
from kg.model import Block, Observation
from kg.ontology import rules

RULES = rules("observations")["rules"]
REFUSALS = rules("quantities")["refusals"]
NOW = SimpleNamespace(year="2022", time="2022", modality="actual", anchor=Anchor("2023-01", "2022"))


def read(text: str) -> list[Found]:
    block = Block("paragraph", text, (range(len(text)),))
    laid = [(sentence, said_times(sentence.text).resolved(NOW.anchor, sentence.start)) for sentence in sentences(block)]
    return [found for sentence, times in laid for found in observe(sentence, NOW, "云溪区", times, quantities_of(sentence))]


def examples() -> Iterator[tuple[str, str, list[str]]]:
    """(rule id, sentence, the facts it must give) of every ``yes:``."""
    for rule in RULES:
        lines = rule.get("yes", [])
        starts = [i for i, line in enumerate(lines) if not line.startswith("=>")]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            yield rule["id"], lines[start], [line[2:].strip() for line in lines[start + 1 : end]]


def told(found: Found | Observation) -> str:
    parts = [found.measure, f"{found.value} {found.unit}", found.bound, *([found.role] if found.role else [])]
    return " | ".join(parts)


@pytest.mark.parametrize(("rule", "sentence", "facts"), list(examples()), ids=lambda x: x if isinstance(x, str) else "")
def test_yes(rule: str, sentence: str, facts: list[str]) -> None:
    found = read(sentence)
    assert [told(f) for f in found] == facts
    assert rule in {f.rule for f in found}


@pytest.mark.parametrize(("rule", "sentence", "facts"), list(examples()), ids=lambda x: x if isinstance(x, str) else "")
def test_a_document_of_the_sentence_gives_the_same(rule: str, sentence: str, facts: list[str]) -> None:
    found = [f for f in kg.extract(sentence, region="云溪区", date="2023-01").facts if isinstance(f, Observation)]
    assert sorted(told(f) for f in found) == sorted(facts)
    assert rule in {piece.rule for f in found for piece in f.evidence}


@pytest.mark.parametrize(("rule", "sentence"), [(r["id"], s) for r in RULES for s in r.get("no", [])])
def test_no(rule: str, sentence: str) -> None:
    assert rule not in {f.rule for f in read(sentence)}


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r["id"])
def test_rules_are_whole(rule: dict[str, object]) -> None:
    missing = {"zh", "en", "kinds", "pattern", "measure", "yes", "no"} - rule.keys()
    assert not missing, f"ontology/rules/observations.yaml: {rule['id']} lacks {sorted(missing)}: add them"


@pytest.mark.parametrize(("rule", "text"), [(r["id"], t) for r in REFUSALS for t in r.get("no", [])])
def test_refused(rule: str, text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(("rule", "text"), [(r["id"], t) for r in REFUSALS for t in r.get("yes", [])])
def test_near_misses_are_read(rule: str, text: str) -> None:
    assert find_quantities(text)


def test_ids_are_unique() -> None:
    ids = [r["id"] for r in (*RULES, *REFUSALS)]
    assert len(ids) == len(set(ids))


def test_values_are_decimals() -> None:
    assert [f.value for f in read("绿化覆盖率达到45.30%。")] == [Decimal("45.30")]
