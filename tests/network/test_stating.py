"""What rules and readings state, told apart by the rule ids of the evidence."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.model import Conflict, Entity, Evidence, Knowledge, Likely, Milestone, Promise, Relation
from kg.network.stating import readers, stated_by


def said(rule: str, start: int = 0) -> Evidence:
    return Evidence("d", start, start + 2, "开工", rule)


BRIDGE, ROAD, TOWN = (Entity("Project", name, evidence=(said(rule),), id=f"Project/{name}") for name, rule in (("云帆大桥", "reading:m"), ("松湖路", "name-again"), ("云岭", "reading:m")))
KNOWLEDGE = Knowledge(
    entities=(BRIDGE, ROAD, TOWN),
    facts=(
        Milestone(BRIDGE.id, "started", evidence=(said("reading:m"), said("milestone-started", 4))),
        Milestone(ROAD.id, "started", evidence=(said("milestone-started"),)),
        Relation(BRIDGE.id, "partOf", ROAD.id, evidence=(said("reading:anna"),)),
    ),
    promises=(Promise(ROAD.id, "2031", "open", event="opened", evidence=(said("milestone-opened"),)),),
    conflicts=(Conflict(TOWN.id, "投资", "2031", ("1", "2"), evidence=(said("reading:m"),)),),
    likely=(Likely(BRIDGE.id, ROAD.id, 0.5, "identity.near"), Likely(BRIDGE.id, TOWN.id, 0.5, "identity.near")),
)


def test_readings_are_told_from_rules() -> None:
    rules, read, anna = (stated_by(KNOWLEDGE, who) for who in ("rules", "readings", "reading:anna"))
    assert [(f.subject, len(f.evidence)) for f in rules.facts] == [(BRIDGE.id, 1), (ROAD.id, 1)]
    assert [(f.subject, len(f.evidence)) for f in read.facts] == [(BRIDGE.id, 1), (BRIDGE.id, 1)]
    assert [f.kind for f in anna.facts] == ["relation"] and readers(KNOWLEDGE) == ["reading:anna", "reading:m"]
    assert (len(rules.promises), len(rules.conflicts), len(read.promises), len(read.conflicts)) == (1, 0, 0, 1)


def test_what_facts_need_stays_and_pairs_of_what_is_gone_go() -> None:
    rules, read = stated_by(KNOWLEDGE, "rules"), stated_by(KNOWLEDGE, "readings")
    assert [(e.name, len(e.evidence)) for e in rules.entities] == [("云帆大桥", 0), ("松湖路", 1)]
    assert [e.name for e in read.entities] == ["云帆大桥", "松湖路", "云岭"]
    assert (len(rules.likely), len(read.likely)) == (1, 2)


def test_one_that_states_nothing_is_named_with_those_that_do() -> None:
    with pytest.raises(UsageError, match="reading:anna"):
        stated_by(KNOWLEDGE, "reading:nobody")
    assert not stated_by(Knowledge(), "readings").facts
