"""Planned milestones as promises, answered by what later documents say of the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.model import Fact, Milestone, Promise
from kg.ontology import ontology
from kg.outcomes.clock import Clocks
from kg.outcomes.phases import near, of_phases, parts_of
from kg.outcomes.settling import settle
from kg.outcomes.steps import Said, alike, due, lasting, order, reaches
from kg.outcomes.timing import Timeline, later, span


def milestone_promises(facts: Iterable[Fact], timeline: Timeline, clocks: Clocks) -> Iterator[Promise]:
    """One promise for each step of a thing and due time, a time moved by a later document being part of the first promise."""
    facts = list(facts)
    told, beside = _by_subject(facts, timeline), near(parts_of(facts))
    for subject in sorted(told):
        others = [said for other in sorted(beside.get(subject, ())) for said in told.get(other, ())]
        for chain in _promised(told[subject]):
            yield _promise(chain, told[subject], others, clocks)
    yield from of_phases(facts, told, clocks)


def _by_subject(facts: Iterable[Fact], timeline: Timeline) -> Mapping[str, list[Said]]:
    found: dict[str, list[Said]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact, Milestone):
            rank = ontology().events[fact.event].rank
            found[fact.subject] += [Said(fact, said, rank) for said in timeline.statements(fact.evidence)]
    return {subject: sorted(said, key=order) for subject, said in found.items()}


def _promised(told: Sequence[Said]) -> Iterator[list[Said]]:
    """The statements of each promise of one thing: of one step, or of two that say the same (建成, 交付) where no document tells them apart."""
    plans = [said for said in told if said.fact.modality == "planned" and said.fact.time and not lasting(said) and not _already(said, told)]
    for events in _families(plans):
        by_due: dict[str, list[Said]] = defaultdict(list)
        for said in plans:
            if said.fact.event in events:
                by_due[due(said)].append(said)
        first = by_due[min(by_due)][0]
        yield from _chains(by_due, [said for said in told if said.fact.modality == "actual" and reaches(said, first)])


def _already(plan: Said, told: Sequence[Said]) -> bool:
    """Whether the document itself reports the step done by the time it plans it: what exists is no promise."""
    end = span(due(plan))[1]
    done = (said for said in told if said.by == plan.by and said.fact.modality == "actual" and said.fact.event == plan.fact.event)
    return any(not said.fact.time or span(said.fact.time)[1] <= min(end, plan.by.published[1]) for said in done)


def _families(plans: Sequence[Said]) -> list[set[str]]:
    """The planned steps, those of one meaning together unless one document plans both."""
    found: list[set[str]] = []
    for event in sorted({said.fact.event for said in plans}):
        docs = {said.by.doc for said in plans if said.fact.event == event}
        near = [group for group in found if any(alike(event, other) for other in group) and not any(said.by.doc in docs and said.fact.event in group for said in plans)]
        near[0].add(event) if near else found.append({event})
    return found


def _chains(by_due: Mapping[str, list[Said]], done: Sequence[Said]) -> list[list[Said]]:
    """Statements of one step grouped to promises: a due time that only later documents name carries on one that was not done by then."""
    chains: list[list[Said]] = []
    for time in sorted(by_due, key=lambda time: (by_due[time][0].by.published, span(time), time)):
        first = by_due[time][0]
        older = [chain for chain in chains if later(first.by, chain[0].by) and not _done_between(chain[0], first, done)]
        if older:
            max(older, key=lambda chain: (span(due(chain[-1]))[1], chain[0].by.published)).extend(by_due[time])
        else:
            chains.append(list(by_due[time]))
    return [sorted(chain, key=order) for chain in chains]


def _done_between(first: Said, again: Said, done: Sequence[Said]) -> bool:
    """Whether the step was reported done after it was first promised and before it was promised again."""
    return any(later(said.by, first.by) and not later(said.by, again.by) for said in done)


def _promise(chain: Sequence[Said], told: Sequence[Said], others: Sequence[Said], clocks: Clocks) -> Promise:
    first = chain[0]
    time = min((due(said) for said in chain if said.by == first.by), key=lambda time: (span(time)[1], time))
    after = [said for said in told if later(said.by, first.by)]
    reached = clocks.reached(first.fact.subject, [piece.doc for piece in first.evidence])
    settled = settle(first, time, after, reached, [said for said in others if later(said.by, first.by)])
    return Promise(
        first.fact.subject, time, settled.outcome, event=first.fact.event, moved_to=settled.moved_to, fulfilled=settled.fulfilled, slip_months=settled.slip,
        progress=settled.progress, stated_in=first.by.doc, history=tuple(dict.fromkeys((due(said), said.by.doc) for said in chain)),
        evidence=tuple(sorted({piece for said in chain for piece in said.evidence})), answer=settled.words,
    )
