"""The vocabulary of indicators and the units."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest

from kg.outcomes.indicators import base_value, indicator, indicators, key, plain, unit_family


@pytest.mark.parametrize(
    ("measure", "unit", "id_"),
    [("全区生产总值增速", "%", "gdp-growth"), ("GDP", "万亿元", "gdp"), ("全市规上工业增加值同比增长", "%", "industrial-growth"), ("重点项目数", "个", "key-projects"),
     ("有重点项目数", "个", "key-projects"), ("计划推进城市更新建设项目数", "个", "renewal-projects"),
     ("重点项目总投资", "亿元", "key-project-investment"), ("完成改造老旧小区数", "个", "renovated-neighbourhoods"), ("高新技术企业总数", "家", "high-tech-firms"),
     ("新增高新技术企业", "家", "new-high-tech-firms"), ("新增泊位", "个", "parking"), ("一般公共预算收入", "亿元", "budget-revenue"),
     ("区级一般公共预算收入", "亿元", "district-revenue"), ("城镇新增就业", "万人", "new-jobs")],
)
def test_matched(measure: str, unit: str, id_: str) -> None:
    found = indicator(measure, unit)
    assert found is not None and found.id == id_ == key(measure, unit)


@pytest.mark.parametrize(("measure", "unit"), [("重点项目数", "亿元"), ("地区生产总值增速", "亿元"), ("高新技术企业产值", "亿元"), ("累计新增泊位", "个")])
def test_not_matched(measure: str, unit: str) -> None:
    assert indicator(measure, unit) is None


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [("1.3", "万户", (Fraction(13000), "户")), ("2300", "亿元", (Fraction(230_000_000_000), "元")), ("2", "亩", (Fraction(4000, 3), "平方米")),
     ("12.2", "平方公里", (Fraction(12_200_000), "平方米")), ("35", "万平方米", (Fraction(350_000), "平方米")), ("220", "千伏", (Fraction(220), "千伏")),
     ("5", "千米", (Fraction(5000), "米")), ("120", "万千瓦", (Fraction(1_200_000), "千瓦")), ("3", "家", (Fraction(3), "个")), ("2600", "P", (Fraction(2600), "P")),
     ("6.5", "%", (Fraction(13, 2), "%")), ("1", "个月", (Fraction(1), "月")), ("1", "年", (Fraction(12), "月"))],
)
def test_base_values(value: str, unit: str, expected: tuple[Fraction, str]) -> None:
    assert base_value(Decimal(value), unit) == expected


def test_the_vocabulary_is_sound() -> None:
    rows = indicators()
    assert len(rows) >= 60
    assert not [name for name, n in Counter(row.id for row in rows).items() if n > 1]
    phrases = Counter((plain(phrase, row.family), row.family) for row in rows for phrase in {plain(p, row.family) for p in (row.name, *row.aliases)})
    assert not [phrase for phrase, n in phrases.items() if n > 1], "a phrase names two indicators"
    assert {row.kind for row in rows} <= {"flow", "stock", "rate", "plan"} and {row.better for row in rows} <= {"more", "less"}
    assert all(row.en and row.family for row in rows)


def test_families() -> None:
    assert [unit_family(unit) for unit in ("亿元", "%", "万亩", "家", "万人次", "枚")] == ["money", "percent", "area", "count", "people", "count of 枚"]
