"""A build with readings: the same bytes twice and without a network, how far readings are trusted, who else may read, and how long the gate takes."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg import api
from kg.engines.building import Built
from kg.engines.proposing import asked
from kg.errors import GraphError, UsageError
from kg.language.document import read_layout
from kg.language.layout import lay_out
from kg.model import Fact, Observation
from kg.reading import read_text
from kg.readings.api import accepted, ask_all
from kg.readings.asking import write_prompts
from kg.readings.extracting import extracted
from kg.readings.gate.judging import judge
from kg.readings.library import Library
from kg.readings.values import line
from tests.readings.readers import laid, reading_of, texts

AT_MOST = 0.2  # of the time of extraction, that the gate may take


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented documents as files."""
    folder = tmp_path_factory.mktemp("source")
    for name, one in texts().items():
        (folder / f"{name}.txt").write_text(f"---\nregion: {one['region']}\n---\n{one['text']}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def readings(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of readings, made of answers in files."""
    prompts, out = tmp_path_factory.mktemp("prompts"), tmp_path_factory.mktemp("readings")
    calls = list(asked([source], "m").calls)
    assert write_prompts(calls, prompts) == len(texts())
    answers = tmp_path_factory.mktemp("answers")
    for path in prompts.glob("*.*.txt"):
        (answers / f"{path.stem}.json").write_text(texts()[path.name.partition(".")[0]]["answer"], encoding="utf-8")
    done = ask_all(calls, out, answers=answers)
    assert (done.answered, done.open, done.failed) == (len(texts()), 0, [])
    return out


@pytest.fixture(scope="module")
def built(source: Path, readings: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The one build that the tests share."""
    return api.build(source, out=tmp_path_factory.mktemp("built") / "graph", readings=readings, workers=1)


def content(built: Built) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in built.generation.rglob("*") if p.is_file() and "store" not in p.relative_to(built.generation).parts[0]}


@pytest.mark.heavy
def test_two_builds_give_the_same_bytes_without_a_network(built: Built, source: Path, readings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*args: object, **kwargs: object) -> None:
        raise AssertionError("a build has no business with the network")

    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, none)
    again = api.build(source, out=tmp_path / "b", readings=readings, workers=2)
    assert built.generation.name == again.generation.name and content(built) == content(again)
    assert built.manifest["readings"]["readers"]["m"]["refused"] == {}


@pytest.mark.heavy
def test_a_build_without_readings_says_nothing_of_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("云帆大桥开工。", encoding="utf-8")
    assert "readings" not in api.build(tmp_path / "a.txt", out=tmp_path / "c").manifest


def by(built: Built, who: str) -> set[str]:
    """Who states the facts that an export takes."""
    records = map(json.loads, bytes(built.graph.export("jsonl", stated_by=who)).decode().splitlines())
    return {words["rule"].partition(":")[0] for record in records if record["kind"] in ("relation", "milestone", "observation") for words in record["evidence"]}


def test_evidence_says_who_read(built: Built) -> None:
    rules = {frozenset("reading" if e.rule == "reading:m" else "rule" for e in fact.evidence) for fact in built.graph.knowledge.facts}
    assert frozenset({"reading", "rule"}) in rules and frozenset({"reading"}) in rules


def test_exports_and_pages_take_what_one_states(built: Built) -> None:
    assert by(built, "readings") == by(built, "reading:m") == {"reading"} and "reading" not in by(built, "rules") != set()
    turtle = bytes(built.graph.export("ntriples", stated_by="rules")).decode()
    assert "rule/reading:m" not in turtle and "rule/reading:m" in bytes(built.graph.export("ntriples")).decode()
    shown = [len(built.graph.show("东渠大桥", stated_by=who).sections) for who in (None, "readings")]
    assert shown[0] >= shown[1] > 0
    with pytest.raises(UsageError, match="reading:m"):
        built.graph.export("jsonl", stated_by="reading:nobody")


@pytest.mark.parametrize("template", ["facts-of-document", "evidence-of"])
def test_templates_take_what_one_states(template: str, built: Built) -> None:
    asked_of = {"document": "bridge"} if template == "facts-of-document" else {"entity": "东渠大桥"}
    with built.graph as graph:
        rows = {who: len(graph.ask(template, **asked_of, **({"stated_by": who} if who else {}))) for who in ("", "readings", "reading:m", "rules", "reading:x")}
    assert rows["readings"] == rows["reading:m"] > 0 and rows["reading:x"] == 0
    assert max(rows["readings"], rows["rules"]) <= rows[""] <= rows["readings"] + rows["rules"]


def test_both_keeps_or_accounts_for_all(readings: Path) -> None:
    for name in texts():
        document, library = laid(name)[0].document, _library(readings, name)
        found = {trust: extracted(document, library, trust) for trust in ("rules", "both", "readings")}
        said = {trust: {replace(f, evidence=()) for f in one.facts} for trust, one in found.items()}
        assert said["readings"] <= said["both"]
        kept, aside = {_alike(fact) for fact in said["both"]}, {one.said for one in found["both"].set_aside}
        assert all(_alike(fact) in kept or line(fact) in aside for fact in said["rules"]), name
        assert not (found["rules"].set_aside or found["readings"].set_aside)


def _alike(fact: Fact) -> Fact:
    """A fact whatever the words of its measure and the bound of its number."""
    return replace(fact, measure="", bound="") if isinstance(fact, Observation) else fact


@pytest.mark.parametrize(("trust", "holds"), [("readings", lambda rules: rules == {"reading:m"}), ("rules", lambda rules: "reading:m" not in rules), ("both", lambda rules: "reading:m" in rules)])
def test_trust_says_who_states_facts(trust: str, holds: Callable[[set[str]], bool], readings: Path) -> None:
    for name in texts():
        found = extracted(laid(name)[0].document, _library(readings, name), trust)
        assert holds({e.rule for fact in found.facts for e in fact.evidence} or {"reading:m"})


def _library(readings: Path, name: str) -> Library:
    """The library, the answers said to be of the text in memory (the file has front matter before it)."""
    library = Library(readings)
    library.answers = {
        **library.answers,
        **{_hash(laid(name)[0].document.text): answers for answers in library.answers.values() if answers[0].doc == name},
    }
    return library


def _hash(text: str) -> str:
    from kg.readings.asking import hash_of

    return hash_of(text)


def test_an_unknown_trust_and_a_missing_folder_are_told(source: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="trust"):
        api.build(source, out=tmp_path / "g", readings=source, trust="everyone")
    with pytest.raises(UsageError, match="no folder"):
        api.build(source, out=tmp_path / "g", readings=tmp_path / "none")


def test_a_text_that_changed_has_stale_readings(source: Path, readings: Path, tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text((source / "bridge.txt").read_text(encoding="utf-8").replace("18亿元", "19亿元"), encoding="utf-8")
    found = kg.readings(readings, tmp_path)
    assert {unsaid.reason for unsaid in found.refused} == {"stale"} and len(found.proposals) == len(texts())


def test_anybody_may_read(tmp_path: Path) -> None:
    document = read_text("松湖区新闻\n（2031-05-20）\n5月18日，云帆大桥开工建设，总投资18亿元。", id="n1", region="松湖区")
    lines = [
        {"kind": "entity", "doc": "n1", "type": "Project", "name": "云帆大桥"},
        {"kind": "milestone", "doc": "n1", "subject": "云帆大桥", "event": "started", "time": "2031-05-18", "modality": "actual", "quote": "云帆大桥开工建设"},
        {"kind": "observation", "doc": "n1", "subject": "云帆大桥", "measure": "总投资", "value": 18, "unit": "亿元", "quote": "总投资18亿元"},
        {"kind": "milestone", "doc": "n1", "subject": "云帆大桥", "event": "opened", "quote": "云帆大桥通车"},
        {"kind": "observation", "doc": "n1", "subject": "云帆大桥", "measure": "长", "value": "many", "unit": "米", "quote": "总投资18亿元"},
        {"kind": "poem", "doc": "n1"},
    ]
    (tmp_path / "anna.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    found = extracted(document, Library(tmp_path), "readings")
    assert [fact.kind for fact in found.facts] == ["milestone", "observation"]
    assert {e.rule for fact in found.facts for e in fact.evidence} == {"reading:anna"}
    assert sorted(one.reason for one in found.proposals[0].refused) == ["malformed", "malformed", "quote"]


@pytest.mark.parametrize("line", ["no json", "[]", '{"kind": "entity"}'])
def test_a_line_that_is_no_record_is_named(line: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"kind": "document", "doc": "x"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(GraphError, match="line 2"):
        Library(tmp_path)


@pytest.mark.parametrize("broken", ["", "{}", '{"answer": 1}', "[" * 100])
def test_a_stored_answer_that_is_none_is_named(broken: str, readings: Path, tmp_path: Path) -> None:
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "0.json").write_text(broken, encoding="utf-8")
    with pytest.raises(GraphError, match=r"0\.json"):
        Library(tmp_path)


def test_accepted_readings_are_like_gold(tmp_path: Path, readings: Path, source: Path) -> None:
    from kg.reading import read_sources

    document = next(one for one in read_sources([source / "company.txt"]))
    records = list(accepted(document, readings))
    assert records[0]["kind"] == "document" and {"entity", "relation", "milestone", "observation"} == {r["kind"] for r in records[1:]}
    assert all(piece["text"] == document.text[piece["start"] : piece["end"]] for r in records[1:] for piece in r["evidence"])


def test_the_gate_is_quick() -> None:
    """Over all invented documents, the best of three turns: the machine may be busy."""
    documents = [laid(name)[0].document for name in texts()]
    readings = {name: reading_of(name, texts()[name]["answer"]) for name in texts()}
    extracting = min(_seconds(lambda: [read_layout(lay_out(one)) for one in documents]) for _ in range(3))
    layouts = {one.id: lay_out(one) for one in documents}
    gate = min(_seconds(lambda: [judge(layouts[one.id], "m", [readings[one.id]]) for one in documents]) for _ in range(3))
    assert gate <= AT_MOST * extracting, f"{gate:.3f} s of {extracting:.3f} s"


def _seconds(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start
