"""Knowledge as JSON Lines: lossless, ordered, exact to the digit."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.model import Entity, Evidence, Knowledge, Observation, Promise, Relation
from kg.records import bare, dumps, fact_key, from_records, ordered, read_jsonl, to_records
from tests.invented import BRIDGE, DISTRICT, FIRM, PARK, TEXTS, knowledge

SCORE = Path(__file__).parents[3] / "shared" / "score.py"


def without_texts(whole: Knowledge) -> Knowledge:
    return replace(whole, documents=tuple(bare(document) for document in whole.documents))


def lines(whole: Knowledge) -> list[str]:
    return [dumps(record) for record in to_records(whole)]


def written(folder: Path, whole: Knowledge) -> Path:
    file = folder / "facts.jsonl"
    file.write_text("".join(line + "\n" for line in lines(whole)), encoding="utf-8")
    return file


def test_round_trip_through_a_file_loses_nothing(tmp_path: Path) -> None:
    back = from_records(read_jsonl(written(tmp_path, knowledge())))
    assert back == ordered(without_texts(knowledge()))
    assert lines(back) == lines(knowledge())


def test_ordered_keeps_every_thing_and_its_text() -> None:
    whole, given_ = ordered(knowledge()), knowledge()
    for name in ("documents", "entities", "facts", "promises", "conflicts", "likely"):
        assert sorted(map(repr, getattr(whole, name))) == sorted(map(repr, getattr(given_, name)))
    assert {document.id: document.text for document in whole.documents} == TEXTS | {"空": ""}


@pytest.mark.parametrize("seed", range(5))
def test_order_of_the_input_never_shows(seed: int) -> None:
    whole, dice = knowledge(), random.Random(seed)
    mixed = Knowledge(*(tuple(dice.sample(part, len(part))) for part in (
        whole.documents, whole.entities, whole.facts, whole.promises, whole.conflicts, whole.likely)))
    assert lines(mixed) == lines(whole)


def test_names_stand_beside_ids() -> None:
    posts = [record for record in to_records(knowledge()) if record.get("predicate") == "holdsPost"]
    said = [(r["subject"], r["object"], r["of"], r["ofId"], "objectId" in r) for r in posts]
    assert said == [("林一舟", "区长", "松岭区", DISTRICT, False)]
    bridges = {record["subjectId"] for record in to_records(knowledge()) if record["kind"] == "milestone"}
    assert bridges == {BRIDGE, BRIDGE + "@临川市"}


def test_digits_stay_as_written() -> None:
    numbers = [line for line in lines(knowledge()) if '"observation"' in line]
    assert '"value": 1.30,' in "".join(numbers)
    assert '"value": 5000,' in "".join(numbers)
    assert not any("E+" in line or "\\u" in line for line in numbers)


def test_every_record_but_a_documents_can_be_looked_up() -> None:
    for record in to_records(knowledge()):
        if record["kind"] != "document":
            assert record["evidence"], record
            assert all(TEXTS[e["doc"]][e["start"]:e["end"]] == e["text"] for e in record["evidence"])


def test_document_record_has_the_fields_of_the_contract() -> None:
    first = next(record for record in to_records(knowledge()) if record.get("doc") == "松岭/2031")
    assert " ".join(first) == "kind doc title date date_precision date_how region publisher source media accounting"
    assert first["accounting"] == {"read": 70, "used": 60, "left_out": {"caption": 4, "furniture": 6}}
    empty = next(record for record in to_records(knowledge()) if record.get("doc") == "空")
    assert empty["date"] is None and "region" not in empty


@pytest.mark.parametrize("char", ["\u2028", "\u2029", "\x85", "\n", "\ud800"])
def test_a_record_is_one_line_for_every_reader(char: str) -> None:
    line = dumps({"kind": "document", "title": f"前{char}后"})
    assert len(line.splitlines()) == 1 and line.encode()
    assert json.loads(line)["title"] == f"前{char}后"


def test_a_facts_key_survives_the_round_trip() -> None:
    back = from_records(json.loads(line, parse_float=Decimal) for line in lines(knowledge()))
    assert [fact_key(fact) for fact in back.facts] == [fact_key(fact) for fact in ordered(knowledge()).facts]
    assert len({fact_key(fact) for fact in back.facts}) == len(back.facts)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    file.write_text('{"kind": "entity", "type": "Park", "name": "甲园"}\n{"kind": ', encoding="utf-8")
    with pytest.raises(GraphError, match=r"facts\.jsonl:2: not JSON"):
        list(read_jsonl(file))
    file.write_text('{"kind": "riddle"}', encoding="utf-8")
    with pytest.raises(GraphError, match=r"facts\.jsonl:1: not a record"):
        list(read_jsonl(file))


def test_a_record_that_lacks_a_field_is_shown() -> None:
    with pytest.raises(GraphError, match="predicate.*甲公司"):
        from_records([{"kind": "relation", "subject": "甲公司", "object": "乙园"}])


words = st.text(st.characters(exclude_categories=("Cs",)), max_size=6)
maybe = st.none() | words
evidence = st.lists(st.builds(Evidence, words, st.integers(0, 99), st.integers(0, 99), words, words), max_size=2).map(tuple)
decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-10**15, max_value=10**15)
names = st.sampled_from([DISTRICT, FIRM, PARK, "甲园", ""])
relations = st.builds(Relation, names, words, names | words, maybe, maybe, words, evidence)
observations = st.builds(Observation, names, words, decimals, words, maybe, words, words, maybe, evidence)
months = st.none() | st.integers(-99, 99)
promises = st.builds(Promise, names, words, words, maybe, maybe, st.none() | decimals, maybe, maybe, maybe, months, words,
                     st.lists(st.tuples(words, words), max_size=2).map(tuple), evidence, evidence)
things = st.builds(Entity, words, words, st.lists(words, max_size=2).map(tuple), maybe, evidence, names)


@settings(max_examples=50, deadline=None)
@given(st.lists(things, unique_by=lambda e: e.id, max_size=4), st.lists(relations | observations, max_size=5),
       st.lists(promises, max_size=2))
def test_any_knowledge_comes_back(entities: list[Entity], facts: list[Relation | Observation], promised: list[Promise]) -> None:
    whole = Knowledge((), tuple(entities), tuple(facts), tuple(promised))
    parsed = (json.loads(line, parse_float=Decimal) for line in lines(whole))
    assert from_records(parsed) == ordered(whole)


@pytest.mark.skipif(not SCORE.exists(), reason="the shared scorer is not beside this checkout")
def test_the_shared_scorer_reads_it(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    gold = [line for line in lines(knowledge()) if '"松岭/2031"' in line]
    (tmp_path / "gold" / "a.jsonl").write_text("\n".join(gold).replace("松岭/", ""), encoding="utf-8")
    (tmp_path / "gold" / "a.jsonl").rename(tmp_path / "gold" / "2031.jsonl")
    facts = written(tmp_path, knowledge())
    facts.write_text(facts.read_text(encoding="utf-8").replace("松岭/", ""), encoding="utf-8")
    (tmp_path / "2031.txt").write_text(TEXTS["松岭/2031"], encoding="utf-8")
    (tmp_path / "2032.txt").write_text(TEXTS["松岭/2032"], encoding="utf-8")
    command = [sys.executable, str(SCORE), str(tmp_path / "gold"), str(facts), "--corpus", str(tmp_path), "--json"]
    result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert result["mean_f1"] == 1.0 and result["evidence"]["bad"] == 0 and result["document_dates"]["month"] == 1
