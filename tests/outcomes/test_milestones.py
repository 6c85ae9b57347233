"""Planned milestones and what became of them, on an invented district."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import Dated, Document, Entity, Evidence, Milestone, Promise, Relation
from kg.outcomes import promises

SCHOOL, HOTEL = "Project/青禾中学", "Project/云湖酒店"
ENTITIES = (Entity("Project", "青禾中学", id=SCHOOL), Entity("Project", "云湖酒店", id=HOTEL))


def document(id_: str, date: str | None, reprint_of: str | None = None) -> Document:
    return Document(id_, "", (), date=Dated(date), region="青禾区", reprint_of=reprint_of)


DOCUMENTS = (document("a", "2031-01"), document("b", "2031-02"), document("c", "2032-01"), document("d", "2033-02-10"))


def step(doc: str, event: str, time: str | None, modality: str = "planned", subject: str = HOTEL) -> Milestone:
    return Milestone(subject, event, time, modality, (Evidence(doc, 0, 2, event),))


def one(*facts: Milestone, documents: tuple[Document, ...] = DOCUMENTS) -> Promise:
    found = promises(ENTITIES, facts, documents)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("due", "reached", "outcome", "fulfilled", "slip"),
    [("2031", "2031", "kept", "2031", None), ("2031", "2031-09", "kept", "2031-09", None), ("2031-06", "2031", "kept", "2031", None),
     ("2031-H1", "2031-09", "late", "2031-09", 3), ("2031", "2032-03", "late", "2032-03", 3), ("2031-03", "2031-Q3", "late", "2031-Q3", 6),
     ("2031", None, "late", None, None), ("2032-06", None, "kept", None, None)],
)
def test_reached(due: str, reached: str | None, outcome: str, fulfilled: str | None, slip: int | None) -> None:
    promise = one(step("a", "opened", due), step("d", "opened", reached, "actual"))
    assert (promise.outcome, promise.fulfilled, promise.slip_months) == (outcome, fulfilled, slip)
    assert promise.stated_in == "a" and [piece.doc for piece in promise.answer] == ["d"]


def test_a_step_beyond_keeps_the_promise() -> None:
    assert one(step("a", "started", "2031"), step("c", "topped_out", "2031", "actual")).outcome == "kept"


def test_a_step_before_does_not() -> None:
    assert one(step("a", "opened", "2031"), step("c", "topped_out", "2031", "actual")).outcome == "silent"


def test_planned_again_for_later_is_moved_and_one_promise() -> None:
    promise = one(step("a", "opened", "2031"), step("c", "opened", "2032-06"), step("d", "opened", "2033"))
    assert (promise.due, promise.outcome, promise.moved_to, promise.slip_months) == ("2031", "moved", "2033", 24)
    assert promise.history == (("2031", "a"), ("2032-06", "c"), ("2033", "d"))


def test_an_earlier_step_planned_for_later_shows_that_it_did_not_happen() -> None:
    found = {promise.event: promise for promise in promises(ENTITIES, (step("a", "opened", "2031"), step("d", "topped_out", "2033")), DOCUMENTS)}
    assert (found["opened"].outcome, found["opened"].moved_to) == ("moved", "2033")
    assert found["topped_out"].outcome == "open"


def test_two_words_of_two_documents_are_one_promise_with_its_history() -> None:
    promise = one(step("a", "opened", "2031"), step("d", "completed", "2033"))
    assert (promise.event, promise.outcome, promise.moved_to, promise.history) == ("opened", "moved", "2033", (("2031", "a"), ("2033", "d")))
    found = promises(ENTITIES, (step("a", "opened", "2031"), step("a", "completed", "2031"), step("d", "opened", "2031", "actual")), DOCUMENTS)
    assert [(promise.event, promise.outcome) for promise in found] == [("completed", "kept"), ("opened", "kept")], "one document tells them apart"


def test_a_later_step_planned_for_later_says_nothing_of_it() -> None:
    found = {promise.event: promise for promise in promises(ENTITIES, (step("a", "started", "2031"), step("d", "topped_out", "2033")), DOCUMENTS)}
    assert found["started"].outcome == "silent"
    assert [piece.text for piece in found["started"].answer] == ["topped_out"]


def test_repeated_by_another_document_is_one_promise() -> None:
    promise = one(Milestone(HOTEL, "opened", "2031", "planned", (Evidence("b", 5, 7, "开业"), Evidence("a", 0, 2, "开业"))))
    assert promise.history == (("2031", "a"), ("2031", "b")) and len(promise.evidence) == 2


def test_two_due_times_in_one_document_are_two_promises() -> None:
    found = promises(ENTITIES, (step("a", "opened", "2031-03"), step("a", "opened", "2031")), DOCUMENTS)
    assert [promise.due for promise in found] == ["2031", "2031-03"]


def test_after_it_was_done_a_new_plan_is_a_new_promise() -> None:
    told = (step("a", "opened", "2031"), step("c", "opened", "2031", "actual"), step("d", "opened", "2033"))
    assert [(promise.due, promise.outcome) for promise in promises(ENTITIES, told, DOCUMENTS)] == [("2031", "kept"), ("2033", "open")]


def test_building_is_no_promise_and_shows_what_is_under_way() -> None:
    assert promises(ENTITIES, (step("a", "under_construction", "2031"), step("c", "under_construction", "2032")), DOCUMENTS) == ()
    promise = one(step("a", "opened", "2031"), step("d", "topped_out", None, "actual"))
    assert (promise.outcome, promise.progress, [piece.doc for piece in promise.answer]) == ("silent", "topped_out", ["d"])


def test_a_later_step_shows_nothing_of_when() -> None:
    """Done by the due time it shows that the promised step was; after it only that it happened some time."""
    assert one(step("a", "started", "2031"), step("d", "completed", "2032", "actual")).outcome == "silent"
    assert one(step("a", "started", "2031-06"), step("d", "topped_out", "2031", "actual")).outcome == "silent"
    assert one(step("a", "started", "2031"), step("d", "completed", "2031", "actual")).outcome == "kept"


def test_what_one_document_reports_done_it_does_not_promise() -> None:
    assert promises(ENTITIES, (step("c", "opened", "2032"), step("c", "opened", "2031", "actual")), DOCUMENTS) == ()


@pytest.mark.parametrize("outcome", ["suspended", "cancelled"])
def test_stopped_and_given_up(outcome: str) -> None:
    stop = step("c", "started", None, outcome)
    promise = one(step("a", "opened", "2033"), stop)
    assert (promise.outcome, [piece.doc for piece in promise.answer]) == (outcome, ["c"])
    assert one(step("a", "opened", "2033"), stop, step("d", "opened", "2034")).outcome == "moved", "planned again"
    assert one(step("a", "opened", "2033"), stop, step("d", "opened", "2033-01", "actual")).outcome == "kept", "done all the same"
    assert one(step("a", "opened", "2035"), stop, step("d", "under_construction", "2033", "actual")).outcome == "open", "gone on with"
    assert one(step("b", "opened", "2033"), step("a", "opened", None, outcome)).outcome == "open", "said before"


def test_a_denial_past_the_due_time_is_late_and_before_it_nothing() -> None:
    denial = step("c", "opened", None, "denied")
    assert (one(step("a", "opened", "2031"), denial).outcome, one(step("a", "opened", "2033"), denial).outcome) == ("late", "open")
    assert one(step("a", "opened", "2031"), denial, step("d", "opened", "2034")).outcome == "moved"


def test_each_area_and_source_has_a_clock_of_its_own() -> None:
    documents = (document("a", "2031-01"), Document("z", "", (), date=Dated("2033-01"), region="白石县", publisher="白石日报"))
    assert one(step("a", "opened", "2031"), documents=documents).outcome == "open", "nobody of the area has spoken since"
    same_source = (replace(documents[0], publisher="白石日报"), documents[1])
    assert one(step("a", "opened", "2031"), documents=same_source).outcome == "silent"
    assert one(step("a", "opened", "2031"), documents=(*documents, document("d", "2033"))).outcome == "silent"


def test_phases_promised_together_are_a_promise_of_the_whole() -> None:
    phases = [f"{HOTEL}{name}" for name in ("一期", "二期")]
    entities = (*ENTITIES, *(Entity("Project", phase.removeprefix("Project/"), id=phase) for phase in phases))
    parts = [Relation(phase, "partOf", HOTEL, evidence=(Evidence("a", 0, 2, "期"),)) for phase in phases]
    told = [*parts, *(step("a", "opened", "2031", subject=phase) for phase in phases)]

    def whole(*more: Milestone) -> str:
        return next(promise.outcome for promise in promises(entities, [*told, *more], DOCUMENTS) if promise.subject == HOTEL)

    first, second = (step("d", "opened", "2031", "actual", phase) for phase in phases)
    assert [whole(), whole(first), whole(first, second)] == ["silent", "partly", "kept"]


def test_open_until_the_newest_document_is_past_the_due_time() -> None:
    assert one(step("a", "opened", "2033")).outcome == "open"
    assert one(step("a", "opened", "2032")).outcome == "silent"


def test_a_reprint_is_no_answer() -> None:
    documents = (*DOCUMENTS, document("copy", "2032-03", reprint_of="a"))
    told = (step("a", "opened", "2031"), step("copy", "opened", "2031"), step("copy", "opened", "2031", "actual"))
    promise = one(*told, documents=documents)
    assert promise.outcome == "silent" and promise.history == (("2031", "a"),)


def test_an_earlier_or_undated_document_is_no_answer() -> None:
    documents = (*DOCUMENTS, document("undated", None))
    told = (step("b", "opened", "2031"), step("a", "opened", "2031", "actual"), step("undated", "opened", "2031", "actual"))
    assert one(*told, documents=documents).outcome == "silent"


def test_a_plan_without_a_time_is_no_promise() -> None:
    assert promises(ENTITIES, (step("a", "opened", None),), DOCUMENTS) == ()


def test_things_do_not_answer_for_one_another() -> None:
    assert one(step("a", "opened", "2031"), step("c", "opened", "2031", "actual", SCHOOL)).outcome == "silent"


def test_the_order_of_facts_and_documents_changes_nothing() -> None:
    told = (step("a", "opened", "2031"), step("c", "opened", "2032"), step("d", "completed", "2033"), step("d", "started", "2032", "actual"))
    assert promises(ENTITIES, told, DOCUMENTS) == promises(ENTITIES[::-1], told[::-1], DOCUMENTS[::-1])
