"""The rule book: every id that evidence names is a block of it, and the sentences beside a rule give through ``kg.extract`` what they say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import OntologyError
from kg.model import Entity, Extraction, Fact, Milestone, Relation
from kg.ontology import Rule, all_rules, data_dir, ontology, read_rules, rule

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
REGION, DATE = "松湖区", "2031-03"
OWN = "本区"  # how the examples of relations write the area of the document
STATING = [each for each in all_rules() if each.states]


def blocks(value: Any) -> Iterator[dict[str, Any]]:
    """Every block with an id, wherever it stands in a file."""
    if isinstance(value, dict):
        if "id" in value:
            yield value
        for below in value.values():
            yield from blocks(below)
    elif isinstance(value, list):
        for below in value:
            yield from blocks(below)


def examples(side: str) -> Iterator[Any]:
    """(rule, example) of every sentence of ``side`` in rules that state a fact (those of observations: ``test_observation_rules.py``)."""
    for path in sorted((data_dir("ontology") / "rules").glob("*.yaml")):
        for block in blocks(read_rules(path)):
            for n, example in enumerate(block.get(side, ())):
                if isinstance(example, dict) and rule(block["id"]).states:
                    yield pytest.param(rule(block["id"]), example, id=f"{block['id']}-{n}")


@cache
def read(text: str, region: str) -> Extraction:
    return kg.extract(text, region=region, date=DATE)


def stated(by: Rule | None, example: dict[str, Any]) -> list[list[str]]:
    """What the rule (or any) states of an example, as ``gives:`` writes it; a name of which no milestone is told has ``""`` for it."""
    found = read(example["text"], example.get("region", REGION))
    said = [each for each in (*found.entities, *found.facts) if by is None or by.id in {piece.rule for piece in each.evidence}]
    return sorted(pair for each in said for pair in _pairs(each, by))


def _pairs(said: Entity | Fact, by: Rule | None) -> Iterator[list[str]]:
    match said:
        case Entity() if by is None or (by.kind == "entity" and by.term in ("", said.type)):
            yield [said.name, said.type]
            if by is None:
                yield [said.name, ""]
        case Milestone() if by is None or by.kind == "milestone":
            yield [said.subject, said.event]
        case Relation() if by is None or by.states == f"relation {said.predicate}":
            yield [said.subject, said.object]


@pytest.mark.parametrize(("by", "example"), list(examples("yes")))
def test_a_sentence_gives_what_is_said_beside_it(by: Rule, example: dict[str, Any]) -> None:
    hint = f"kg explain {example['text']} shows how it is read; {by.place}"
    wanted = [[REGION if subject == OWN else subject, said] for subject, said in example["gives"]]
    own = stated(by, example)
    assert [pair for pair in wanted if pair not in stated(None, example)] == [], hint
    assert [pair for pair in own if pair not in wanted] == [], hint
    assert own or all(event == "" for _, event in wanted), hint
    events = [each.subject for each in read(example["text"], example.get("region", REGION)).facts if isinstance(each, Milestone)]
    assert not {name for name, event in wanted if event == ""} & set(events), hint


@pytest.mark.parametrize(("by", "example"), list(examples("no")))
def test_a_near_miss_gives_nothing_by_the_rule(by: Rule, example: dict[str, Any]) -> None:
    assert stated(by, example) == [], f"kg explain {example['text']} shows how it is read; {by.place}"


@pytest.mark.parametrize("by", STATING, ids=lambda by: by.id)
def test_a_rule_says_what_it_means_in_both_languages_and_shows_it(by: Rule) -> None:
    assert by.zh and by.en, f"{by.place}: add zh: and en:, one line each"
    assert "yes:" in by.text and "no:" in by.text, f"{by.place}: add yes: and no: sentences"
    scheme = {"entity": ontology().types, "relation": ontology().predicates, "milestone": ontology().events, "observation": {}}
    assert not by.term or by.term in scheme[by.kind], f"{by.place}: kg.ttl has no {by.term}"


def test_an_unknown_id_is_an_error_that_says_which_is_meant() -> None:
    assert rule("milestone-list-first").states == "milestone"
    with pytest.raises(OntologyError, match="no rule 'milestone-list-frist'.*\n.*'milestone-list-first'"):
        rule("milestone-list-frist")


@pytest.mark.parametrize("source", [ROOT / "seeds", SHARED / "corpus", SHARED / "news"], ids=lambda path: path.name)
def test_every_id_that_evidence_names_is_in_the_book(source: Path, tmp_path: Path) -> None:
    if not source.is_dir():
        pytest.skip(f"{source} is not here")
    knowledge = kg.build(source, out=tmp_path / "graph").graph.knowledge
    pieces = (piece for each in (*knowledge.entities, *knowledge.facts) for piece in each.evidence)
    assert sorted({piece.rule for piece in pieces} - {each.id for each in all_rules()}) == [], "add a block with this id to ontology/rules"
