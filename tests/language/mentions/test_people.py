"""Posts and the people who hold them."""

from __future__ import annotations

import pytest

import kg
from kg.language.mentions.people import area_type_of_post, posts
from kg.language.text.line import Line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("区长李明远代表区人民政府作工作报告", [("李明远", ("区长",))]),
        ("云港市委副书记、市长王海涛表示", [("王海涛", ("市委副书记", "市长"))]),
        ("云港市人民政府市长周强作政府工作报告", [("周强", ("市长",))]),
        ("松溪研究院执行院长赵文博介绍", [("赵文博", ("执行院长",))]),
        ("云港市市长 刘洋同志作报告", [("刘洋", ("市长",))]),
        ("各级书记高度重视", []),
        ("拨打市长热线", []),
        ("院长基金设立", []),
    ],
)
def test_posts(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(p.person, tuple(held.title for held in p.posts)) for p in posts(Line(text), 0, len(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青岛市委常委、常务副市长周明远到崂山区调研。", [("市委常委", "青岛市"), ("常务副市长", "青岛市")]),
        ("省委常委、青岛市委书记周明远，市长李青山出席。", [("省委常委", None), ("市委书记", "青岛市"), ("市长", "青岛市")]),
        ("崂山区财政局局长何建平、崂山区政府副区长李小红出席。", [("局长", "崂山区财政局"), ("副区长", "崂山区政府")]),
        ("乌鲁木齐市市长吉尔拉·衣沙木丁说，项目进展顺利。", [("市长", "乌鲁木齐市")]),
        ("云帆集团党委书记、董事长李青山致辞。", [("党委书记", "云帆集团"), ("董事长", "云帆集团")]),
    ],
)
def test_each_post_of_a_chain_has_its_own_body_or_that_of_the_one_before(text: str, expected: list[tuple[str, str]]) -> None:
    found = [f for f in kg.extract(text, date="2031-02-03").facts if f.kind == "relation" and f.predicate == "holdsPost"]
    assert {(f.object, f.of) for f in found} == set(expected)


def test_the_level_of_a_post() -> None:
    assert (area_type_of_post("区长"), area_type_of_post("省长"), area_type_of_post("董事长")) == ("District", "Province", None)
