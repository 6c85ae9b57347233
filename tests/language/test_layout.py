"""A sentence is laid out once: nothing behind the layout finds its times, numbers, posts, areas or frames again."""

from __future__ import annotations

import sys
from collections import Counter
from types import CodeType, FrameType

import pytest

from kg.language import extract
from kg.language.figures.quantities import find_quantities
from kg.language.layout import lay_out
from kg.language.mentions.people import posts
from kg.language.milestones.chunks import chunks
from kg.language.milestones.frames import read_clause
from kg.language.text.clauses import sentences
from kg.language.text.tokens import tokens
from kg.language.when.times import said_times
from kg.model import Milestone
from kg.reading import read_text

TEXT = """云岭大桥开工

2030年，黄岛区推动云岭大桥、松溪隧道等项目开工建设，新建学校3所；建成石湾隧道。黄岛区区长李明远表示，预计12月通车。

云溪智算产业园引进松云科技、海岳数据等20余家企业，园区内石坪科创中心主体封顶。该园产值增长6%。
"""


@pytest.fixture(scope="module")
def calls() -> Counter[CodeType]:
    """How often each function was called while the text was read."""
    document = read_text(TEXT, id="invented", date="2030-12-10", region="黄岛区")
    extract(document)  # loads what is loaded once
    counts: Counter[CodeType] = Counter()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            counts[frame.f_code] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        extract(document)
    finally:
        sys.setprofile(before)
    return counts


@pytest.mark.parametrize("find", [said_times, find_quantities], ids=lambda f: f.__name__)
def test_once_a_sentence(calls: Counter[CodeType], find: object) -> None:
    (page,) = lay_out(read_text(TEXT, id="invented", date="2030-12-10")).pages
    assert calls[find.__code__] == len(page.sentences)


def test_posts_are_looked_for_once_a_sentence(calls: Counter[CodeType]) -> None:
    (page,) = lay_out(read_text(TEXT, id="invented", date="2030-12-10")).pages
    found = sum(len(laid.posts) for laid in page.sentences)
    assert found == 1 and calls[posts.__code__] == len(page.sentences) + found  # a generator is entered again behind each post


def test_once_a_clause_and_once_a_block(calls: Counter[CodeType]) -> None:
    (page,) = lay_out(read_text(TEXT, id="invented", date="2030-12-10")).pages
    clauses = sum(len(laid.sentence.clauses) for laid in page.sentences)
    assert calls[read_clause.__code__] == calls[chunks.__code__] == clauses
    assert calls[sentences.__code__] == calls[tokens.__code__] == len(page.blocks)


def test_what_is_found_lies_in_its_sentence() -> None:
    (page,) = lay_out(read_text(TEXT, id="invented", date="2030-12-10")).pages
    assert any(laid.times for laid in page.sentences) and any(laid.quantities for laid in page.sentences) and any(laid.areas for laid in page.sentences)
    for laid in page.sentences:
        found = [*laid.times, *laid.quantities, *laid.areas, *laid.posts]
        assert all(laid.start <= f.start < f.end <= laid.end for f in found)
        assert all(f.text == laid.line.text[f.start : f.end] for f in (*laid.times, *laid.quantities))


@pytest.mark.parametrize("text", ["，", ",", "，。", "云岭大桥2031年开工建设。，。云帆大桥竣工。"])
def test_a_sentence_of_marks_alone_costs_nothing(text: str) -> None:
    assert len([fact for fact in extract(read_text(text)).facts if isinstance(fact, Milestone)]) == (2 if "云帆" in text else 0)
