"""Entities that cannot be one thing by their names alone. The patterns are this module's own, not those of the rules."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Entity

NUMERALS = {**{char: number for number, char in enumerate("零一二三四五六七八九十")}, "首": 1, "Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3}
TAIL = r"(?:[（(].*[）)])?(?:区)?(?:建设|改造|新建|扩建|迁建)?(?:项目|工程)?$"
PHASE = re.compile(r"([首一二三四五六七八九十ⅠⅡⅢ]+|[0-9]+)期")
NUMBER = re.compile(r"([一二三四五六七八九十]+|[0-9]+)号")
KINDS = {
    "school": re.compile("(小学|初级中学|初中|高级中学|高中|中学|幼儿园|职业学校|技工学校|特殊教育学校|外国语学校|学校|职业学院|学院|大学)" + TAIL),
    "hospital": re.compile("(人民医院|中心医院|中医院|中医医院|康复医院|口腔医院|眼科医院|儿童医院|妇产医院|肿瘤医院|胸科医院|骨科医院|妇幼保健院|卫生院|养老院)" + TAIL),
    "park": re.compile("(产业园|软件园|工业园|物流园|科技园|创业园|化工园|农业园|高新区|经开区|开发区|综保区|湿地公园|森林公园|体育公园|公园)" + TAIL),
}
ONE = {"中医医院": "中医院", "初级中学": "初中", "高级中学": "高中"}


def lint(entities: Iterable[Entity]) -> list[str]:
    """A line for each entity with names of two phases, two numbers, or two kinds of school, hospital or park."""
    return [f"{sort}: {entity.id} {(entity.name, *entity.aliases)}" for entity in entities for sort in _sorts((entity.name, *entity.aliases))]


def _sorts(names: tuple[str, ...]) -> list[str]:
    long = [name for name in names if len(name) > 3]
    signs = {"phase": {_signs(PHASE, name) for name in long}, "number": {_signs(NUMBER, name) for name in long} - {()}}
    kinds = {sort: {ONE.get(found[1], found[1]) for name in names if (found := pattern.search(name))} for sort, pattern in KINDS.items()}
    return [sort for sort, said in {**signs, **kinds}.items() if len(said) > 1]


def _signs(pattern: re.Pattern[str], name: str) -> tuple[int, ...]:
    return tuple(sorted({_value(found) for found in pattern.findall(name)}))


def _value(text: str) -> int:
    """A small numeral as a number: 十二, 12."""
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    return (NUMERALS.get(tens, 1) * 10 if "十" in text else 0) + (NUMERALS.get(ones, 0) if ones else 0)
