from __future__ import annotations

import re
from typing import Any

import pytest

from kg.language.text.clauses import sentences
from kg.language.when.moods import mood
from kg.language.when.passage import article_contexts, contexts, turning_point
from kg.model import Article, Block, Dated, Document
from kg.ontology import rules

RULES = rules("passage")
WORDED = [r for r in RULES.values() if isinstance(r, dict) and "yes" in r] + [*RULES["headings"], *RULES["openings"]]
REPORT = "2031年临海省政府工作报告"


def block(text: str) -> Block:
    return Block("heading" if len(text) < 30 and text[-1] not in "。；" else "paragraph", text, (range(len(text)),))


def read(title: str, date: str | None, *texts: str) -> list[tuple[str | None, str]]:
    """Time and modality of each sentence of an article of these blocks."""
    article = Article(tuple(block(t) for t in texts), title, Dated(date, "day", "said"))
    return [(c.time, c.modality) for row in article_contexts(article) for c in row]


BACK, AHEAD = ("2030", "actual"), ("2031", "planned")


def test_a_report_looks_back_and_ahead_by_its_headings() -> None:
    got = read(
        REPORT,
        "2031-01-12",
        "一、2030年工作回顾",
        "开工桥梁8座。",
        "（一）办好民生实事",
        "建成学校9所。",
        "二、2031年工作安排",
        "开工桥梁6座。",
    )
    assert got == [BACK] * 4 + [AHEAD] * 2


def test_a_heading_without_a_year_keeps_the_section() -> None:
    got = read(REPORT, "2031-01-12", "二、2031年重点工作", "开工桥梁8座。", "三、加强自身建设", "整治隐患20处。")
    assert got == [AHEAD] * 4


@pytest.mark.parametrize(
    "opening, wanted",
    [
        ("一年来，主要做了以下工作。", BACK),
        ("过去一年，我们闯过了难关。", BACK),
        ("各位代表！回顾过去一年，成绩来之不易。", BACK),
        ("2030年，全省上下团结奋斗。", BACK),
        ("今年是关键之年。", AHEAD),
        ("做好今年工作，要抓住重点。", AHEAD),
        ("主要预期目标是：生产总值增长5%左右。", AHEAD),
        ("重点做好八方面工作。", AHEAD),
        ("2031年，要办好下列实事。", AHEAD),
    ],
)
def test_an_opening_of_a_report_holds_for_what_follows(opening: str, wanted: tuple[str, str]) -> None:
    assert read(REPORT, "2031-01-12", opening, "中心水厂二期项目。")[-1] == wanted


def test_thanks_for_the_past_year_do_not_end_the_plans() -> None:
    got = read(REPORT, "2031-01-12", "二、2031年工作安排", "过去一年，驻军官兵助力抢险。", "开工桥梁8座。")
    assert got == [AHEAD, BACK, AHEAD]


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("加快推进滨河高速建设，支持企业做大做强，力争新增就业3万人左右。", AHEAD),
        ("持续完善托育服务体系，打造宜居社区，加强养老服务。", AHEAD),
        ("滨河高速建成通车，工业投资增长13.7%，新港码头开工建设，服务能力显著增强。", BACK),
        ("粮食总产创历史新高，12家企业获评国家级示范，生态环境持续改善。", BACK),
    ],
)
def test_a_part_of_a_report_without_headings_is_read_by_its_moods(text: str, wanted: tuple[str, str]) -> None:
    assert read(REPORT, "2031-01-12", text) == [wanted]


def test_a_report_turns_at_most_once() -> None:
    assert turning_point([-3.0, -2.0, 0.5, -4.0, 3.0, 4.0, 5.0]) == 4
    assert turning_point([-3.0, -2.0, 1.0]) == 3
    assert turning_point([2.0, -0.5, 3.0]) == 0


def test_glossaries_are_neither() -> None:
    got = read(REPORT, "2031-01-12", "二、2031年工作安排", "附件 名词解释", "1.“双港”：指东港和西港，共有泊位40个。")
    assert got[1:] == [(None, "actual")] * 2


def test_news_keep_their_year_over_headings() -> None:
    got = read(
        "山城三年变样",
        "2024-01-26",
        "2023年，山城区开工桥梁8座。",
        "产业集聚",
        "大桥贯通。",
        "今年，山城区将开工桥梁6座。",
        "学校建设提速。",
    )
    assert got == [("2023", "actual")] * 3 + [("2024", "planned")] * 2


@pytest.mark.parametrize(
    "date, text, wanted",
    [
        ("2024-01-26", "推动滨河大桥等项目开工建设。", ("2024", "planned")),
        ("2024-01-26", "目前已引进企业20家。", ("2024", "actual")),
        ("2024-01-26", "滨河医院已经启用。", (None, "actual")),
        ("2024-06-26", "滨河医院启用。", ("2024", "actual")),
        ("2024-06-26", "滨河医院将于年底启用。", ("2024", "planned")),
        ("2024-06-26", "下一步，全面推广。", ("2024", "planned")),
        ("2024-12-20", "下一步，全面推广。", (None, "planned")),
        ("2024-12-20", "在即将到来的2025年，山城区将开工桥梁6座。", ("2025", "planned")),
        ("2024-06-26", "将用地范围由3平方公里拓展至5平方公里。", ("2024", "actual")),
        ("2024-06-26", "深入实施名企倍增计划。", ("2024", "actual")),
        ("2024-06-26", "近五年，新增企业30家。", ("2019-01/2023-12", "actual")),
        ("2024-06-26", "“十五五”时期，新建学校30所。", ("2026-01/2030-12", "planned")),
        ("2024-01-26", "1月20日，滨河医院启用。", (None, "actual")),
        ("2024-01-26", "1月31日，滨河医院将启用。", ("2024", "planned")),
        ("2024-06-26", "滨河医院9月启用。", ("2024", "planned")),
        ("2024-06-26", "滨河医院3月启用。", ("2024", "actual")),
        (None, "滨河医院启用。", (None, "actual")),
    ],
)
def test_a_sentence_of_news(date: str | None, text: str, wanted: tuple[str | None, str]) -> None:
    assert read("山城三年变样", date, text) == [wanted]


def test_bulletins_tell_of_their_year() -> None:
    assert read("山城市2030年国民经济和社会发展统计公报", "2031-03-20", "建成区绿地率40%。") == [("2030", "actual")]


def test_reports_of_the_closing_months_are_of_the_next_year() -> None:
    assert read("山城县政府工作报告", "2030-12-20", "今后要抓好水利。", "重点做好八方面工作。")[-1] == ("2031", "planned")


def test_one_context_for_each_sentence_with_the_anchor_of_its_year() -> None:
    blocks = (block("2023年，开工8座；完工3座。大桥贯通。"), block("今年，将开工6座。"))
    document = Document("x", "", (Article(blocks), Article(blocks[:1])), "甲", Dated("2024-01-26", "day", "said"))
    got = contexts(document)
    assert [len(row) for row in got] == [len(sentences(b)) for b in (*blocks, blocks[0])]
    assert (got[0][0].anchor.date, got[0][0].anchor.year, got[1][0].anchor.year) == ("2024-01-26", "2023", "2024")


@pytest.mark.parametrize("rule", WORDED, ids=lambda r: r["id"])
def test_a_rule_reads_its_examples_and_leaves_its_near_misses(rule: dict[str, Any]) -> None:
    def said(text: str) -> bool:
        bare = re.sub(rule["held"], "", text) if rule.get("held") else text
        return bool(re.search(rule["pattern"], bare))

    assert [t for t in rule["yes"] if not said(t)] == []
    assert [t for t in rule["no"] if said(t)] == []


def test_moods_know_plans_from_results() -> None:
    def of(text: str) -> float:
        return mood(sentences(block(text))[0])

    assert of("加快建设滨河高速，支持企业发展") > 0 > of("滨河高速建设全面推进，出口增长8.4%")
