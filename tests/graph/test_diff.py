"""Two generations of one invented district laid side by side."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kg.graph.diff import Change, diff
from kg.model import Conflict, Document, Entity, Evidence, Knowledge, Likely, Milestone, Observation, Promise, Relation

AREA, PARK, BRIDGE = "District/云汀区", "Park/光谷产业园", "Project/云帆大桥"


def evidence(doc: str) -> tuple[Evidence, ...]:
    return (Evidence(doc, 0, 2, "词语"),)


OLD = Knowledge(
    (Document("a", "", ()),),
    (Entity("District", "云汀区", id=AREA), Entity("Park", "光谷产业园", id=PARK), Entity("Project", "云帆大桥", ("云帆桥",), id=BRIDGE)),
    (Relation(PARK, "locatedIn", AREA, evidence=evidence("a")), Milestone(BRIDGE, "opened", "2031", "planned", evidence("a"))),
    (Promise(BRIDGE, "2031", "open", event="opened", stated_in="a", evidence=evidence("a")),),
)


def changes(new: Knowledge, old: Knowledge = OLD) -> list[Change]:
    return list(diff(old, new))


def having(**fields: object) -> Knowledge:
    return replace(OLD, by_id={}, **fields)  # type: ignore[arg-type]


def test_nothing_changed_whatever_the_evidence() -> None:
    other = having(facts=tuple(replace(fact, evidence=evidence("b")) for fact in OLD.facts))
    assert changes(other) == []
    assert str(diff(OLD, OLD)) == "没有变化 no changes"


def test_a_document_and_what_it_says() -> None:
    fact = Observation(AREA, "桥梁数", Decimal("3"), "座", "2031", bound="at_least", evidence=evidence("b"))
    found = changes(having(documents=(*OLD.documents, Document("b", "", ())), facts=(*OLD.facts, fact)))
    assert [(change.kind, change.what) for change in found] == [("document", "added"), ("fact", "added")]
    assert found[1].now.startswith("District/云汀区 桥梁数") and "3座" in found[1].now and "2031" in found[1].now
    assert [(change.kind, change.what) for change in changes(OLD, having(facts=(*OLD.facts, fact)))] == [("fact", "removed")]


def test_an_entity_called_otherwise_is_followed_and_its_facts_with_it() -> None:
    name = "Park/松屿市光谷产业园"
    renamed = having(
        entities=(OLD.entities[0], Entity("Park", "松屿市光谷产业园", ("光谷产业园",), id=name), OLD.entities[2]),
        facts=(Relation(name, "locatedIn", AREA, evidence=evidence("a")), OLD.facts[1]),
    )
    assert changes(renamed) == [Change("entity", "renamed", PARK, name)]


def test_an_entity_whose_id_takes_its_place_because_of_a_namesake_is_followed() -> None:
    old = having(entities=(Entity("Project", "疏港铁路", within="云汀区", id="Project/疏港铁路"),), facts=(), promises=())
    twins = tuple(Entity("Project", "疏港铁路", within=place, id=f"Project/疏港铁路@{place}") for place in ("云汀区", "望涛区"))
    assert changes(having(entities=twins, facts=(), promises=()), old) == [
        Change("entity", "renamed", "Project/疏港铁路", "Project/疏港铁路@云汀区"), Change("entity", "added", "", "Project/疏港铁路@望涛区")
    ]


def test_two_made_one_and_one_made_two() -> None:
    two = having(entities=(*OLD.entities, Entity("Project", "云帆二桥", id="Project/云帆二桥")))
    one = having(entities=(*OLD.entities[:2], Entity("Project", "云帆大桥", ("云帆二桥", "云帆桥"), id=BRIDGE)))
    assert changes(one, two) == [Change("entity", "merged", f"Project/云帆二桥、{BRIDGE}", BRIDGE)]
    assert changes(two, one) == [Change("entity", "split", BRIDGE, "Project/云帆二桥")]


def test_added_and_removed_entities() -> None:
    other = having(entities=(*OLD.entities, Entity("Person", "林一舟", id="Person/林一舟")))
    assert changes(other) == [Change("entity", "added", "", "Person/林一舟")]
    assert changes(OLD, other) == [Change("entity", "removed", "Person/林一舟")]


def test_outcomes_move_and_change() -> None:
    moved = having(promises=(replace(OLD.promises[0], outcome="moved", moved_to="2032"),))
    kept = having(promises=(replace(OLD.promises[0], outcome="kept", fulfilled="2031-06"),))
    assert [(change.what, change.now) for change in changes(moved)] == [("moved", "改期 moved 2032")]
    assert [(change.what, change.now) for change in changes(kept)] == [("changed", "兑现 kept 2031-06")]
    assert [change.what for change in changes(having(promises=()))] == ["removed"]
    assert [change.what for change in changes(OLD, having(promises=()))] == ["added"]


def test_conflicts_and_likely_pairs() -> None:
    other = having(conflicts=(Conflict(AREA, "桥梁数", "2031", ("3座", "4座"), evidence("a")),), likely=(Likely(PARK, BRIDGE, 0.6, "identity.likeness"),))
    assert [(change.kind, change.what) for change in changes(other)] == [("conflict", "added"), ("likely", "added")]


def test_a_likely_pair_that_became_one_goes_by_its_two_names() -> None:
    two = having(entities=(*OLD.entities, Entity("Project", "云帆二桥", id="Project/云帆二桥")), likely=(Likely(BRIDGE, "Project/云帆二桥", 0.6, "identity.likeness"),))
    one = having(entities=(*OLD.entities[:2], Entity("Project", "云帆大桥", ("云帆二桥", "云帆桥"), id=BRIDGE)))
    assert [change.before for change in changes(one, two) if change.kind == "likely"] == [f"{BRIDGE} ? Project/云帆二桥"]


def test_it_prints_a_line_a_change_and_counts() -> None:
    text = str(diff(OLD, having(entities=OLD.entities[:2], facts=OLD.facts[:1], promises=())))
    assert text.splitlines()[-1] == "entity removed 1，fact removed 1，promise removed 1"
    assert text.splitlines()[0] == "消失 removed · 实体 entity · Project/云帆大桥"


def test_what_slipped_stands_first_whatever_else_there_is() -> None:
    late = replace(OLD.promises[0], outcome="moved", moved_to="2032")
    fresh = Promise(PARK, "2030", "late", event="opened", fulfilled="2031-02", stated_in="b", evidence=evidence("b"))
    open_one = Promise(PARK, "2033", "open", event="started", stated_in="b", evidence=evidence("b"))
    new = having(documents=(*OLD.documents, Document("b", "", ())), promises=(late, fresh, open_one))
    found = diff(OLD, new)
    assert [change.slipped for change in found] == [True, True, False, False] and found.slips == (late, fresh)
    lines = str(found).splitlines()
    assert lines[0] == "未如期 slipped (2)" and lines[4] == "其余 the rest (2)" and "Document" not in lines[1]
    assert diff(new, new).slips == () and not diff(new, having(promises=(late,))).slips, "what slipped before is no news"
    again = having(promises=(replace(late, moved_to="2034"),))
    assert [promise.moved_to for promise in diff(new, again).slips] == ["2034"]


def test_a_slip_is_followed_under_another_name() -> None:
    name = "Project/云帆跨海大桥"
    bridge = Entity("Project", "云帆跨海大桥", ("云帆大桥",), id=name)
    told = having(promises=(replace(OLD.promises[0], outcome="late"),))
    renamed = having(entities=(*OLD.entities[:2], bridge), promises=(replace(told.promises[0], subject=name),))
    assert diff(told, renamed).slips == ()
