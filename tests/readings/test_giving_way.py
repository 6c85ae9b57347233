"""Rules give way where a reader was shown the words, and nowhere else; what gives way is kept account of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.model import Extraction, Observation, SetAside
from kg.reading import read_text
from kg.readings.asking import calls
from kg.readings.extracting import extracted
from kg.readings.library import Library
from kg.readings.store import Store
from kg.readings.values import line

TEXT = "青岛市崂山区新闻\n（2031-05-20）\n昨日，云帆大桥开工建设，总投资18亿元。\n同日，松湖隧道竣工，总投资26亿元。"
DOCUMENT = read_text(TEXT, id="n1", region="青岛市崂山区")
NAMES = [["Project", "云帆大桥"], ["Project", "松湖隧道"]]
STARTED, COST = "云帆大桥 started 2031-05-19 actual", "云帆大桥 总投资 18亿元 2031-05-19 actual"


def both(folder: Path, facts: list[dict[str, Any]], entities: list[list[str]] = NAMES) -> Extraction:
    """What rules and an answer that the whole document was shown for say together."""
    (call,) = calls([DOCUMENT], "m", {})
    Store(folder).keep(call, json.dumps({"entities": entities, "facts": facts}, ensure_ascii=False))
    return extracted(DOCUMENT, Library(folder), "both")


def lines(found: Extraction) -> set[str]:
    return {line(fact) for fact in found.facts}


def aside(found: Extraction, said: str) -> SetAside:
    return next(one for one in found.set_aside if one.said == said)


def test_the_rules_alone_say_it() -> None:
    from kg.language import extract

    assert {STARTED, COST} <= lines(extract(DOCUMENT)), "the other tests rest on this"


def test_what_a_reader_was_shown_and_left_out_gives_way(tmp_path: Path) -> None:
    found = both(tmp_path, [{"p": 2, "q": "云帆大桥开工建设", "f": [["M", "云帆大桥", "started", "2031-05-19"]]}])
    assert STARTED in lines(found) and COST not in lines(found)
    one = aside(found, COST)
    assert (one.doc, one.kind, one.instead) == ("n1", "observation", ())
    assert any("18亿元" in text for text in one.words) and one.rules and not any(rule.startswith("reading") for rule in one.rules)
    assert {e.rule == "reading:m" for fact in found.facts if line(fact) == STARTED for e in fact.evidence} == {True, False}


def test_what_the_reading_says_instead_is_told(tmp_path: Path) -> None:
    found = both(tmp_path, [{"p": 2, "q": "昨日，云帆大桥开工建设，总投资18亿元", "f": [["M", "云帆大桥", "started", "2031-05"]]}])
    assert aside(found, STARTED).instead == ("云帆大桥 started 2031-05 actual",)


def test_a_reader_who_says_nothing_covers_nothing(tmp_path: Path) -> None:
    found = both(tmp_path, [], [])
    assert {STARTED, COST} <= lines(found) and not found.set_aside


def test_an_entity_that_the_reading_leaves_out_is_set_aside(tmp_path: Path) -> None:
    found = both(tmp_path, [{"p": 2, "q": "云帆大桥开工建设", "f": [["M", "云帆大桥", "started", "2031-05-19"]]}], NAMES[:1])
    assert "松湖隧道" not in {e.name for e in found.entities}
    one = aside(found, "Project 松湖隧道")
    assert one.kind == "entity" and "松湖隧道" in one.words


def test_areas_stay_the_gazetteers(tmp_path: Path) -> None:
    found = both(tmp_path, [{"p": 2, "q": "云帆大桥开工建设", "f": [["M", "云帆大桥", "started", "2031-05-19"]]}])
    assert "崂山区 locatedIn 青岛市 actual" in lines(found) and not any("崂山区 locatedIn" in one.said for one in found.set_aside)


@pytest.mark.parametrize(("fact", "gone"), [({"event": "started", "time": "2031-05"}, {STARTED}), ({"event": "signed", "time": "2031-05"}, set())])
def test_lines_of_others_take_only_what_they_speak_of(fact: dict[str, str], gone: set[str], tmp_path: Path) -> None:
    own = {"doc": "n1", "subject": "云帆大桥", "kind": "milestone", "modality": "actual", "quote": "昨日，云帆大桥开工建设"}
    named = {"kind": "entity", "doc": "n1", "type": "Project", "name": "云帆大桥"}
    (tmp_path / "anna.jsonl").write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in (named, own | fact)), encoding="utf-8")
    found = extracted(DOCUMENT, Library(tmp_path), "both")
    assert {one.said for one in found.set_aside} == gone
    assert {STARTED, COST} - gone <= lines(found)


def test_two_numbers_alike_in_one_text_are_two(tmp_path: Path) -> None:
    document = read_text("青岛市崂山区新闻\n（2031-05-20）\n云帆大桥总投资18亿元。\n云帆大桥投资规模18亿元。", id="n2", region="青岛市崂山区")
    named = {"kind": "entity", "doc": "n2", "type": "Project", "name": "云帆大桥"}
    own = {"kind": "observation", "doc": "n2", "subject": "云帆大桥", "measure": "总投资", "value": 18, "unit": "亿元", "time": "2031", "quote": "云帆大桥总投资18亿元"}
    (tmp_path / "anna.jsonl").write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in (named, own)), encoding="utf-8")
    by = {fact.measure: {e.rule for e in fact.evidence} for fact in extracted(document, Library(tmp_path), "both").facts if isinstance(fact, Observation)}
    assert by == {"总投资": {"reading:anna", "observation.value"}, "投资规模": {"observation.value"}}
