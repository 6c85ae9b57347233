"""What a measure is called where people read it: by its indicator, else as a clean phrase that loses nothing it means."""

from __future__ import annotations

import doctest

import pytest

from kg.outcomes import measure_names
from kg.outcomes.measure_names import name_of, phrase


@pytest.mark.parametrize(("measure", "named"), [
    ("还将新建污水处理厂数", "新建污水处理厂数"),
    ("届时每年可实现销售收入", "每年可实现销售收入"),
    ("计划培育独角兽和瞪羚企业数", "独角兽和瞪羚企业培育数"),
    ("光伏产业产值要", "光伏产业产值"),
    ("蔬菜可以", "蔬菜"),
    ("举行签约仪式，该项目及其配套项目总投资", "该项目及其配套项目总投资"),
    ("“从用电负荷上看，最大负荷增速", "最大负荷增速"),
    ("生产的主要是甲醇汽油，价格", "生产的主要是甲醇汽油，价格"),
    ("“接头路”数", "“接头路”数"),
    ("试种吧”的苹果树数", "试种吧的苹果树数"),
    ("有色金属行业用电量", "有色金属行业用电量"),
    ("共建园区新开工项目数", "共建园区新开工项目数"),
    ("有机肥料加工厂数", "有机肥料加工厂数"),
])  # fmt: skip
def test_a_phrase_is_what_a_person_would_write(measure: str, named: str) -> None:
    assert phrase(measure) == named


def test_no_name_is_lost_whole() -> None:
    assert all(phrase(words) for words in ("要", "将", "，", "”", "也", "数", "可以", "，要"))


def test_a_known_figure_has_the_name_of_its_indicator() -> None:
    assert name_of("GDP增速", "%") == name_of("地区生产总值增长", "%") == "地区生产总值增速"


def test_the_examples_hold() -> None:
    assert doctest.testmod(measure_names).failed == 0
