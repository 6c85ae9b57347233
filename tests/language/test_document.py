"""A whole document of an invented kind of news, read to its facts."""

from __future__ import annotations

import pytest

from kg.language import extract
from kg.language.explain import explain
from kg.model import Extraction, Milestone, Relation
from kg.reading import read_text

TEXT = """黄岛区：产业园里看新年

2024年，黄岛区重点项目加快推进。青岛市氢能产业园引进松云科技、海岳数据等20余家企业，园区内石湾储能项目一期投入使用。松溪大桥、云岭隧道建成通车，石坪科创中心主体封顶。

2025年，黄岛区将推动云岭文化艺术中心等项目开工建设，加快石坪、松湾社区等村庄改造项目建设，力争上半年海岳数据总部大厦竣工。云岭街道获评省级文明街道。

黄岛区区长李明远表示，新的一年将大力发展氢能、人工智能等产业。
"""


@pytest.fixture(scope="module")
def said() -> Extraction:
    return extract(read_text(TEXT, id="invented", date="2025-01-10", region="黄岛区"))


def relations(said: Extraction) -> set[tuple[str, str, str]]:
    return {(f.subject, f.predicate, f.object) for f in said.facts if isinstance(f, Relation)}


def milestones(said: Extraction) -> set[tuple[str, str, str | None, str]]:
    return {(f.subject, f.event, f.time, f.modality) for f in said.facts if isinstance(f, Milestone)}


def test_entities_have_their_types(said: Extraction) -> None:
    types = {e.name: e.type for e in said.entities}
    expected = {
        "黄岛区": "District", "青岛市": "City", "青岛市氢能产业园": "Park", "松云科技": "Company", "海岳数据": "Company",
        "石湾储能项目一期": "Project", "松溪大桥": "Project", "云岭文化艺术中心": "Project", "李明远": "Person", "云岭街道": "Place", "氢能": "Industry",
    }  # fmt: skip
    assert {name: types.get(name) for name in expected} == expected


def test_what_happened_and_what_is_planned(said: Extraction) -> None:
    found = milestones(said)
    assert ("石湾储能项目一期", "opened", "2024", "actual") in found
    assert ("松溪大桥", "opened", "2024", "actual") in found
    assert ("云岭隧道", "opened", "2024", "actual") in found
    assert ("石坪科创中心", "topped_out", "2024", "actual") in found
    assert ("云岭文化艺术中心", "started", "2025", "planned") in found
    assert ("松湾社区村庄改造项目", "under_construction", "2025", "planned") in found
    assert ("海岳数据总部大厦", "completed", "2025-H1", "planned") in found


def test_relations(said: Extraction) -> None:
    found = relations(said)
    assert ("松云科技", "locatedIn", "青岛市氢能产业园") in found
    assert ("石湾储能项目一期", "partOf", "青岛市氢能产业园") in found
    assert ("石湾储能项目一期", "partOf", "石湾储能项目") in found
    assert ("松湾社区村庄改造项目", "locatedIn", "松湾社区") in found
    assert ("松溪大桥", "locatedIn", "黄岛区") in found
    assert ("黄岛区", "locatedIn", "青岛市") in found
    assert ("青岛市氢能产业园", "focusesOn", "氢能") in found
    assert ("黄岛区", "focusesOn", "人工智能") in found
    assert ("李明远", "holdsPost", "区长") in found


def test_evidence_is_exactly_the_words(said: Extraction) -> None:
    every = [e for entity in said.entities for e in entity.evidence] + [e for fact in said.facts for e in fact.evidence]
    assert every
    assert all(TEXT[e.start : e.end] == e.text and e.text and e.rule for e in every)


def test_reading_twice_gives_the_same(said: Extraction) -> None:
    assert extract(read_text(TEXT, id="invented", date="2025-01-10", region="黄岛区")) == said


def test_explain_shows_rules_names_and_facts() -> None:
    tree = explain("推动松溪大桥等项目开工建设，加快基础设施建设。", date="2025-01", region="黄岛区")
    assert "✓ milestone-list-first → started: 松溪大桥/Project" in tree
    assert "✗ milestone-drive" in tree
    assert "松溪大桥 started 2025 planned" in tree


def test_a_post_rests_on_the_words_for_both_and_takes_no_body_from_across_a_pause() -> None:
    found = extract(read_text("台风侵袭黄岛区时，李明远总书记十分牵挂。黄岛区区长王海涛作报告。", id="invented", date="2025-01-10", region="黄岛区"))
    held = {(f.subject, f.object, f.of): f.evidence[0].text for f in found.facts if isinstance(f, Relation) and f.predicate == "holdsPost"}
    assert held == {("李明远", "总书记", None): "李明远总书记", ("王海涛", "区长", "黄岛区"): "区长王海涛"}


@pytest.mark.parametrize(("text", "region"), [("地区生产总值增长6%。星河产业园开工建设。", "黄岛区"), ("---\nregion: 甲乙区\n---\n\n星河产业园开工建设，新建学校3所。", None)])
def test_facts_of_an_area_that_no_sentence_names_are_kept(text: str, region: str | None) -> None:
    found = extract(read_text(text, id="invented", date="2025-01-10", region=region))
    named = {entity.name for entity in found.entities}
    assert {getattr(fact, "object", fact.subject) for fact in found.facts} | {fact.subject for fact in found.facts} <= named
    assert {"黄岛区", "甲乙区"} & named and all(text[e.start : e.end] == e.text for entity in found.entities for e in entity.evidence)
