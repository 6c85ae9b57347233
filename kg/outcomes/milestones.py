"""Planned milestones as promises, answered by what later documents say of the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.model import Evidence, Fact, Milestone, Promise
from kg.ontology import ontology
from kg.outcomes.timespan import months_between
from kg.outcomes.timing import Statement, Timeline, later, span


@dataclass(frozen=True, slots=True)
class Said:
    """A milestone as one document states it; ``rank`` is its place in a project's life, None for those outside it."""

    fact: Milestone
    by: Statement
    rank: int | None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return self.fact.evidence


def milestone_promises(facts: Iterable[Fact], timeline: Timeline) -> Iterator[Promise]:
    """One promise for each step of a thing and due time, a time moved by a later document being part of the first promise."""
    by_subject: dict[str, list[Said]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact, Milestone):
            rank = ontology().events[fact.event].rank
            by_subject[fact.subject] += [Said(fact, said, rank) for said in timeline.statements(fact.evidence)]
    for subject in sorted(by_subject):
        yield from _of_subject(sorted(by_subject[subject], key=_order), timeline)


def _order(said: Said) -> tuple[object, ...]:
    return said.by.published, said.by.doc, said.fact.event, said.fact.time or "", said.fact.modality


def _of_subject(told: Sequence[Said], timeline: Timeline) -> Iterator[Promise]:
    plans: dict[str, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for said in told:
        if said.fact.modality == "planned" and said.fact.time:
            plans[said.fact.event][said.fact.time].append(said)
    for event in sorted(plans):
        done = [said for said in told if said.fact.modality == "actual" and _at_least(said, plans[event][min(plans[event])][0])]
        for chain in _chains(plans[event], done):
            yield _promise(chain, told, timeline)


def _chains(by_due: dict[str, list[Said]], done: Sequence[Said]) -> list[list[Said]]:
    """Statements of one step grouped to promises: a due time that only later documents name carries on one that was not done by then."""
    chains: list[list[Said]] = []
    for due in sorted(by_due, key=lambda time: (by_due[time][0].by.published, span(time), time)):
        first = by_due[due][0]
        older = [] if _lasting(first) else [chain for chain in chains if later(first.by, chain[0].by) and not _done_between(chain[0], first, done)]
        if older:
            max(older, key=lambda chain: (span(_due(chain[-1]))[1], chain[0].by.published)).extend(by_due[due])
        else:
            chains.append(list(by_due[due]))
    return [sorted(chain, key=_order) for chain in chains]


def _lasting(said: Said) -> bool:
    return ontology().events[said.fact.event].lasting


def _done_between(first: Said, again: Said, done: Sequence[Said]) -> bool:
    """Whether the step was reported done after it was first promised and before it was promised again."""
    return any(later(said.by, first.by) and not later(said.by, again.by) for said in done)


def _due(said: Said) -> str:
    return said.fact.time or ""


def _promise(chain: Sequence[Said], told: Sequence[Said], timeline: Timeline) -> Promise:
    first = chain[0]
    due = min((_due(said) for said in chain if said.by == first.by), key=lambda time: (span(time)[1], time))
    after = [said for said in told if later(said.by, first.by)]
    settled = _reached(first, due, after) or _moved(first, due, after) or _waiting(due, after, timeline)
    outcome, moved_to, fulfilled, slip, answer = settled
    answered = {piece for said in answer for piece in said.evidence}
    promised = {piece for said in chain for piece in said.evidence}
    return Promise(
        first.fact.subject, due, outcome, event=first.fact.event, moved_to=moved_to, fulfilled=fulfilled, slip_months=slip, stated_in=first.by.doc,
        history=tuple(dict.fromkeys((_due(said), said.by.doc) for said in chain)), evidence=tuple(sorted(promised)), answer=tuple(sorted(answered)),
    )


Settled = tuple[str, str | None, str | None, int | None, Sequence[Said]]


def _reached(first: Said, due: str, after: Sequence[Said]) -> Settled | None:
    """Kept or late, if a later document says that the step, or one beyond it, has happened."""
    own = [said for said in after if said.fact.modality == "actual" and said.fact.event == first.fact.event]
    beyond = [said for said in after if said.fact.modality == "actual" and _at_least(said, first)]
    best = min(own or beyond, key=lambda said: (span(said.fact.time)[1] if said.fact.time else said.by.published[1], _order(said)), default=None)
    if best is None:
        return None
    time = best.fact.time if best in own else None
    late = time if time and span(time)[0] > span(due)[1] else None
    delayed = _moved(first, due, after)
    if late is None and time is None and delayed:
        late = min((said.fact.time for said in delayed[4] if said.fact.time), key=lambda text: span(text)[1], default=None)
        return "late", delayed[1], None, months_between(due, late) if late else None, [best, *delayed[4]]
    return ("late", None, late, months_between(due, late), [best]) if late else ("kept", None, time, None, [best])


def _at_least(said: Said, first: Said) -> bool:
    """Whether a step is the first one or comes after it."""
    return said.fact.event == first.fact.event or said.rank is not None and first.rank is not None and said.rank >= first.rank


def _moved(first: Said, due: str, after: Sequence[Said]) -> Settled | None:
    """Moved, if a later document plans the step, or one that comes before it, for after the due time."""
    if _lasting(first):
        return None
    again = [said for said in after if said.fact.modality == "planned" and said.fact.time and _not_after(said, first) and _postpones(said, due)]
    if not again:
        return None
    newest = max(again, key=lambda said: (said.by.published, span(_due(said))[1], said.by.doc))
    to = _due(newest)
    return "moved", to, None, months_between(due, to), [said for said in again if _due(said) == to]


def _not_after(said: Said, first: Said) -> bool:
    return said.fact.event == first.fact.event or said.rank is not None and first.rank is not None and said.rank <= first.rank


def _postpones(said: Said, due: str) -> bool:
    """Whether a plan is for after ``due``; one that covers it (2024 for 2024-03) only if it was made after it."""
    start, end = span(_due(said))
    return end > span(due)[1] and (start > span(due)[1] or said.by.published[0] > span(due)[1])


def _waiting(due: str, after: Sequence[Said], timeline: Timeline) -> Settled:
    """Open until the newest document is past the due time, then silent; with the words since, if there are any of other steps."""
    if span(due)[1] >= timeline.newest[1]:
        return "open", None, None, None, []
    return "silent", None, None, None, [said for said in after if said.by.published[1] > span(due)[1]]
