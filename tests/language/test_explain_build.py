"""What ``kg explain`` shows is what a build reads: every name, fact and refusal of a document, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.language.document import DocumentReading, read
from kg.language.explain import explained, told
from kg.language.weighed_steps import RULE
from kg.language.weighing import TakenBack
from kg.model import Document, Milestone
from kg.reading import read_sources

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
DOCUMENTS = [d for d in read_sources([str(p) for p in (ROOT / "seeds", CORPUS) if p.is_dir()]) if isinstance(d, Document)]
FIRED = re.compile("│  ├─ ✓ (?P<rule>\\S+) → (?P<event>\\w*): ")
SHOWN = re.compile("├─ (?P<mark>说|隐含|权衡|名称) (?P<what>.+)（(?P<rule>[\\w.-]+)）")
DROPPED = re.compile("(?s)├─ 未取 (?P<surface>.+?): (?P<why>.+)")


@pytest.fixture(scope="module", params=DOCUMENTS, ids=lambda d: d.id)
def reading(request: pytest.FixtureRequest) -> DocumentReading:
    return read(request.param)


@pytest.fixture(scope="module")
def lines(reading: DocumentReading) -> list[str]:
    return list(explained(reading))


def test_the_corpus_is_at_hand() -> None:
    if not CORPUS.is_dir():
        pytest.skip("../shared/corpus is absent: build and explain are compared over seeds alone")
    assert len(DOCUMENTS) > 10


def shown(lines: list[str], *marks: str) -> set[tuple[str, str]]:
    """What the lines with these marks show, with the rule of each."""
    found = (SHOWN.fullmatch(line) for line in lines[: lines.index("实体")])
    return {(m["what"], m["rule"]) for m in found if m and m["mark"] in marks}


def test_every_fact_shows_with_its_rules_and_no_other_does(reading: DocumentReading, lines: list[str]) -> None:
    back = {line.removeprefix("├─ 收回 ") for line in lines if line.startswith("├─ 收回 ")}
    believed = {(what, rule) for what, rule in shown(lines, "说", "隐含", "权衡") if what not in back}
    assert believed == {(told(fact), e.rule) for fact in reading.extraction.facts for e in fact.evidence}


def test_every_name_shows_with_its_rules_and_no_other_does(reading: DocumentReading, lines: list[str]) -> None:
    named = {(what.rpartition("/")[0], rule) for what, rule in shown(lines, "名称")}
    assert named == {(entity.name, e.rule) for entity in reading.extraction.entities for e in entity.evidence}


def test_every_milestone_shows_the_frame_that_fired(reading: DocumentReading, lines: list[str]) -> None:
    fired = {(m["rule"], m["event"]) for line in lines if (m := FIRED.match(line)) and m["event"]}
    rules = {(e.rule, fact.event) for fact in reading.extraction.facts if isinstance(fact, Milestone) for e in fact.evidence if e.rule != RULE}
    assert rules <= fired
    assert fired == rules or any(isinstance(j, TakenBack) for page in reading.pages for j in page.weighed) or not reading.layout.pages[0].report


def test_every_name_that_was_dropped_shows_with_a_reason(reading: DocumentReading, lines: list[str]) -> None:
    dropped = {(m["surface"][-1], m["why"]) for line in lines if (m := DROPPED.fullmatch(line))}
    ends = {end for end, _ in dropped}
    for page in reading.pages:
        for sentence, proposed in zip(page.sentences, page.proposed, strict=True):
            lost = [p.verdict for p in proposed if not any(m.start < p.verdict.end <= m.end for m in sentence.mentions)]
            assert {sentence.laid.line.text[v.end - 1] for v in lost} <= ends


def test_the_entities_and_facts_are_listed_once_each(reading: DocumentReading, lines: list[str]) -> None:
    last = lines[lines.index("实体") + 1 :]
    entities, facts = last[: last.index("事实")], last[last.index("事实") + 1 :]
    assert len(entities) == len(reading.extraction.entities) and len(facts) == len(reading.extraction.facts)
    assert all(f"├─ {told(fact)}  ← " in line for fact, line in zip(reading.extraction.facts, facts, strict=True))
