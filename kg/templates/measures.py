"""Measures by the words people use: GDP, 经济增速 and 财政收入 lead to the names that the graph has."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from kg.answer import Answer
from kg.ontology import rules
from kg.outcomes.indicators import indicators, wording
from kg.templates.nearest import like

MEASURES = "PREFIX kg: <https://district-kg.example/ns#> SELECT DISTINCT ?name { ?fact kg:modality ?any ; kg:measureName ?name } ORDER BY ?name"
SHORTEST = 2  # characters that two measures must share


def asked(words: str) -> str:
    """The words to look for in the names of measures: an indicator's own name for one of its others that it does not hold, else the words as the vocabulary writes them.

    >>> asked("GDP"), asked("经济增速"), asked("财政收入"), asked("口袋公园")
    ('地区生产总值', '地区生产总值增速', '一般公共预算收入', '口袋公园')
    """
    words = words.strip()
    known = _names().get(words.lower())
    if known and words not in known:
        return known
    for said, meant in wording()["same"].items():
        words = words.replace(said, meant)
    return words


@cache
def _names() -> dict[str, str]:
    """Each other name of an indicator, in small letters, with the shortest name of those that have it; and what people say beside them."""
    found: dict[str, str] = {}
    for each in indicators():
        for alias in (each.name, *each.aliases, each.en):
            found[alias.lower()] = min(found.get(alias.lower(), each.name), each.name, key=len)
    return found | {said.lower(): name for said, name in rules("answers")["asked"].items()}


def known(query: Callable[[str], object]) -> list[str]:
    """The names of the measures of a graph, sorted."""
    answer = query(MEASURES)
    return [str(row[0]) for row in answer.rows] if isinstance(answer, Answer) else []


def near(words: str, names: list[str], count: int = 8) -> list[str]:
    """The measures nearest to words: those that hold them, are spelled alike, or share two characters that stand together."""
    found = like(asked(words), names, count)
    pairs = {words[at : at + SHORTEST] for at in range(len(words) - SHORTEST + 1)}
    sharing = sorted((name for name in names if any(pair in name for pair in pairs)), key=lambda name: (-sum(pair in name for pair in pairs), len(name), name))
    return list(dict.fromkeys([*found, *sharing]))[:count]
