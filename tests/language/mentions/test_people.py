"""Posts and the people who hold them."""

from __future__ import annotations

import pytest

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
    assert [(p.person, p.posts) for p in posts(Line(text), 0, len(text))] == expected


def test_the_level_of_a_post() -> None:
    assert (area_type_of_post("区长"), area_type_of_post("省长"), area_type_of_post("董事长")) == ("District", "Province", None)
