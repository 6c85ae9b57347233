"""What ``resolve`` does with entities, facts, short forms and decisions, on an invented district."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.identity import Decision, Resolved, read_decisions, resolve
from kg.model import Article, Document, Entity, Evidence, Extraction, Fact, Milestone, Observation, Relation

PLACES = (Entity("Province", "林海省"), Entity("City", "松屿市", within="林海省"), Entity("District", "云汀区", within="松屿市"))


def words(doc: str, start: int = 0) -> tuple[Evidence, ...]:
    return (Evidence(doc, start, start + 2, "词语", "rule.test"),)


def said(doc: str, *entities: Entity, facts: tuple[Fact, ...] = ()) -> Extraction:
    return Extraction(doc, (*PLACES, *entities), facts)


def made(*extractions: Extraction, texts: dict[str, str] | None = None, decisions: tuple[Decision, ...] = ()) -> Resolved:
    documents = [Document(one.doc, (texts or {}).get(one.doc, ""), (), region="云汀区") for one in extractions]
    return resolve(extractions, documents, decisions)


def ids(found: Resolved) -> list[str]:
    return [entity.id for entity in found.entities if entity.type not in ("Province", "City", "District")]


def project(name: str, *aliases: str, type_: str = "Project", within: str | None = None) -> Entity:
    return Entity(type_, name, aliases, within)


def test_the_fullest_official_name_and_all_others() -> None:
    found = made(said("a", project("光谷产业园", type_="Park")), said("b", project("松屿市光谷产业园", "光谷园", type_="Park")), said("c", project("松屿光谷产业园", type_="Park")))
    park = next(entity for entity in found.entities if entity.type == "Park")
    assert (park.id, park.name, park.aliases, park.within) == ("Park/松屿市光谷产业园", "松屿市光谷产业园", ("光谷产业园", "光谷园", "松屿光谷产业园"), "云汀区")
    assert {(merge.name, merge.doc): merge.reason for merge in park.merges} == {
        ("光谷产业园", "a"): "identity.area", ("光谷园", "b"): "identity.stated", ("松屿光谷产业园", "c"): "identity.ending"
    }


def test_the_main_works_are_no_fuller_name() -> None:
    found = made(said("a", project("云帆水库")), said("b", project("云帆水库主体工程")))
    assert ids(found) == ["Project/云帆水库"] and [entity.aliases for entity in found.entities if entity.type == "Project"] == [("云帆水库主体工程",)]


def test_phases_never_meet_through_a_third_name() -> None:
    found = made(said("a", project("云帆大桥一期", "云帆大桥")), said("b", project("云帆大桥二期", "云帆大桥")), said("c", project("云帆大桥")), said("d", project("云帆大桥一期工程")))
    assert ids(found) == ["Project/云帆大桥", "Project/云帆大桥一期工程", "Project/云帆大桥二期"]
    assert all("云帆大桥" not in entity.aliases for entity in found.entities)


def test_an_alias_shared_by_two_joins_neither() -> None:
    found = made(said("a", project("云帆创新中心", "创新天地")), said("b", project("星河创新中心", "创新天地")), said("c", project("创新天地")))
    assert len(ids(found)) == 3


def test_a_bare_name_that_fits_two_joins_neither_and_is_likely() -> None:
    places = said("p", Entity("District", "望涛区", within="松屿市"))
    found = made(places, said("a", project("云汀区量子公园", type_="Park")), said("b", project("松屿市量子公园", type_="Park")), said("c", project("量子公园", type_="Park")))
    assert len(ids(found)) == 2  # the district's own, and the city's
    assert [(pair.first, pair.second) for pair in found.likely] == [("Park/云汀区量子公园", "Park/松屿市量子公园")]


def test_same_names_in_two_places_get_ids_of_their_own() -> None:
    areas = (Entity("District", "望涛区", within="松屿市"), *PLACES)
    extractions = [Extraction("a", (*areas, project("人民医院"))), Extraction("b", (*areas, project("人民医院")))]
    found = resolve(extractions, [Document("a", "", (), region="云汀区"), Document("b", "", (), region="望涛区")])
    assert ids(found) == ["Project/人民医院@云汀区", "Project/人民医院@望涛区"]


def test_a_document_of_several_districts_is_of_their_city() -> None:
    articles = tuple(Article((), region=region) for region in ("云汀区", "望涛区"))
    areas = (*PLACES, Entity("District", "望涛区", within="松屿市"))
    extractions = [Extraction("a", (*areas, project("人民医院"))), Extraction("b", (*areas, project("人民医院")), (Observation("云汀区", "桥梁数", Decimal(3), "座", evidence=words("b")),))]
    found = resolve(extractions, [Document("a", "", (), region="云汀区"), Document("b", "", articles)])
    assert ids(found) == ["Project/人民医院@云汀区", "Project/人民医院@松屿市"]


def test_one_name_of_two_types_takes_the_type_said_most_often() -> None:
    found = made(said("a", project("星河研究院", type_="Organization")), said("b", project("星河研究院", type_="Organization")), said("c", project("星河研究院")))
    assert ids(found) == ["Organization/星河研究院"]


def test_a_short_form_that_the_text_introduces() -> None:
    text = "松屿量子信息先导示范区（以下简称“示范先导区”）今年开工。示范先导区计划明年投用。"
    extraction = said("a", project("松屿量子信息先导示范区", type_="Park"), project("示范先导区", type_="Park"))
    found = made(extraction, texts={"a": text})
    park = next(entity for entity in found.entities if entity.type == "Park")
    assert park.aliases == ("示范先导区",) and [merge.reason for merge in park.merges] == ["identity.introduced"]
    assert len(ids(made(extraction))) == 2, "without the text there is nothing to say that they are one"


def test_facts_are_rewritten_and_one_fact_keeps_all_its_evidence() -> None:
    told = Milestone("云帆大桥", "opened", "2031", "planned", words("a"))
    again = Milestone("松屿云帆大桥", "opened", "2031", "planned", (*words("b", 9), *words("b", 3)))
    found = made(said("a", project("云帆大桥"), facts=(told,)), said("b", project("松屿云帆大桥"), facts=(again,)))
    assert found.facts == (Milestone("Project/松屿云帆大桥", "opened", "2031", "planned", (*words("a"), *words("b", 3), *words("b", 9))),)


def test_objects_posts_and_literals() -> None:
    facts = (
        Relation("云帆大桥", "locatedIn", "云汀区", evidence=words("a")), Relation("林一舟", "holdsPost", "区长", of="云汀区", evidence=words("a")),
        Relation("云帆大桥", "recognizedAs", "云汀区", evidence=words("a")), Observation("云汀区", "桥梁数", Decimal("3"), "座", evidence=words("a")),
    )
    found = made(said("a", project("云帆大桥"), Entity("Person", "林一舟"), facts=facts))
    assert {(fact.subject, getattr(fact, "object", None), getattr(fact, "of", None)) for fact in found.facts} == {
        ("Project/云帆大桥", "District/云汀区", None), ("Person/林一舟", "区长", "District/云汀区"), ("Project/云帆大桥", "云汀区", None), ("District/云汀区", None, None)
    }


def test_a_fact_about_nothing_known_is_given_back() -> None:
    fact = Milestone("无名大桥", "opened", "2031", evidence=words("a"))
    found = made(said("a", facts=(fact,)))
    assert found.facts == () and found.lost == (("a", fact),)


def test_that_a_thing_lies_in_itself_is_not_said() -> None:
    fact = Relation("云帆大桥", "partOf", "松屿云帆大桥", evidence=words("a"))
    found = made(said("a", project("云帆大桥"), project("松屿云帆大桥"), facts=(fact,)))
    assert found.facts == () and found.lost == ()


def test_decisions_are_obeyed() -> None:
    two = (said("a", project("云帆文体中心")), said("b", project("云帆文化体育中心")))
    assert len(ids(made(*two))) == 2
    joined = made(*two, decisions=(Decision("same", "云帆文体中心", "云帆文化体育中心"),))
    assert ids(joined) == ["Project/云帆文化体育中心"] and [merge.reason for entity in joined.entities for merge in entity.merges] == ["identity.decision"]
    one = (said("a", project("云帆大桥")), said("b", project("云帆大桥工程")))
    assert len(ids(made(*one))) == 1
    assert len(ids(made(*one, decisions=(Decision("different", "云帆大桥", "云帆大桥工程"),)))) == 2


def test_decisions_that_no_longer_apply_are_reported() -> None:
    gone, idle = Decision("same", "云帆大桥", "某座老桥"), Decision("different", "不在文中", "也不在文中")
    found = made(said("a", project("云帆大桥")), decisions=(gone, idle))
    assert set(found.unused_decisions) == {gone, idle}
    assert str(Decision("same", "云帆大桥", "某座老桥", line=4)) == "line 4: same, 云帆大桥, 某座老桥"


def test_a_pair_decided_both_ways_is_an_error() -> None:
    with pytest.raises(UsageError, match="both ways"):
        made(said("a", project("云帆大桥")), decisions=(Decision("same", "甲", "乙"), Decision("different", "乙", "甲")))


@pytest.mark.parametrize(
    ("name", "text"),
    [("d.csv", "verdict,first,second,note\nsame,云帆大桥,云帆桥,同一座\n"), ("d.yaml", "- {verdict: same, first: 云帆大桥, second: 云帆桥, note: 同一座}\n")],
)
def test_decisions_are_read_from_csv_and_yaml(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (decision,) = read_decisions(tmp_path / name)
    assert (decision.verdict, decision.first, decision.second, decision.note) == ("same", "云帆大桥", "云帆桥", "同一座")


@pytest.mark.parametrize(
    ("name", "text", "words_"),
    [("d.csv", "verdict,first,second\nmaybe,甲,乙\n", "decision 2"), ("d.csv", "verdict,first,second\nsame,甲,\n", "decision 2"), ("d.yaml", "a: 1\n", "not a list"),
     ("d.yaml", "- {verdict: same, first: 甲, second: 甲}\n", "decision 1"), ("none.csv", None, "cannot read")],
)
def test_wrong_decisions_name_file_and_line(tmp_path: Path, name: str, text: str | None, words_: str) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=words_) as error:
        read_decisions(tmp_path / name)
    assert name in str(error.value)


NAMES = ["云帆大桥", "松屿云帆大桥", "云帆大桥工程", "云帆大桥一期", "云帆大桥二期", "松屿市光谷产业园", "光谷产业园", "云汀区第一中学", "云汀一中", "恒泰华康复医院",
         "恒泰华小瀛洲国际康复医院", "区公共卫生中心", "云汀区公共卫生服务中心", "地铁4号线", "地铁四号线", "枫林学校", "枫林九年一贯制学校"]


def test_order_changes_nothing() -> None:
    extractions = [said(f"d{i}", project(name, *(["大桥"] if i % 3 else [])), facts=(Milestone(name, "opened", "2031", evidence=words(f"d{i}")),)) for i, name in enumerate(NAMES)]
    first = made(*extractions)
    for seed in range(5):
        shuffled = [Extraction(one.doc, tuple(random.Random(seed).sample(one.entities, len(one.entities))), one.facts) for one in extractions]
        random.Random(seed).shuffle(shuffled)
        assert made(*shuffled) == first
    assert len(ids(first)) < len(NAMES)
