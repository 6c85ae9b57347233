"""kg check says which fact from which words breaks what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from kg.judge.check import Report, check
from kg.model import Conflict, Entity, Evidence, Fact, Knowledge, Likely, Milestone, Observation, Promise, Relation
from tests.rdf.sample import sample

BRIDGE, PARK, PERSON = "Project/东渠大桥", "Park/澄湖软件园", "Person/宋知远"
WORDS = sample().facts[0].evidence


PROMISE, LIKELY = sample().promises[0], sample().likely[0]
Added = Fact | Promise | Conflict | Likely

# What is added to the sample, what is said of it, and how the thing is described.
BROKEN: dict[str, tuple[Added, str, str]] = {
    "event": (Milestone(BRIDGE, "exploded", evidence=WORDS), "the event is one of the scheme", "exploded"),
    "time": (Milestone(BRIDGE, "started", "明年", evidence=WORDS), "the time is not written as agreed", "明年"),
    "day": (Milestone(BRIDGE, "started", "2024-02-30", evidence=WORDS), "the time is not written as agreed", "2024-02-30"),
    "backward": (Milestone(BRIDGE, "started", "2025/2024", evidence=WORDS), "the time is not written as agreed", "2025/2024"),
    "modality": (Milestone(BRIDGE, "started", modality="maybe", evidence=WORDS), "the modality is one of the scheme", "maybe"),
    "bound": (Observation(BRIDGE, "长", Decimal(3), "公里", bound="circa", evidence=WORDS), "the bound is one of the scheme", "长 3公里"),
    "role": (Observation(BRIDGE, "长", Decimal(3), "公里", role="via", evidence=WORDS), "the role is from or to", "via"),
    "measure": (Observation(BRIDGE, "", Decimal(3), "公里", evidence=WORDS), "there is exactly one measure", "3公里"),
    "predicate": (Relation(BRIDGE, "likes", PARK, evidence=WORDS), "the predicate is a relation of the ontology", "likes"),
    "domain": (Relation(PERSON, "locatedIn", PARK, evidence=WORDS), "not in the domain", "宋知远 位于 澄湖软件园"),
    "milestone of a person": (Milestone(PERSON, "started", evidence=WORDS), "not in the domain", "进度 宋知远 开工"),
    "range": (Relation(BRIDGE, "locatedIn", PERSON, evidence=WORDS), "not in the range", "东渠大桥 位于 宋知远"),
    "post": (Relation(PERSON, "holdsPost", "主任", of=BRIDGE, evidence=WORDS), "is not one that has posts", "主任"),
    "unknown object": (Relation(BRIDGE, "locatedIn", "Place/无", evidence=WORDS), "the object is no entity of the graph", "Place/无"),
    "unknown subject": (Milestone("Project/无", "started", evidence=WORDS), "the subject is one entity of the graph", "Project/无"),
    "itself": (Relation(BRIDGE, "partOf", BRIDGE, evidence=WORDS), "an entity is related to itself", "东渠大桥 属于 东渠大桥"),
    "no evidence": (Milestone(BRIDGE, "signed"), "rests on at least one piece of evidence", "进度 东渠大桥 签约 (actual)"),
    "no rule": (Milestone(BRIDGE, "approved", evidence=(replace(WORDS[0], rule=""),)), "has the rule that read it", "获批"),
    "no document": (Milestone(BRIDGE, "started", evidence=(Evidence("gone", 0, 2, "开工", "r"),)), "a document of the graph", "gone"),
    "length": (Milestone(BRIDGE, "started", evidence=(Evidence("gone", 0, 9, "开工", "r"),)), "length of the words", "gone 0-9"),
    "slice": (Milestone(BRIDGE, "started", evidence=(Evidence("news", 0, 2, "开工", "r"),)), "not those of the document", "news 0-2"),
    "outcome": (replace(PROMISE, outcome="lost", due="2026"), "the outcome is one of the scheme", "承诺 东渠大桥 投用"),
    "due": (replace(PROMISE, due="soon"), "the time is not written as agreed", "soon"),
    "nothing promised": (replace(PROMISE, event=None), "one event, or of one measure", "承诺 东渠大桥"),
    "one value": (Conflict(BRIDGE, "长", None, ("3",), WORDS), "at least two values", "冲突 东渠大桥"),
    "score": (replace(LIKELY, score=1.5), "between 0 and 1", "东渠大桥 ≈ 东渠大桥工程"),
    "type": (replace(LIKELY, second="Castle/堡"), "different entities of the graph", "堡"),
}  # fmt: skip


def with_these(things: Iterable[Added]) -> Knowledge:
    """The sample and all of ``things``."""
    knowledge, added = sample(), list(things)
    facts = tuple(thing for thing in added if isinstance(thing, Relation | Milestone | Observation))
    promises, conflicts, likely = (tuple(thing for thing in added if isinstance(thing, kind)) for kind in (Promise, Conflict, Likely))
    castle = Entity("Castle", "堡", id="Castle/堡")
    return Knowledge(
        knowledge.documents,
        (*knowledge.entities, castle),
        (*knowledge.facts, *facts),
        (*knowledge.promises, *promises),  # type: ignore[arg-type]
        (*knowledge.conflicts, *conflicts),  # type: ignore[arg-type]
        (*knowledge.likely, *likely),  # type: ignore[arg-type]
    )


@cache
def report() -> Report:
    """One run for all breaches: a run takes about a second."""
    return check(with_these(thing for thing, _, _ in BROKEN.values()))


def test_the_sample_conforms_and_its_conflict_is_told() -> None:
    found = check(sample())
    assert found.conforms, str(found)
    assert "东渠大桥 投资 537.0亿元 ≠ 540亿元" in str(found)
    assert "plan/2025#3 21-28 “投资540亿元”" in str(found)


@pytest.mark.parametrize("name", BROKEN)
def test_a_breach_is_found_and_described(name: str) -> None:
    _, message, about = BROKEN[name]
    hits = [each for each in report() if message in each.en]
    assert hits, f"not found; there are: {report()}"
    assert any(about in f"{each.about} {each.value}" for each in hits), "\n".join(map(str, hits))


def test_a_breach_carries_the_words() -> None:
    found = next(each for each in report() if each.about == "关系 宋知远 位于 澄湖软件园 (actual)")
    assert found.evidence == WORDS
    assert found.path == "kg:locatedIn"
    assert f"{WORDS[0].doc} {WORDS[0].start}-{WORDS[0].end} (frame-1) “{WORDS[0].text}”" in str(found)


def test_every_breach_is_told_in_both_languages() -> None:
    assert all(each.zh and each.en and each.node for each in report())


def test_nothing_else_is_blamed() -> None:
    found = check(with_these([BROKEN["domain"][0]]))
    assert {each.about for each in found} == {"关系 宋知远 位于 澄湖软件园 (actual)"}


def test_the_report_is_the_same_each_time() -> None:
    assert str(check(with_these(thing for thing, _, _ in BROKEN.values()))) == str(report())


def test_an_empty_graph_conforms() -> None:
    assert check(Knowledge()).conforms


def test_forged_words_are_found_where_another_thing_has_the_true_ones_of_that_place() -> None:
    whole = sample()
    text = "".join(chr(0x4E00 + at % 500) for at in range(400))
    document = replace(whole.documents[0], text=text)
    true, forged = (Evidence(document.id, 10, 14, words, "r") for words in (text[10:14], "伪造文字"))
    facts = (Milestone(BRIDGE, "started", "2024", evidence=(forged,)), Milestone(BRIDGE, "opened", "2025", evidence=(true,)))
    found = check(replace(whole, documents=(document,), entities=tuple(e for e in whole.entities if not e.evidence), facts=facts, promises=(), conflicts=(), likely=(), by_id={}))
    assert any("the words are not those" in violation.en for violation in found.violations)
