"""Cases of the gate on invented texts: what must pass although the words stand apart, and what must not although they stand side by side."""

from __future__ import annotations

from typing import Any

import pytest

from kg.language.layout import lay_out
from kg.model import Fact
from kg.reading import read_text
from kg.readings.answer import MAKE, entity
from kg.readings.gate.judging import judge
from kg.readings.gate.verdicts import Judged
from kg.readings.values import ProposedFact, Quote, Reading

HEAD = "云港区新闻\n（2031-05-20）\n"
NAMES = [("District", "云港区"), ("Project", "云帆大桥"), ("Project", "松湖隧道"), ("Industry", "云药行业"), ("Company", "甲云药业"), ("Company", "乙云药业")]


def fact(row: str) -> Fact:
    kind, *fields = row.split("|")
    make, names = MAKE[kind]
    return make(dict(zip(names, fields + [""] * len(names), strict=False)))


def judged(text: str, row: str, quote: str, *more: tuple[str, ...]) -> Judged:
    """What the gate makes of one fact of a text; entities that the text does not name are left out."""
    layout = lay_out(read_text(HEAD + text, id="d", region="云港区"))
    rows = [r for r in (*more, *NAMES) if any(name in text for name in r[1:]) or r[0] == "District"]
    entities = tuple(entity(kind, name, aliases) for kind, name, *aliases in rows)
    return judge(layout, "m", [Reading("m", entities, (ProposedFact(fact(row), Quote(quote)),))])


PASS: dict[str, tuple[Any, ...]] = {
    "plan-period": ("云港区“十六五”开工建设2座桥，分别是云帆大桥、云岭大桥。", "M|云帆大桥|started|2031-01/2035-12|planned", "“十六五”开工建设2座桥，分别是云帆大桥"),
    "listed-behind": ("今年，云港区将开工建设一批项目。其中包括云帆大桥、松湖隧道等。", "M|松湖隧道|started|2031|planned", "其中包括云帆大桥、松湖隧道等"),
    "years-before": ("云港区5年共投资260亿元；通车里程580公里。", "O|云港区|通车里程|580|公里|2026-01/2030-12", "通车里程580公里"),
    "years-to-come": ("云港区未来3-5年计划种植100万亩。", "O|云港区|种植|100|万亩|2034-01/2036-12|planned", "计划种植100万亩"),
    "stands-already": ("云港区将把站点由目前的60家发展到200家。", "O|云港区|站点数|60|家||actual", "站点由目前的60家"),
    "industry-over-list": ("云药行业上半年产值26亿元。甲云药业、乙云药业产值均有增长。", "R|乙云药业|focusesOn|云药行业", "云药行业上半年产值26亿元。甲云药业、乙云药业产值均有增长"),
    "one-saying": ("云港区获批成立国家云药基地。", "M|国家云药基地|approved|2031", "获批成立国家云药基地", ("Park", "国家云药基地")),
    "within-another-name": ("高新区云谷园区开工建设。", "R|云谷园区|partOf|云港高新区", "高新区云谷园区开工建设", ("Park", "云港高新区", "高新区"), ("Park", "云谷园区", "高新区云谷园区")),
    "right-before-it": ("云港区将建占地113亩的松湖隧道、占地111亩的云帆大桥。", "O|云帆大桥|占地|111|亩||planned", "占地111亩的云帆大桥"),
    "dealt-with": ("云港区新引进云岭区团队28支。", "O|云港区|引进团队|28|支||actual", "新引进云岭区团队28支", ("District", "云岭区")),
    "before-a-change": ("云港区将把防洪能力由20年一遇提高到50年一遇。", "O|云港区|防洪能力|20|年一遇||actual", "防洪能力由20年一遇提高到50年一遇"),
    "years-ago": ("10年前云港区财政收入200万元。", "O|云港区|财政收入|200|万元|2021|actual", "10年前云港区财政收入200万元"),
    "plan-of-before": ("“十六五”期间，云港区将壮大产业。为实现该目标，云港区将建基地3个。", "O|云港区|基地数|3|个|2031-01/2035-12|planned", "云港区将建基地3个"),
    "spelt-out": ("云帆大桥为双向六车道。", "O|云帆大桥|车道数|6|车道||actual", "云帆大桥为双向六车道"),
    "its-phase": ("云帆大桥一期投资5亿元，二期投资3亿元。", "O|云帆大桥二期|投资|3|亿元||actual", "二期投资3亿元", ("Project", "云帆大桥二期", "二期"), ("Project", "云帆大桥一期")),
    "enters-the-zone": ("云港高新区开工。将有日本的甲云药业，韩国乙云药业等品牌入驻园区。", "R|甲云药业|locatedIn|云港高新区", "日本的甲云药业，韩国乙云药业等品牌入驻园区", ("Park", "云港高新区")),
    "heads-of-a-list": ("云帆大桥的2个站点分别是甲云、乙云。", "O|云帆大桥|站点数|2|个||actual", "2个站点分别是甲云、乙云", ("Project", "甲云站", "甲云")),
    "places-of-a-list": ("建成甲云园、乙云园的云药基地。", "R|云药基地|locatedIn|甲云园", "甲云园、乙云园的云药基地", ("Park", "甲云园"), ("Park", "乙云园"), ("Park", "云药基地")),
    "leaders": ("云港区领导张云、李云出席。", "R|李云|holdsPost|领导|||云港区", "云港区领导张云、李云出席", ("Person", "张云"), ("Person", "李云")),
}  # fmt: skip


@pytest.mark.parametrize("case", PASS)
def test_passes(case: str) -> None:
    text, row, quote, *more = PASS[case]
    found = judged(text, row, quote, *more)
    assert [one.fact for one in found.facts] == [fact(row)], [(r.reason, r.about) for r in found.refused]


PLANNED = {
    "goes-on": ("云港区力争建成云帆大桥，打通松湖隧道。", "M|松湖隧道|completed||actual", "打通松湖隧道"),
    "manner": ("云帆大桥将于年底正式通车。", "M|云帆大桥|opened|2031|actual", "云帆大桥将于年底正式通车"),
    "period-not-over": ("“十六五”期间，云港区新建道路30条。", "O|云港区|新建道路|30|条|2031-01/2035-12|actual", "云港区新建道路30条"),
    "behind-a-change": ("云港区将把站点由60家增加到200家。", "O|云港区|站点数|200|家||actual", "站点由60家增加到200家"),
    "striven-for": ("云港区争取引进项目136个。", "O|云港区|引进项目|136|个||actual", "争取引进项目136个"),
}


@pytest.mark.parametrize("case", PLANNED)
def test_a_plan_is_put_right(case: str) -> None:
    text, row, quote = PLANNED[case]
    found = judged(text, row, quote)
    assert [one.fact.modality for one in found.facts] == ["planned"], [(r.reason, r.about) for r in found.refused]


REFUSED = {
    "the-other-way": ("云帆大桥起于东湖乡东湖村。", "R|东湖乡|locatedIn|东湖村", "东湖乡东湖村", ("Place", "东湖乡"), ("Place", "东湖村")),
    "side-by-side": ("松湖、云湖水位上升。", "R|松湖|locatedIn|云湖", "松湖、云湖水位上升", ("Place", "松湖"), ("Place", "云湖")),
    "another-period": ("云港区“十六五”开工建设2座桥，分别是云帆大桥、云岭大桥。", "M|云帆大桥|started|2026-01/2030-12|planned", "开工建设2座桥，分别是云帆大桥"),
    "years-that-are-others": ("云港区5年共投资260亿元；通车里程580公里。", "O|云港区|通车里程|580|公里|2021-01/2025-12", "通车里程580公里"),
    "what-the-list-is-not-of": ("今年，云港区将开工建设一批项目。其中包括云帆大桥。松湖隧道完成勘察。", "M|松湖隧道|started|2031|planned", "松湖隧道完成勘察"),
    "right-before-another": ("云港区将建占地113亩的松湖隧道、占地111亩的云帆大桥。", "O|云帆大桥|占地|113|亩||planned", "占地113亩的松湖隧道、占地111亩的云帆大桥"),
    "of-the-other-area": ("云港区增长，其中云岭区投资5亿元。", "O|云港区|投资|5|亿元||actual", "其中云岭区投资5亿元", ("District", "云岭区")),
    "years-ago-not-ahead": ("10年前云港区财政收入200万元。", "O|云港区|财政收入|200|万元|2041|actual", "10年前云港区财政收入200万元"),
    "plan-before-another-time": ("2031年5月，云港区开会。\n“十六五”期间，云港区将壮大产业。\n2032年开局。\n云港区将建基地3个。", "O|云港区|基地数|3|个|2031-01/2035-12|planned", "云港区将建基地3个"),
    "ordinal": ("云帆大桥是云港区第二个项目。", "O|云帆大桥|项目数|2|个||actual", "第二个项目"),
    "part-of-a-number": ("云帆大桥设二十二个车站。", "O|云帆大桥|车站数|2|个||actual", "二十二个车站"),
    "another-phase": ("云帆大桥一期投资5亿元，二期投资3亿元。", "O|云帆大桥二期|投资|5|亿元||actual", "一期投资5亿元", ("Project", "云帆大桥二期", "二期"), ("Project", "云帆大桥一期")),
    "phase-of-another": ("云帆大桥开工，松湖隧道项目二期开工。", "M|云帆大桥二期|started||actual", "松湖隧道项目二期开工", ("Project", "云帆大桥二期")),
    "another-zone": ("云港高新区开工。松湖产业园开工。甲云药业入驻园区。", "R|甲云药业|locatedIn|云港高新区", "甲云药业入驻园区", ("Park", "云港高新区"), ("Park", "松湖产业园")),
    "post-of-the-first": ("云港区区长张云、李云出席。", "R|李云|holdsPost|区长|||云港区", "云港区区长张云、李云出席", ("Person", "张云"), ("Person", "李云")),
}


@pytest.mark.parametrize("case", REFUSED)
def test_is_refused(case: str) -> None:
    text, row, quote, *more = REFUSED[case]
    assert not judged(text, row, quote, *more).facts  # type: ignore[arg-type]
