"""Names in running text, and what is none."""

from __future__ import annotations

import pytest

from kg.language.mentions.listings import brands, brought, companies, listed, villages, ways
from kg.language.mentions.name import Name
from kg.language.mentions.running_text import free_names
from kg.language.text.line import Line


def names(text: str) -> list[tuple[str, str]]:
    return [(n.name, n.type) for n in free_names(Line(text), 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青岛市量子产业园运行平稳", [("青岛市量子产业园", "Park")]),
        ("走进杭州市第九中学", [("杭州市第九中学", "Organization")]),
        ("国家量子创新中心（合肥）发展良好", [("国家量子创新中心（合肥）", "Organization")]),
        ("合肥脑与智能科学中心成果不断", [("合肥脑与智能科学中心", "Organization")]),
        ("深圳大道科技馆参观人数增加", [("深圳大道科技馆", "Project")]),
    ],
)
def test_names_in_running_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("text", ["四大专业园区协同发展", "一批重点实验室", "推动各类产业园区提质", "高能级创新平台", "完善公共服务中心功能", "第十四届人民代表大会第三次会议上"])
def test_generic_words_are_no_names(text: str) -> None:
    assert names(text) == []


def test_lists() -> None:
    def found(find, text: str) -> list[str]:  # noqa: ANN001
        return [n.name for n in find(Line(text), 0, len(text)) if isinstance(n, Name)]

    assert found(brought, "园区引进松云科技、海岳数据等50余个项目") == ["松云科技", "海岳数据"]
    assert found(companies, "加快松云微电子、海岳生物等企业上市进程") == ["松云微电子", "海岳生物"]
    assert found(brands, "海岳数科HaiYuesoft获评示范平台") == ["海岳数科HaiYuesoft"]
    assert found(listed, "推动云溪山、石鼓桥等知名商圈改造升级") == ["云溪山商圈", "石鼓桥商圈"] or found(listed, "推动云溪山、石鼓桥等知名商圈改造升级") == ["云溪山", "石鼓桥"]
    assert found(ways, "行走在株洲路上") == ["株洲路"]
    assert found(villages, "松溪街道云岭村获评示范村") == ["云岭村"]
