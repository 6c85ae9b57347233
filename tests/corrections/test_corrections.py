"""What one correction does to what a document says, what the file takes, and that nothing is decided by likeness."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.corrections import append, apply, decisions, files, making, read
from kg.corrections.anchor import anchored, quoted
from kg.corrections.record import checked, parse
from kg.corrections.reviewed import gold, states
from kg.errors import UsageError
from kg.language import extract

TEXT = "2031年，松岭区推动云帆大桥开工建设。全区完成投资12亿元。云岭隧道主体封顶。"
BY = {"by": "王琳", "when": "2031-05", "why": "核对"}
STARTED = {"kind": "milestone", "subject": "云帆大桥", "event": "started"}
BUILT = {"kind": "relation", "subject": "云帆大桥", "subjectType": "Project", "predicate": "builtBy", "object": "远桥建工", "objectType": "Company"}


def corrected(*records: dict, text: str = TEXT):  # type: ignore[no-untyped-def, type-arg]
    document = kg.read(text, id="a")
    after, effects = apply([document], [extract(document)], [checked(record) for record in records])
    return after[0], [effect.state for effect in effects]


def on(action: str, quote: str, fact: dict, **more: object) -> dict:  # type: ignore[type-arg]
    return {"action": action, **quoted("a", TEXT, quote).fields(), "fact": fact, **more, **BY}


def test_reject_takes_away_one_fact_and_no_other() -> None:
    before, _ = corrected()
    after, effects = corrected(on("reject", "云帆大桥开工建设", STARTED))
    gone = {repr(fact) for fact in before.facts} - {repr(fact) for fact in after.facts}
    assert len(gone) == 1 and "started" in gone.pop() and effects == ["applied"]


def test_a_field_that_is_given_must_agree() -> None:
    after, effects = corrected(on("reject", "云帆大桥开工建设", STARTED | {"time": "1999"}))
    assert effects == ["held"] and any(fact.kind == "milestone" and fact.event == "started" for fact in after.facts)


def test_what_is_stated_by_a_person_says_so() -> None:
    after, effects = corrected(on("add", "松岭区推动云帆大桥开工建设", BUILT))
    fact = next(fact for fact in after.facts if fact.kind == "relation" and fact.predicate == "builtBy")
    assert (fact.evidence[0].rule, fact.evidence[0].by, effects) == ("corrected", "王琳", ["applied"])
    assert any(entity.name == "远桥建工" and entity.type == "Company" for entity in after.entities)


def test_replace_and_accept() -> None:
    now = {**STARTED, "subjectType": "Project", "time": "2030", "modality": "actual"}
    after, effects = corrected(on("replace", "云帆大桥开工建设", STARTED, instead=now), on("accept", "云岭隧道主体封顶", {"kind": "milestone", "subject": "云岭隧道", "event": "topped_out"}))
    assert [fact.time for fact in after.facts if fact.kind == "milestone" and fact.event == "started"] == ["2030"] and effects == ["applied", "held"]


def test_a_name_is_rejected_or_replaced_with_its_facts() -> None:
    tunnel = {"kind": "entity", "type": "Project", "name": "云岭隧道"}
    after, _ = corrected(on("reject", "云岭隧道", tunnel))
    assert "云岭隧道" not in {entity.name for entity in after.entities} and all(fact.subject != "云岭隧道" for fact in after.facts)
    after, _ = corrected(on("replace", "云岭隧道", tunnel, instead={**tunnel, "name": "云岭隧道工程"}))
    assert any(fact.subject == "云岭隧道工程" for fact in after.facts) and not any(fact.subject == "云岭隧道" for fact in after.facts)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (TEXT.replace("开工建设", "开工"), "its words are gone"),
        (TEXT.replace("推动", "未推动"), "its words are there, but not what stood around them"),
        (TEXT + TEXT, "its words now stand 2 times, not 1"),
    ],
)
def test_words_that_changed_make_an_orphan(text: str, why: str) -> None:
    document = kg.read(text, id="a")
    _, effects = apply([document], [extract(document)], [checked(on("reject", "云帆大桥开工建设", STARTED))])
    assert (effects[0].state, effects[0].what) == ("orphan", why)


def test_a_repeated_passage_is_meant_at_all_its_places() -> None:
    text = "".join(f"第{number}节主梁架设，" for number in range(100)) * 3
    start = text.index("第50节主梁架设")
    made = anchored("a", text, start, start + 8)
    assert made.places == 3 == len(made.find(text)) and not made.lost(text) and made.lost(text[:-1800])


def test_the_file_is_only_added_to(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    path.write_text(checked(on("reject", "云帆大桥开工建设", STARTED)).line(), encoding="utf-8")  # an editor left the line open
    before = path.read_bytes()
    append(path, [checked({"action": "same", "first": "云帆大桥", "second": "云帆桥", **BY})])
    assert path.read_bytes().startswith(before) and [one.action for one in read(path)] == ["reject", "same"]


@pytest.mark.parametrize(
    "line",
    ["[]", "{", '{"action": "delete", "by": "x"}', '{"action": "same", "first": "a", "second": "b"}', '{"action": "same", "first": "a", "second": "a", "by": "x"}',
     '{"action": "reject", "doc": "a", "quote": "b", "by": "x", "fact": {"kind": "promise"}}',
     '{"action": "add", "doc": "a", "quote": "b", "by": "x", "fact": {"kind": "milestone", "subject": "b", "event": "exploded"}}',
     '{"action": "add", "doc": "a", "quote": "b", "by": "x", "fact": {"kind": "observation", "subject": "b", "measure": "c", "value": "NaN", "unit": "d"}}'],
)  # fmt: skip
def test_a_wrong_line_is_refused_by_file_and_line(line: str) -> None:
    with pytest.raises(UsageError, match="corrections.jsonl:7"):
        parse(line, "corrections.jsonl:7")


def test_the_last_word_on_a_pair_holds_and_undecided_takes_it_back() -> None:
    lines = [checked({"action": action, "first": first, "second": second, **BY}) for action, first, second in
             (("same", "甲桥", "乙桥"), ("different", "乙桥", "甲桥"), ("same", "丙桥", "丁桥"), ("undecided", "丁桥", "丙桥"))]  # fmt: skip
    assert [(one.verdict, one.first) for one in decisions(lines)] == [("different", "乙桥")]
    assert decisions([*lines, checked({"action": "withdraw", "of": lines[1].id, **BY})])[0].verdict == "same"


def test_withdrawn_and_said_again() -> None:
    line = on("reject", "云帆大桥开工建设", STARTED)
    back = {"action": "withdraw", "of": checked(line).id, **BY}
    assert corrected(line, back)[1] == ["replaced"]
    assert corrected(line, back, line)[1] == ["replaced", "applied"]


def test_a_build_applies_what_lies_beside_the_documents(tmp_path: Path) -> None:
    """From the graph into the file and back into the graph; prefilled is not reviewed."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    graph = kg.build(tmp_path / "in", out=tmp_path / "g", workers=1).graph
    fact = next(fact for fact in graph.knowledge.facts if fact.kind == "milestone" and fact.event == "topped_out")
    text = graph.generation.text
    append(tmp_path / "in" / "corrections.jsonl", making.of_fact(graph.knowledge, text, "reject", fact, BY))
    again = kg.build(tmp_path / "in", out=tmp_path / "g", workers=1)
    assert [document.id for document in again.graph.knowledge.documents] == ["a"], "the corrections are no document"
    assert all(one.kind != "milestone" or one.event != "topped_out" for one in again.graph.knowledge.facts)
    assert again.manifest["corrections"][0]["state"] == "applied"
    said = read(tmp_path / "in" / "corrections.jsonl")
    assert states(said, ["a", "b"]) == {"a": "touched", "b": "prefilled"} and gold(said) == {}
    said.append(making.review(again.graph.knowledge, text, "a", BY))
    assert states(said, ["a"]) == {"a": "reviewed"} and len(gold(said)["a"]) > 4
    assert kg.build(tmp_path / "in", out=tmp_path / "g2", workers=1, corrections=False).counts["milestone"] == 2


def test_gold_of_a_reviewed_document_is_what_the_reviewer_saw(tmp_path: Path) -> None:
    from decimal import Decimal

    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    graph = kg.build(tmp_path / "a.txt", out=tmp_path / "g", workers=1).graph
    signed = making.review(graph.knowledge, graph.generation.text, "a", BY)
    records = gold([parse(signed.line(), "f:1")])["a"]
    assert next(record for record in records if record["kind"] == "observation")["value"] == Decimal(12)
    later = making.of_fact(graph.knowledge, graph.generation.text, "reject", graph.knowledge.facts[0], BY)
    assert states([signed, *later], ["a"]) == {"a": "changed"} and gold([signed, *later]) == {}


def test_a_closed_folder_costs_no_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    monkeypatch.setattr(files.os, "access", lambda path, way: Path(path).name != "closed")
    assert files.beside([tmp_path / "closed", tmp_path]) == [tmp_path / files.NAME]
