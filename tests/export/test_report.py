"""A district's report: every line with its source, and no text that breaks it."""

from __future__ import annotations

import io
import re
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
    assert "依据 2 篇文档（2032-01-15 至 2032-02）。其中有 园区 1、企业 1、项目 1。共 2 项承诺：改期 1、未到期 1。" in text
    assert "| 云帆大桥 | 投用 | 2032；2033-06 |  | 改期 | 松岭区工作报告（2032-01-15）：“云帆大桥将于2032年通车” |" in lines("项目台账", text)
    assert "| 云帆大桥 | 投用 | 2032 | 改期 | 2033-06 |  | 松岭区工作报告（2032-01-15）：“将于2032年通车” | 松岭区计划（2032-02）：“力争2033年6月通车” |" in lines("承诺", text)
    assert "| 松岭光电产业园 | 新增企业 | 2032-01/2032-09 | 不少于90家 |  | 计划 | 松岭区计划（2032-02）：“不少于90家” |" in lines("指标", text)
    assert len(lines("文档", text)) == 2


def test_the_first_page_says_what_matters() -> None:
    text = report(knowledge(), "松岭区")
    assert text.index("### 没有如期的") < text.index("### 最大的投资") < text.index("## 承诺")
    assert any(line.startswith("| 2032 | 2 | 改期 1、未到期 1 |") for line in text.splitlines())
    (slipped,) = [line for line in text.split("### 没有如期的")[1].split("###")[0].splitlines() if "云帆大桥" in line]
    assert "| 2032 | 改期 | 2033-06 |" in slipped and "将于2032年通车" in slipped and "力争2033年6月通车" in slipped, "both documents"


def rates(*said: tuple[str, str, str]) -> Knowledge:
    """松岭区's growth of GDP: value, status and time of each."""
    more = [Observation(DISTRICT, "地区生产总值增速", Decimal(value), "%", time, status, evidence=words("松岭/2032", "松岭区")) for value, status, time in said]
    return replace(knowledge(), facts=(*knowledge().facts, *more))


@pytest.mark.parametrize(("result", "verdict"), [("5.6", "达到"), ("5.5", "达到"), ("4.9", "未达到")])
def test_growth_is_set_against_its_target(result: str, verdict: str) -> None:
    text = report(rates(("5.5", "planned", "2031"), (result, "actual", "2031"), ("6", "planned", "2032")), "松岭区")
    assert f"| 松岭区 | 地区生产总值增速 | 2031 | 5.5% | {result}% | {verdict} |" in text and "| 2032 | 6% | — |  |" in text
    assert text.index("| 2031 | 5.5%") < text.index("| 2032 | 6%"), "where both are known first"


def test_of_another_time_nothing_is_compared() -> None:
    text = report(rates(("5.5", "planned", "2031"), ("6", "actual", "2031-01/2031-09")), "松岭区")
    assert "| 5.5% | 6% (2031-01/2031-09) |" in text and "达到" not in text and "比较" not in text


def test_in_english_all_but_names_and_words_of_documents_is_english() -> None:
    text = report(knowledge(), "松岭区", lang="en")
    assert "Of 2 promises, moved: 1, open: 1." in text and "| 云帆大桥 | opened | 2032 | moved | 2033-06 |" in text and "at least 90家" in text
    assert not [line for line in text.splitlines() if line.startswith("#")][1:] or all(line.isascii() for line in text.splitlines() if line.startswith("##"))
    with pytest.raises(UsageError, match="no language 'fr'"):
        report(knowledge(), "松岭区", lang="fr")


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
    assert "<script>" not in page and "<i>" not in page and "a|b*&lt;i&gt;" in page and "&lt;script&gt;" in page
    assert "| a\\|b\\*\\<i\\> |" in report(whole, "<script>区")


def test_the_page_has_contents_and_marks_what_moved() -> None:
    page = report(knowledge(), "松岭区", html=True)
    assert '<a href="#promises">' in page and '<h2 id="promises">' in page and '<tr class="moved y2032 row">' in page
    assert page.index('<tr class="moved y', page.index('id="promises"')) < page.index('<tr class="open y', page.index('id="promises"'))
    assert "http" not in page and "<script" not in page and "onclick" not in page, "it loads and runs nothing"


def test_every_source_leads_to_its_document() -> None:
    page = report(knowledge(), "松岭区", html=True)
    leads, places = re.findall(r'<cite><a href="#(s[0-9]+)">', page), re.findall(r'<tr id="(s[0-9]+)"', page)
    assert leads and set(leads) <= set(places) and len(places) == len(set(places)) == 2


def test_filters_hide_what_is_not_chosen_without_a_script() -> None:
    page = report(knowledge(), "松岭区", html=True)
    for name in ("o-", "o-moved", "o-open"):
        assert f'id="{name}"' in page
    assert "body:has(#o-moved:checked) tr.row:not(.moved)" in page and 'id="o-kept"' not in page


@settings(max_examples=30, deadline=None)
@given(strange.knowledge())
def test_any_knowledge_has_a_report(whole: Knowledge) -> None:
    from lxml import html

    key = whole.entities[0].id
    assert report(whole, key).startswith("# ")
    tables = html.fromstring(report(whole, key, html=True)).findall(".//table")
    assert all(len({len(row) for row in table.iter("tr")}) == 1 for table in tables)
