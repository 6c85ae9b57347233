"""Forms of words that a reader rightly reads, each beside a false fact like it that stays out."""

from __future__ import annotations

import pytest

from kg.language.layout import lay_out
from kg.model import Fact, Milestone, Observation, Relation
from kg.reading import read_text
from kg.readings.answer import number
from kg.readings.gate.judging import judge
from kg.readings.values import ProposedEntity, ProposedFact, Quote, Reading

NAMES = {
    "云帆大桥": "Project", "松湖小区": "Project", "云岭隧道": "Project", "禾屿集团": "Company", "青汀集团": "Company", "岚桥产业园": "Park", "电力电器": "Industry",
    "青岛市": "City", "西客站": "Project", "高铁新城站": "Project",
}  # fmt: skip


def passes(text: str, fact: Fact, date: str = "2031-10-20") -> Fact | None:
    """The fact as the gate lets it pass, quoted with the whole text; None where it is refused."""
    document = read_text(f"松湖新闻\n{text}", date=date, region="青岛市")
    entities = tuple(ProposedEntity(kind, name) for name, kind in NAMES.items() if name in text or kind == "City")
    facts = tuple(ProposedFact(fact, Quote(part)) for part in text.split("\n"))
    found = judge(lay_out(document), "m", [Reading("m", entities, facts)]).facts
    return found[0].fact if found else None


def step(subject: str, event: str, time: str | None, modality: str = "planned") -> Milestone:
    return Milestone(subject, event, time, modality)


def figure(subject: str, measure: str, value: str, unit: str, time: str | None = None, modality: str = "actual") -> Observation:
    return Observation(subject, measure, number(value), unit, time, modality, "exact", None)


TRUE = {
    "before a feast": ("云帆大桥将在国庆前通车。", step("云帆大桥", "opened", "2031-09")),
    "half a year by its months": ("1至6月，岚桥产业园完成投资21亿元。", figure("岚桥产业园", "完成投资", "21", "亿元", "2031-H1")),
    "end of a quarter": ("截至三季度末，岚桥产业园入驻企业74家。", figure("岚桥产业园", "入驻企业", "74", "家", "2031-09")),
    "each year of a period": ("2028年至2030年，禾屿集团净利润分别为3亿元、4亿元、5亿元。", figure("禾屿集团", "净利润", "4", "亿元", "2029")),
    "what there is now": ("岚桥产业园现有企业74家。", figure("岚桥产业园", "企业", "74", "家", "2031-10")),
    "put off to a later time": ("云帆大桥推迟至2032年3月开工。", step("云帆大桥", "started", "2032-03")),
    "what somebody said": ("“没有大家的支持，就没有这一天。”禾屿集团负责人说，云帆大桥今天开工。", step("云帆大桥", "started", "2031-10-20", "actual")),
    "a measure that denies": ("岚桥产业园未开工项目12个。", figure("岚桥产业园", "未开工项目数", "12", "个")),
    "money without its last word": ("禾屿集团签署80亿中期票据协议。", figure("禾屿集团", "中期票据协议金额", "80", "亿元")),
    "a bare number of an area": ("松湖小区，19.8万平方米，共有24栋楼。", figure("松湖小区", "建筑面积", "19.8", "万平方米")),
    "a line from end to end": ("云帆大桥西起西客站，东至高铁新城站，全长26.7公里。", figure("云帆大桥", "全长", "26.7", "公里")),
    "a topic that built": ("禾屿集团进入市场多年。先后承建了云帆大桥、云岭隧道。", Relation("云岭隧道", "builtBy", "禾屿集团", None, None, "actual")),
}
FALSE = {
    "before a feast": [("云帆大桥将在国庆前通车。", step("云帆大桥", "opened", "2031-07")), ("云帆大桥将在国庆前通车。", step("云帆大桥", "opened", "2032-09"))],
    "half a year by its months": [("1至5月，岚桥产业园完成投资21亿元。", figure("岚桥产业园", "完成投资", "21", "亿元", "2031-H1"))],
    "end of a quarter": [("截至三季度末，岚桥产业园入驻企业74家。", figure("岚桥产业园", "入驻企业", "74", "家", "2031-06"))],
    "each year of a period": [
        ("2028年至2030年，禾屿集团净利润共12亿元。", figure("禾屿集团", "净利润", "12", "亿元", "2029")),
        ("2028年至2030年，禾屿集团净利润分别为3亿元、4亿元、5亿元。", figure("禾屿集团", "净利润", "4", "亿元", "2027")),
    ],
    "what there is now": [("2030年岚桥产业园现有企业74家。", figure("岚桥产业园", "企业", "74", "家", "2031-10"))],
    "put off to a later time": [("云帆大桥开工时间推迟。", step("云帆大桥", "started", None, "actual"))],
    "what somebody said": [("据了解，云帆大桥没有按期开工。", step("云帆大桥", "started", None, "actual")), ("“尚未开工”的云帆大桥。", step("云帆大桥", "started", None, "actual"))],
    "a measure that denies": [("岚桥产业园没有建成项目12个。", figure("岚桥产业园", "未开工项目数", "12", "个"))],
    "money without its last word": [
        ("禾屿集团签署协议，产能80亿千瓦时。", figure("禾屿集团", "产能", "80", "亿元")),
        ("禾屿集团投资建厂，服务80万用户。", figure("禾屿集团", "投资", "80", "亿元")),
    ],
    "a bare number of an area": [
        ("松湖小区绿化19.8万平方米。", figure("松湖小区", "建筑面积", "19.8", "万平方米")),
        ("松湖小区，19.8万平方米。", figure("松湖小区", "年产值", "19.8", "万平方米")),
    ],
    "a line from end to end": [
        ("云帆大桥西起西客站，东至高铁新城站，高铁新城站投资5亿元。", figure("云帆大桥", "投资", "5", "亿元")),
        ("云帆大桥通车，西客站同日开放，建筑面积2万平方米。", figure("云帆大桥", "建筑面积", "2", "万平方米")),
    ],
    "a topic that built": [
        ("禾屿集团进入市场多年。云岭隧道由青汀集团承建。", Relation("云岭隧道", "builtBy", "禾屿集团", None, None, "actual")),
        ("禾屿集团进入市场多年。青汀集团承建了云岭隧道。", Relation("云岭隧道", "builtBy", "禾屿集团", None, None, "actual")),
    ],
}


@pytest.mark.parametrize("name", TRUE)
def test_what_the_text_says_passes(name: str) -> None:
    text, fact = TRUE[name]
    assert passes(text, fact) == fact


@pytest.mark.parametrize(("text", "fact"), [case for cases in FALSE.values() for case in cases], ids=[f"{n} {i}" for n, cases in FALSE.items() for i, _ in enumerate(cases)])
def test_what_is_like_it_and_false_stays_out(text: str, fact: Fact) -> None:
    assert passes(text, fact) != fact


def test_a_headline_is_dated_by_the_lead() -> None:
    text = "云帆大桥全线开工\n3月18日，云帆大桥举行仪式，总投资18亿元。\n8月2日，云岭隧道贯通。"
    assert passes(text, step("云帆大桥", "started", "2031-03-18", "actual")) is not None
    assert passes(text, step("云帆大桥", "started", "2031-08-02", "actual")) is None
