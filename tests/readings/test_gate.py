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
}


@pytest.mark.parametrize("case", REFUSED)
def test_is_refused(case: str) -> None:
    text, row, quote, *more = REFUSED[case]
    assert not judged(text, row, quote, *more).facts  # type: ignore[arg-type]
