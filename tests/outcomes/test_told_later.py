"""What a later document tells of a promise: still being built, a part beside its whole, and counts of what stood before."""

from __future__ import annotations

import kg
from kg.model import Knowledge, Observation


def told(*said: tuple[str, str]) -> Knowledge:
    return kg.knowledge(kg.read(text, id=f"d{i}", date=date, region="鹤川区") for i, (date, text) in enumerate(said))


def outcomes(*said: tuple[str, str]) -> list[tuple[str, str]]:
    return [(promise.subject.partition("/")[2], promise.outcome) for promise in told(*said).promises]


def test_what_is_still_being_built_after_its_due_time_is_late() -> None:
    assert outcomes(("2031-02-17", "云帆大桥年内完工。"), ("2032-02-16", "云帆大桥仍在施工。")) == [("云帆大桥", "late")]


def test_building_within_the_due_time_leaves_the_promise_open() -> None:
    assert outcomes(("2031-02-17", "云帆大桥2032年完工。"), ("2031-12-16", "云帆大桥仍在施工。")) == [("云帆大桥", "open")]


def test_a_part_told_beside_its_whole_never_keeps_it() -> None:
    first = ("2031-01-17", "年内完成40个老旧小区改造。")
    assert outcomes(first, ("2032-01-16", "40个老旧小区中，31个已改造完成，其余9个正在施工。")) == [("鹤川区", "partly")]


def test_next_years_plans_are_no_part_of_this_years_target() -> None:
    first = ("2031-01-17", "2031年，鹤川区将新增高新技术企业100家。")
    second = ("2032-01-16", "2032年，鹤川区将新增高新技术企业100家，新增科技企业孵化器5家。")
    assert dict.fromkeys(outcome for _, outcome in outcomes(first, second) if outcome == "partly") == {}


def test_a_count_of_what_stands_is_no_promise() -> None:
    plan = "2031年，鹤川区将高标准建设4个专业化园区，建设口袋公园10处。"
    found = told(("2030-01-17", "目前，鹤川区已有4个专业化园区。"), ("2031-01-17", plan))
    assert [(promise.value, promise.unit) for promise in found.promises] == [(10, "处")]


def test_a_figure_of_a_year_to_come_is_planned_whatever_its_clues_say() -> None:
    text = "在即将到来的2032年，鹤川区将改造老旧小区60个；启动10个停车场项目建设，建成停车场12个。"
    figures = [fact for fact in told(("2031-12-20", text)).facts if isinstance(fact, Observation)]
    assert len(figures) == 3 and {figure.modality for figure in figures} == {"planned"}
