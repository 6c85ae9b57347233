"""The numbers and event words of a document that became facts, and the sentences of those that did not."""

from __future__ import annotations

from dataclasses import replace

from kg.engines.knowledge import SILENT, with_coverage
from kg.language import extract
from kg.language.coverage import Stretches, coverage
from kg.language.layout import lay_out
from kg.model import Coverage, Extraction, Observation
from kg.reading import read_text

DOCUMENT = read_text("松湖区新增企业30家，云帆大桥开工建设。\n\n松湖区新增企业30家、学校12所。", region="松湖区", date="2031")
LAYOUT, FOUND = lay_out(DOCUMENT), extract(DOCUMENT)
FIRST = "松湖区新增企业30家，云帆大桥开工建设"


def test_the_extraction_brings_the_coverage_of_its_facts() -> None:
    assert FOUND.coverage == coverage(LAYOUT, FOUND.facts)
    assert (FOUND.coverage.numbers, FOUND.coverage.events, FOUND.coverage.events_used) == (3, 1, 1)


def test_a_fact_less_is_a_word_less_that_is_used() -> None:
    steps = tuple(fact for fact in FOUND.facts if fact.kind == "milestone")
    less = coverage(LAYOUT, steps)
    assert (less.numbers_used, less.events_used) == (0, 1)
    assert [one.words for one in less.unread] == [("30家",), ("30家", "12所")]
    assert [DOCUMENT.text[one.start : one.end] for one in less.unread] == [FIRST, "松湖区新增企业30家、学校12所"]
    assert less.silent == len("松湖区新增企业30家、学校12所")


def test_a_figure_uses_the_number_of_its_value_alone() -> None:
    figure = next(fact for fact in FOUND.facts if isinstance(fact, Observation) and fact.value == 12)
    whole = tuple(replace(e, start=LAYOUT.document.text.rindex("松湖区")) for e in figure.evidence)
    read = coverage(LAYOUT, [replace(figure, evidence=whole)])
    assert read.numbers_used == 1 and read.unread[-1].words == ("30家",)


def test_characters_of_sentences_that_gave_nothing_are_not_accounted_as_used() -> None:
    nothing = Extraction(DOCUMENT.id, coverage=coverage(LAYOUT, ()))
    (before, after) = (with_coverage([DOCUMENT], [one])[0].accounting for one in (Extraction(DOCUMENT.id), nothing))
    assert before == DOCUMENT.accounting
    assert dict(after.left_out)[SILENT] == before.used - after.used == len(DOCUMENT.text.replace("。", "").replace("\n", ""))
    assert after.read == after.used + sum(count for _, count in after.left_out)


def test_nothing_covers_nothing() -> None:
    assert coverage(lay_out(read_text("松湖风光好。")), ()) == Coverage()


def test_stretches_cover_what_lies_in_one_of_them() -> None:
    stretches = Stretches([(10, 20), (0, 3), (2, 12)])
    assert [stretches.cover(*asked) for asked in ((0, 3), (2, 12), (11, 20), (2, 13), (9, 21), (20, 21))] == [True, True, True, False, False, False]
    assert not Stretches([]).cover(0, 1)
