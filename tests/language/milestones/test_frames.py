"""The example sentences of the milestone rules: each gives what its rule says, each near miss gives nothing."""

from __future__ import annotations

from typing import Any

import pytest

from kg.language.milestones.frames import read_clause
from kg.language.text.line import Line
from kg.ontology import rules


def stated(text: str) -> list[list[str]]:
    line = Line(text)
    return [[name.name, framed.event] for framed in read_clause(line, 0, len(text)).stated for name in framed.names]


def examples(kind: str) -> list[Any]:
    return [pytest.param(rule, example, id=f"{rule['id']}-{n}") for rule in rules("milestones") for n, example in enumerate(rule[kind])]


@pytest.mark.parametrize(("rule", "example"), examples("yes"))
def test_an_example_gives_its_milestones(rule: dict[str, Any], example: dict[str, Any]) -> None:
    assert stated(example["text"]) == example["gives"]


@pytest.mark.parametrize(("rule", "example"), examples("no"))
def test_a_near_miss_gives_none(rule: dict[str, Any], example: dict[str, Any]) -> None:
    assert stated(example["text"]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推动松溪大桥、云岭隧道等3个项目开工建设", [["松溪大桥", "started"], ["云岭隧道", "started"]]),
        ("建成云港至松溪高速、石湾灌区", [["云港至松溪高速", "completed"], ["石湾灌区", "completed"]]),
        ("建成云港五峰、开工松溪石河抽水蓄能电站", [["云港五峰抽水蓄能电站", "completed"], ["松溪石河抽水蓄能电站", "started"]]),
        ("加快石坪、云岭至松溪高速和G988公路等项目建设", [["石坪高速", "under_construction"], ["云岭至松溪高速", "under_construction"], ["G988公路", "under_construction"]]),
        ("推动云社区、石桥村等村庄改造项目开工建设", [["云社区村庄改造项目", "started"], ["石桥村村庄改造项目", "started"]]),
        ("推动石坪、云岭3个安置区主体封顶", [["石坪安置区", "topped_out"], ["云岭安置区", "topped_out"]]),
        ("推进云港F2和F3线、松溪机场二期等建设", [["云港F2线", "under_construction"], ["云港F3线", "under_construction"], ["松溪机场二期", "under_construction"]]),
        ("松溪地铁5号线、6号线二期加速推进", [["松溪地铁5号线", "under_construction"], ["松溪地铁6号线二期", "under_construction"]]),
    ],
)
def test_lists(text: str, expected: list[list[str]]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    "text",
    ["重点产业、城市更新、社会民生等项目开工建设", "加快推进高水平对外开放", "建成一批便民服务中心", "建成农村公路2.6万公里", "实施医疗卫生强基工程", "乌鲁木齐、喀什等城市规划建设"],
)
def test_what_names_nothing(text: str) -> None:
    assert stated(text) == []


def test_a_clause_without_a_subject_goes_on_from_the_names_before() -> None:
    text = "松溪科创中心正在加快建设，预计3月部分交付"
    line, cut = Line(text), text.index("，")
    first = read_clause(line, 0, cut).stated
    second = read_clause(line, cut + 1, len(text), [(cut + 3, cut + 5)], said=first).stated
    assert [(n.name, f.event, f.modal) for f in second for n in f.names] == [("松溪科创中心", "opened", True)]
    assert first[0].going


def test_the_attempts_say_what_almost_fired_and_why_not() -> None:
    clause = read_clause(Line("加快基础设施建设"), 0, 8)
    assert clause.stated == ()
    assert [(a.rule, [r.why for r in a.refused]) for a in clause.attempts][0] == ("milestone-drive", ["no head"])


def test_a_name_that_does_not_fit_its_frame_is_refused_with_the_reason() -> None:
    clause = read_clause(Line("松溪湖竣工"), 0, 5)
    assert [(r.surface, r.why) for a in clause.attempts for r in a.refused] == [("松溪湖", "what nature made is not built")]
