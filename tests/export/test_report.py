"""A district's report: every line with its source, and no text that breaks it."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from kg.errors import UsageError
from kg.export import write
from kg.export.report import report, spark
from kg.model import Entity, Evidence, Knowledge, Observation
from tests.export import strange
from tests.invented import DISTRICT, knowledge, words


def lines(section: str, text: str) -> list[str]:
    part = text.split(f"## {section}")[1].split("\n## ")[0]
    return [line for line in part.splitlines() if line.startswith("|")][2:]


def test_each_part_says_what_is_known_and_where() -> None:
    text = report(knowledge(), "松岭区")
    assert lines("园区与企业", text) == ["| 松岭光电产业园 | 星河科技 | 2031 | 松岭区工作报告（2032-01-15）：“星河科技入驻松岭光电产业园” |"]
    assert lines("概览", text) == ["| 园区 Park | 1 |", "| 企业 Company | 1 |", "| 项目 Project | 1 |", "| 承诺 改期 moved | 1 |", "| 承诺 未到期 open | 1 |"]
    assert "| 云帆大桥 | 投用 | 2032；2033-06 |  | 改期 | 松岭区工作报告（2032-01-15）：“云帆大桥将于2032年通车” |" in lines("项目台账", text)
    assert "| 云帆大桥 | 投用 |  |  | 2032 | 改期 | 2033-06 |  | 松岭区计划（2032-02）：“力争2033年6月通车” | 松岭区工作报告（2032-01-15）：“将于2032年通车” |" in lines("承诺", text)
    assert "| 松岭光电产业园 | 新增企业 | 2032-01/2032-09 | 不少于90家 |  | 计划 | 松岭区计划（2032-02）：“不少于90家” |" in lines("指标", text)
    assert len(lines("文档", text)) == 2


def test_things_elsewhere_are_left_out() -> None:
    text = report(knowledge(), "松岭区")
    assert "开工" not in text and "开工" in report(knowledge(), "临川市")


def test_a_series_has_a_chart() -> None:
    more = Observation(DISTRICT, "投资", Decimal("2.60"), "亿元", "2032", evidence=words("松岭/2032", "松岭区"))
    text = report(replace(knowledge(), facts=(*knowledge().facts, more)), "松岭区")
    assert [line for line in lines("指标", text) if "▅█" in line] == ["| 松岭区 | 投资 | 2032 | 2.60亿元 | ▅█ | 已发生 | 松岭区计划（2032-02）：“松岭区” |"]


@pytest.mark.parametrize(("values", "bars"), [([0, 7], "▁█"), ([5, 5], "██"), ([0, 0], "▁▁"), ([-1, 1], "▁█")])
def test_bars(values: list[float], bars: str) -> None:
    assert spark(values) == bars


def test_a_missing_district_is_named() -> None:
    with pytest.raises(UsageError, match="no area '无此区'"):
        report(knowledge(), "无此区")
    with pytest.raises(UsageError, match="name one: .*松岭"):
        write("report", knowledge(), io.BytesIO())


def test_html_escapes_what_the_texts_hold() -> None:
    evil = Entity("District", "<script>区", (), None, (Evidence("d", 0, 1, "<b>|*x*", "r"),), "D/x")
    whole = Knowledge(entities=(evil, Entity("Park", "a|b*<i>", (), "<script>区", evil.evidence, "P/x")))
    page = report(whole, "<script>区", html=True)
    assert "<script>" not in page and "<i>" not in page and "&lt;script&gt;" in page
    assert "| a\\|b\\*\\<i\\> |" in report(whole, "<script>区")


def test_the_page_has_contents_and_marks_what_moved() -> None:
    page = report(knowledge(), "松岭区", html=True)
    assert '<a href="#promises">' in page and '<h2 id="promises">' in page and '<tr class="moved">' in page
    assert page.index('<tr class="moved">', page.index('id="promises"')) < page.index('<tr class="open">', page.index('id="promises"'))
    assert "http" not in page.replace("http://www.w3.org", "")


@settings(max_examples=30, deadline=None)
@given(strange.knowledge())
def test_any_knowledge_has_a_report(whole: Knowledge) -> None:
    from lxml import html

    key = whole.entities[0].id
    assert report(whole, key).startswith("# ")
    tables = html.fromstring(report(whole, key, html=True)).findall(".//table")
    assert all(len({len(row) for row in table.iter("tr")}) == 1 for table in tables)
