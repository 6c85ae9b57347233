"""Names in the wordings of news and of reports: lists before any verb, counts and adverbs beside them, shared heads, what stands around them."""

from __future__ import annotations

import pytest

import kg

NEWS = ("云岭市2027年工作进展\n\n", "2027-03-02")
REPORT = ("2027年政府工作报告\n\n二、2026年工作\n", "2027-01-20")


@pytest.mark.parametrize(("before", "date"), [NEWS, REPORT], ids=["news", "report"])
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("松岚精仪、禾屿信安、青汀生科等订单饱满。", ["松岚精仪", "禾屿信安", "青汀生科"]),
        ("光合科创城、聚合科创城建成投用。", ["光合科创城", "聚合科创城"]),
        ("云岚MSC、柳湾艺术坊等焕彩开业。", ["云岚MSC", "柳湾艺术坊"]),
        ("松科齿轮总装、启航芯动能等投产见效。", ["松科齿轮总装", "启航芯动能"]),
        ("松岭精密电路、云松大桥等项目加快推进。", ["松岭精密电路", "云松大桥"]),
        ("用心保障松桥立交、云岭隧道等城建项目建设。", ["松桥立交", "云岭隧道"]),
        ("5万吨级松门码头建成投运。", ["松门码头"]),
        ("加快建设松谷、定岚机场。", ["松谷", "定岚机场"]),
        ("2028年、2029年分别建成松湖、柳岚大桥。", ["松湖大桥", "柳岚大桥"]),
        ("云岚科教园成势见效，入驻企业超300家。", ["云岚科教园"]),
        ("而随着云帆电器投产，产业链更加完善。", ["云帆电器"]),
        ("县委书记周明远宣布云岭经济开发区重点项目开工。", ["周明远", "云岭经济开发区"]),
        ("副县长李建中、王志新、赵学文出席开工仪式。", ["李建中"]),
    ],
)
def test_names(before: str, date: str, text: str, names: list[str]) -> None:
    found = {n for e in kg.extract(before + text, date=date, region="青岛市").entities for n in (e.name, *e.aliases)}
    assert set(names) <= found
