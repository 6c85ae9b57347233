"""Short forms of companies within one article."""

from __future__ import annotations

import pytest

import kg

LONG = "青岚生物科技股份有限公司"


def companies(text: str) -> dict[str, tuple[str, ...]]:
    return {e.name: e.aliases for e in kg.extract(text, date="2031-02").entities if e.type == "Company"}


def test_a_short_form_is_another_name_of_the_one_long_name_that_it_fits() -> None:
    assert companies(f"{LONG}昨日公告。青岚股份拟投资3亿元。") == {LONG: ("青岚股份",)}


@pytest.mark.parametrize(
    "text",
    [
        "云帆集团有限公司昨日公告。云帆集团有限公司青岛分公司在崂山区开业。",
        "青岚生物科技股份有限公司与青岚置业有限公司签约。青岚集团参加。",
    ],
)
def test_neither_a_branch_nor_one_of_several_is_joined(text: str) -> None:
    found = companies(text)
    assert len(found) > 1 and not any(found.values())
