"""Articles of one document do not leak into each other: what one implies is implied from its own words, in whatever order they stand."""

from __future__ import annotations

from itertools import permutations

import pytest

from kg.language import extract
from kg.model import Extraction, Fact, Relation
from kg.reading import read_text

SOUTH = """# 黄岛区：重点项目加快推进

黄岛区2030年推动云岭大桥等项目开工建设。云溪智算产业园引进松云科技、海岳数据等20余家企业。该园二期建成投用。黄岛区地区生产总值增长6%。
"""
NORTH = """# 余杭区：产业集聚

余杭区2030年建成石湾隧道。清河湾生物医药产业园引进远帆科技、华岳智能等30余家企业，园区内石坪科创中心主体封顶。余杭区新增学校3所。该园运行平稳。
"""
EAST = """# 云岭街头

石湾隧道旁的松湾市集开业。该园二期也已建成。
"""
ARTICLES = {"south": SOUTH, "north": NORTH, "east": EAST}


def said(*names: str) -> Extraction:
    document = read_text("\n".join(ARTICLES[name] for name in names), id="invented", date="2030-12-10")
    assert len(document.articles) == len(names)
    return extract(document)


def without_places(extraction: Extraction) -> tuple[set[tuple[str, str, tuple[str, ...]]], set[tuple[str, tuple[tuple[str, str], ...]]]]:
    """Entities and facts, each with the words and rules it rests on but not where they stand."""

    def words(thing: Fact) -> tuple[str, tuple[tuple[str, str], ...]]:
        fields = [str(getattr(thing, name)) for name in thing.__slots__ if name not in ("evidence", "kind")]
        return repr((thing.kind, *fields)), tuple(sorted((e.text, e.rule) for e in thing.evidence))

    return {(e.type, e.name, e.aliases) for e in extraction.entities}, {words(f) for f in extraction.facts}


@pytest.mark.parametrize("order", list(permutations(ARTICLES)), ids="-".join)
def test_the_order_of_articles_changes_nothing(order: tuple[str, ...]) -> None:
    assert without_places(said(*order)) == without_places(said(*sorted(ARTICLES)))


def test_a_company_of_one_article_does_not_lie_in_the_district_of_another() -> None:
    located = {(f.subject, f.object) for f in said("south", "north").facts if isinstance(f, Relation) and f.predicate == "locatedIn"}
    assert {("云岭大桥", "黄岛区"), ("石湾隧道", "余杭区"), ("石坪科创中心", "余杭区")} <= located
    assert not {(name, "余杭区") for name in ("云岭大桥", "云溪智算产业园", "松云科技", "海岳数据")} & located
    assert not {(name, "黄岛区") for name in ("石湾隧道", "清河湾生物医药产业园", "远帆科技", "华岳智能")} & located


def test_the_evidence_of_an_article_is_in_it() -> None:
    text = "\n".join((SOUTH, NORTH))
    facts = extract(read_text(text, id="invented", date="2030-12-10")).facts
    places = {e.start < len(SOUTH) for f in facts if isinstance(f, Relation) and "余杭区" in (f.subject, f.object) for e in f.evidence}
    assert places == {False}


def test_an_article_says_the_same_alone_and_among_others() -> None:
    alone = [without_places(said(name)) for name in ("south", "north")]
    together = without_places(said("south", "north"))
    assert together == (alone[0][0] | alone[1][0], alone[0][1] | alone[1][1])
