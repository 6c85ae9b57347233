"""Names of an article that are forms of one name."""

from __future__ import annotations

import pytest

import kg


def projects(text: str) -> list[set[str]]:
    found = kg.extract(text, date="2031-02-03", region="青岛市").entities
    return [{e.name, *e.aliases} for e in found if e.type == "Project"]


def test_a_name_with_and_without_its_area_is_one_thing() -> None:
    text = "青岛云帆水利枢纽工程开工\n\n本报讯 昨日上午，青岛云帆水利枢纽工程正式开工。云帆水利枢纽工程总投资25亿元，计划2033年完工。云帆水利枢纽工程建成后，可改善下游灌溉条件。"
    assert [{"青岛云帆水利枢纽工程", "云帆水利枢纽"} <= names for names in projects(text)] == [True]


@pytest.mark.parametrize(("one", "other"), [("云帆水库一期工程", "云帆水库二期工程"), ("云岭东路改造工程", "云岭西路改造工程"), ("松湖第一污水处理厂", "松湖第三污水处理厂")])
def test_numbers_and_directions_tell_things_apart(one: str, other: str) -> None:
    text = f"重点工程进展\n\n本报讯 昨日，记者从市发改委获悉，{one}已于上月完工，{other}计划明年6月开工。{one}总投资3亿元，{other}总投资5亿元。"
    assert not [names for names in projects(text) if {one, other} <= names]


def test_two_registered_names_are_two_companies() -> None:
    text = "两家企业签约\n\n本报讯 昨日，松川水务有限公司与松川水务集团有限公司签约。松川水务有限公司将投资3亿元建设水厂。"
    found = [e for e in kg.extract(text, date="2031-02-03", region="青岛市").entities if e.type == "Company"]
    assert {"松川水务有限公司", "松川水务集团有限公司"} <= {e.name for e in found}
