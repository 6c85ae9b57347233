"""Steps whose words stand apart from their name: behind a comma, in a bracket, beside the time of another step, or said not to have come."""

from __future__ import annotations

import pytest

import kg
from kg.model import Milestone

SAID = "2031-03-10"

STEPS = {
    "云帆大桥去年开工，目前正在建设。": [("云帆大桥", "started", "2030", "actual"), ("云帆大桥", "under_construction", "2031", "actual")],
    "云岭邮轮港因投资方资金链断裂，目前已停工。": [("云岭邮轮港", "under_construction", "2031", "suspended")],
    "云岭文化宫项目被叫停。": [("云岭文化宫项目", "under_construction", "2031", "suspended")],
    "云帆书城昨日起试营业。": [("云帆书城", "opened", "2031-03-09", "actual")],
    "松湖体育馆（2032年竣工）正在加紧施工。": [("松湖体育馆", "completed", "2032", "planned"), ("松湖体育馆", "under_construction", "2031", "actual")],
    "云帆大桥2028—2030年建设，2031年1月通车。": [("云帆大桥", "opened", "2031-01", "actual")],
    "松湖隧道开工两个月。": [("松湖隧道", "started", "2031-01", "actual")],
    "松湖水库建成于上世纪90年代。": [("松湖水库", "completed", "1990-01/1999-12", "actual")],
    "高质量建好云帆河生态修复与环境整治提升一期工程。": [("云帆河生态修复与环境整治提升一期工程", "completed", "2031", "planned")],
}
NOT_DONE = ("松湖污水处理厂去年应完工而未完工。", "云帆体育场开工仪式未举行。", "市民盼望云帆公园早日开放。")


def steps(text: str) -> list[Milestone]:
    return [fact for fact in kg.extract(text, date=SAID).facts if isinstance(fact, Milestone)]


@pytest.mark.parametrize("text", STEPS, ids=STEPS)
def test_what_is_said_beside_a_name_is_its_step(text: str) -> None:
    assert [(fact.subject, fact.event, fact.time, fact.modality) for fact in steps(text)] == STEPS[text]


@pytest.mark.parametrize("text", NOT_DONE, ids=NOT_DONE)
def test_what_did_not_come_is_told_as_neither_done_nor_planned(text: str) -> None:
    assert {fact.modality for fact in steps(text)} <= {"denied"}


def test_a_step_in_a_bracket_is_of_the_name_before_it() -> None:
    found = {(fact.subject, fact.event) for fact in steps("今年重点工程：云岭港（4月开工）、云岭站（9月投用）。")}
    assert found == {("云岭港", "started"), ("云岭站", "opened")}
