"""Targets and results, and figures that contradict one another, on an invented district."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kg.model import Dated, Document, Entity, Evidence, Observation
from kg.outcomes import conflicts, promises

AREA, PROJECT = "District/青禾区", "Project/云湖酒店"
ENTITIES = (Entity("District", "青禾区", id=AREA), Entity("Project", "云湖酒店", id=PROJECT))
DOCUMENTS = tuple(Document(id_, "", (), date=Dated(date), region="青禾区") for id_, date in (("a", "2031-01"), ("b", "2031-01"), ("c", "2032-01"), ("d", "2033-01")))


def figure(
    doc: str, measure: str, value: str, unit: str, time: str | None = "2031", modality: str = "actual", bound: str = "exact", subject: str = AREA
) -> Observation:
    return Observation(subject, measure, Decimal(value), unit, time, modality, bound, None, (Evidence(doc, 0, 2, value),))


def outcome(target: Observation, *results: Observation) -> str:
    found = [promise for promise in promises(ENTITIES, (target, *results), DOCUMENTS) if promise.due == target.time]
    assert len(found) == 1
    return found[0].outcome


def test_a_result_under_another_name_and_unit_answers() -> None:
    target = figure("a", "地区生产总值", "1.2", "万亿元", modality="planned", bound="at_least")
    assert outcome(target, figure("c", "GDP", "12100", "亿元")) == "kept"


@pytest.mark.parametrize(
    ("measure", "unit", "target", "bound", "result", "kept"),
    [("地区生产总值增速", "%", "6", "at_least", "6.1", True), ("地区生产总值增速", "%", "6", "at_least", "5.2", False),
     ("地区生产总值增速", "%", "6", "about", "5.8", True), ("地区生产总值增速", "%", "6", "about", "5", False),
     ("城镇调查失业率", "%", "5.5", "at_most", "5.1", True), ("城镇调查失业率", "%", "5.5", "exact", "5.9", False),
     ("新增高新技术企业数", "家", "100", "at_least", "100", True), ("盘活低效用地", "亩", "300", "exact", "299", False)],
)
def test_reached_or_not(measure: str, unit: str, target: str, bound: str, result: str, kept: bool) -> None:
    found = outcome(figure("a", measure, target, unit, modality="planned", bound=bound), figure("c", measure, result, unit))
    assert (found == "kept") == kept and found in ("kept", "late", "missed")


def test_an_estimate_answers_until_the_result_is_known() -> None:
    target = figure("a", "地区生产总值增速", "6", "%", modality="planned")
    estimate = figure("c", "地区生产总值增速", "6", "%", modality="estimated", bound="at_least")
    assert outcome(target, estimate) == "kept"
    assert outcome(target, estimate, figure("d", "地区生产总值增速", "5.7", "%")) != "kept"


def test_another_period_or_thing_does_not_answer() -> None:
    target = figure("a", "新增泊位", "500", "个", modality="planned")
    assert outcome(target, figure("c", "新增泊位", "600", "个", "2032"), figure("c", "新增泊位", "600", "个", subject=PROJECT)) == "silent"


def test_what_is_there_already_is_no_target() -> None:
    plan = figure("b", "重点产业链数", "7", "条", modality="planned")
    assert promises(ENTITIES, (plan, figure("b", "重点产业链数", "7", "条")), DOCUMENTS) == ()
    assert promises(ENTITIES, (plan, figure("a", "重点产业链数", "7", "条")), DOCUMENTS) == ()
    for other in (figure("b", "重点产业链数", "6", "条"), figure("b", "重点产业链数", "7", "条", "2030"), figure("c", "重点产业链数", "7", "条")):
        assert len(promises(ENTITIES, (plan, other), DOCUMENTS)) == 1


def test_what_is_only_told_off_is_no_target() -> None:
    """守好两条底线, 围绕22个产业: counts in a plan that nobody promises to reach."""
    for measure, unit in (("底线数", "条"), ("民生名片数", "张"), ("“必须统筹”的重要关系数", "个"), ("工作数", "项")):
        assert promises(ENTITIES, (figure("a", measure, "5", unit, modality="planned"),), DOCUMENTS) == (), measure
    around = replace(figure("a", "产业数", "22", "个", modality="planned"), evidence=(Evidence("a", 0, 7, "围绕22个产业", "r"),))
    assert promises(ENTITIES, (around,), DOCUMENTS) == ()
    assert len(promises(ENTITIES, (figure("a", "新培育良好规范认证主体数", "10", "家", modality="planned"),), DOCUMENTS)) == 1


@pytest.mark.parametrize(
    ("measure", "unit", "target", "result", "time", "expected"),
    [("新增泊位", "个", "500", "560", "2031-01/2031-09", "kept"), ("新增泊位", "个", "500", "460", "2031-01/2031-09", "silent"),
     ("新增泊位", "个", "500", "560", "2030-10/2031-09", "silent"), ("地区生产总值增速", "%", "6", "6.5", "2031-01/2031-09", "silent")],
)
def test_a_part_of_the_period_can_only_keep_an_amount(measure: str, unit: str, target: str, result: str, time: str, expected: str) -> None:
    assert outcome(figure("a", measure, target, unit, modality="planned"), figure("c", measure, result, unit, time)) == expected


def test_a_level_planned_again_has_moved_but_a_yearly_amount_has_not() -> None:
    level = figure("a", "高新技术企业总数", "1000", "家", modality="planned", bound="at_least")
    assert outcome(level, figure("c", "高新技术企业总数", "1000", "家", "2032", "planned", "at_least")) == "moved"
    amount = figure("a", "新增高新技术企业数", "100", "家", modality="planned")
    assert outcome(amount, figure("c", "新增高新技术企业数", "100", "家", "2032", "planned")) == "silent"


def test_a_target_repeated_is_one_promise() -> None:
    told = (figure("a", "重点项目数", "315", "个", modality="planned"), figure("b", "实施重点项目数", "315", "个", modality="planned"))
    found = promises(ENTITIES, told, DOCUMENTS)
    assert len(found) == 1 and found[0].history == (("2031", "a"), ("2031", "b")) and len(found[0].evidence) == 2


def values(*told: Observation) -> list[tuple[str, ...]]:
    return [conflict.values for conflict in conflicts(ENTITIES, told, DOCUMENTS)]


def test_two_values_of_one_figure_are_a_conflict() -> None:
    assert values(figure("a", "高新技术企业数", "198", "家"), figure("c", "高新技术企业总数", "210", "家")) == [("198家", "210家")]


@pytest.mark.parametrize(
    ("first", "second"),
    [(("1.3", "万户", "exact"), ("13460", "户", "exact")), (("10", "亿元", "about"), ("9.8", "亿元", "exact")), (("500", "个", "at_least"), ("560", "个", "exact")),
     (("1", "平方公里", "exact"), ("100", "公顷", "exact")), (("224.2", "亿元", "exact"), ("224", "亿元", "exact")), (("100", "家", "at_least"), ("120", "家", "at_least"))],
)
def test_units_bounds_and_rounding_explain(first: tuple[str, str, str], second: tuple[str, str, str]) -> None:
    told = [figure(doc, "受益规模数", value, unit, bound=bound) for doc, (value, unit, bound) in zip("ac", (first, second), strict=True)]
    assert values(*told) == []


@pytest.mark.parametrize(
    ("first", "second"), [(("600", "个", "at_least"), ("560", "个", "exact")), (("10", "亿元", "about"), ("12", "亿元", "exact")), (("13", "个", "exact"), ("12", "个", "exact"))]
)
def test_they_do_not_explain_everything(first: tuple[str, str, str], second: tuple[str, str, str]) -> None:
    told = [figure(doc, "受益规模数", value, unit, bound=bound) for doc, (value, unit, bound) in zip("ac", (first, second), strict=True)]
    assert len(values(*told)) == 1


@pytest.mark.parametrize(
    "other",
    [figure("c", "重点项目数", "210", "个", "2032"), figure("c", "重点项目数", "210", "个", modality="estimated"), figure("c", "重点项目数", "210", "个", subject=PROJECT),
     figure("c", "重点项目总投资", "210", "亿元"), figure("c", "重点项目数", "210", "个", None), figure("c", "累计重点项目数", "210", "个")],
    ids=["period", "status", "thing", "measure", "undated", "cumulative"],
)
def test_different_figures_do_not_contradict(other: Observation) -> None:
    assert values(figure("a", "重点项目数", "198", "个"), other) == []


def test_a_revised_plan_is_no_conflict_but_two_plans_of_one_date_are() -> None:
    plan = figure("a", "重点项目数", "198", "个", modality="planned")
    assert values(plan, figure("c", "重点项目数", "210", "个", modality="planned")) == []
    assert values(plan, figure("b", "重点项目数", "210", "个", modality="planned")) == [("198个", "210个")]


def test_vague_measures_of_an_area_tell_nothing_of_a_project_they_do() -> None:
    assert values(figure("a", "总投资", "10", "亿元"), figure("c", "总投资", "20", "亿元")) == []
    assert values(figure("a", "总投资", "10", "亿元", subject=PROJECT), figure("c", "总投资", "20", "亿元", subject=PROJECT)) == [("10亿元", "20亿元")]


@pytest.mark.parametrize(("measure", "unit", "conflict"), [("公园数", "座", False), ("城市公园建设数", "座", True), ("重大项目数", "个", False), ("固投", "亿元", True)])
def test_short_measures_of_an_area_tell_nothing_unless_known(measure: str, unit: str, conflict: bool) -> None:
    assert bool(values(figure("a", measure, "10", unit), figure("c", measure, "20", unit))) == conflict


def test_one_wording_for_two_things_in_one_document_is_no_conflict() -> None:
    twice = (figure("a", "专项行动数", "3", "个"), figure("a", "专项行动数", "5", "个"))
    assert values(*twice) == []
    assert values(*twice, figure("c", "专项行动数", "3", "个")) == [], "the other document means one of the two"
    assert values(*twice, figure("c", "专项行动数", "4", "个")) == [("3个", "4个", "5个")]


@pytest.mark.parametrize(
    ("measure", "target", "other", "result", "expected"),
    [("固定资产投资增速", "8", "固定资产投资降幅", "1.6", "missed"), ("PM2.5平均浓度降幅", "5", "PM2.5平均浓度降幅", "6.3", "kept"),
     ("单位GDP能耗降幅", "4", "单位GDP能耗降幅", "2.1", "missed"), ("单位GDP能耗降幅", "4", "单位GDP能耗增速", "1", "missed"),
     ("外贸进出口总额增速", "10", "进出口总额下降", "4.5", "missed"), ("云雾茶产量增速", "3", "云雾茶产量增长", "3.5", "kept")],
)
def test_growth_meets_fall(measure: str, target: str, other: str, result: str, expected: str) -> None:
    assert outcome(figure("a", measure, target, "%", modality="planned"), figure("c", other, result, "%")) == expected


def test_growth_and_fall_of_one_figure_cannot_both_hold() -> None:
    assert values(figure("a", "固定资产投资增速", "2", "%"), figure("c", "固定资产投资降幅", "3", "%")) == [("-3%", "2%")]
    assert values(figure("a", "固定资产投资降幅", "3", "%"), figure("c", "固定资产投资下降", "3", "%")) == []


def test_a_part_told_beside_the_whole_is_partly_kept() -> None:
    target = figure("a", "新建幼儿园数", "6", "所", modality="planned")
    whole, part = (figure("c", measure, value, "所") for measure, value in (("新建幼儿园有数", "6"), ("新建幼儿园数", "4")))
    assert outcome(target, whole, part) == "partly"
    assert outcome(target, part) == "missed"
    assert outcome(target, replace(whole, evidence=(Evidence("c", 500, 502, "6", ""),)), part) == "missed", "told elsewhere"


def test_new_is_not_net_new_and_what_is_there_is_no_target() -> None:
    assert outcome(figure("a", "净增规上工业企业数", "50", "家", modality="planned"), figure("c", "新增规上工业企业数", "64", "家")) == "silent"
    assert promises(ENTITIES, (figure("a", "在建重点项目数", "186", "个", modality="planned"),), DOCUMENTS) == ()
