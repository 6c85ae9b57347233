"""Every rule of ``ontology/rules/reading.yaml`` reads what it says that it reads, and nothing of what it says that it does not."""

from __future__ import annotations

import pytest

from kg.reading import rules
from kg.reading.calendar import from_match
from kg.reading.inline import cuts, drops
from kg.reading.kinds import kind_of
from kg.reading.lines import Line


def _cases(name: str) -> list[object]:
    return [pytest.param(rule, id=rule.id) for rule in rules.listed(name)]


def test_ids_are_unique() -> None:
    ids = [rule.id for name in ("lines", "inline", "cuts", "dates", "year_clues", "month_clues") for rule in rules.listed(name)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("rule", _cases("lines"))
def test_lines(rule: rules.Rule) -> None:
    for text in rule.block["yes"]:
        assert rule.pattern.fullmatch(text.strip()), text
        assert kind_of(Line(0, len(text), text.strip())) == rule.kind, text
    for text in rule.block["no"]:
        assert not rule.pattern.fullmatch(text.strip()), text


@pytest.mark.parametrize("rule", _cases("inline"))
def test_inline(rule: rules.Rule) -> None:
    for text, left in rule.block["yes"].items():
        gone = {at for drop in drops(text) for at in range(drop.start, drop.end)}
        assert "".join(char for at, char in enumerate(text) if at not in gone) == left
    for text in rule.block["no"]:
        assert not rule.pattern.search(text), text


@pytest.mark.parametrize("rule", _cases("cuts"))
def test_cuts(rule: rules.Rule) -> None:
    for text, left in rule.block["yes"].items():
        gone = {at for start, end in cuts(text, rule.kind) for at in range(start, end)}
        assert "".join(char for at, char in enumerate(text) if at not in gone).strip() == left
    for text in rule.block["no"]:
        assert not rule.pattern.search(text), text


@pytest.mark.parametrize("rule", _cases("dates"))
def test_dates(rule: rules.Rule) -> None:
    for text, value in rule.block["yes"].items():
        match = rule.pattern.search(text)
        assert match, text
        dated = from_match(match, "", 2024 if value.startswith("--") else None)
        assert dated and dated.value == value.replace("--", "2024-")
    for text in rule.block["no"]:
        assert not rule.pattern.search(text), text


def test_a_pattern_that_does_not_compile_is_named() -> None:
    with pytest.raises(Exception, match=r"reading\.yaml.*unterminated"):
        rules.pattern("[")
