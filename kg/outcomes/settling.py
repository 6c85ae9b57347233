"""What became of a promised step: the words of later documents, the strongest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import Evidence
from kg.ontology import ontology, rules
from kg.outcomes.steps import Said, answers, due, lasting, leads, order, reaches
from kg.outcomes.timespan import months_between
from kg.outcomes.timing import span


@dataclass(frozen=True, slots=True)
class Settled:
    """An outcome with the statements that settle it; ``progress`` is the furthest step that is told of a promise not yet kept."""

    outcome: str
    answer: Sequence[Said] = ()
    moved_to: str | None = None
    fulfilled: str | None = None
    slip: int | None = None
    progress: str | None = None

    @property
    def words(self) -> tuple[Evidence, ...]:
        return tuple(sorted({piece for said in self.answer for piece in said.evidence}))


def settle(first: Said, time: str, after: Sequence[Said], reached: date, beside: Sequence[Said] = ()) -> Settled:
    """What statements ``after`` a promise say of it: done, given up, put off, denied, or nothing by ``reached``, the end of its clock.

    ``beside``: what is said of its whole and its parts, which may show that work is under way.
    """
    return _done(first, time, after) or _put_off(first, time, after) or _denied(first, time, after) or _waiting(first, time, after, reached, beside)


def _done(first: Said, time: str, after: Sequence[Said]) -> Settled | None:
    """Kept or late, if the step is reported done, or one beyond it by the due time: a later one shows nothing of when."""
    end = span(time)[1]
    actual = [said for said in after if said.fact.modality == "actual"]
    own = min((said for said in actual if answers(said, first)), key=_when, default=None)
    shown = min((said for said in actual if reaches(said, first) and _when(said)[0] <= end), key=_when, default=None)
    best = own or shown
    if best is None:
        return None
    if own is None or shown is not None and not answers(shown, own):
        return Settled("kept", [shown or best])
    return _dated(first, time, own, after)


def _dated(first: Said, time: str, own: Said, after: Sequence[Said]) -> Settled:
    """Kept or late by the time at which the step is reported; one reported without a time follows the newest plan for later."""
    said = own.fact.time
    if said:
        late = span(said)[0] > span(time)[1]
        return Settled("late" if late else "kept", [own], fulfilled=said, slip=months_between(time, said) if late else None)
    moved = _moved(first, time, after)
    if moved is not None:
        sooner = min((due(plan) for plan in moved.answer), key=lambda text: span(text)[1])
        return Settled("late", [own, *moved.answer], moved.moved_to, None, months_between(time, sooner))
    soon = own.by.published[0] <= span(time)[1] + timedelta(days=rules("outcomes")["looked_back"])
    return Settled("kept" if soon else "late", [own])


def _when(said: Said) -> tuple[date, tuple[object, ...]]:
    """The last day by which a reported step was reached, as its words or its document's date show."""
    return span(said.fact.time)[1] if said.fact.time else said.by.published[1], order(said)


def _put_off(first: Said, time: str, after: Sequence[Said]) -> Settled | None:
    """Given up, stopped, or planned for later: whatever was said last; who builds on after a stop is no longer stopped."""
    moved = _moved(first, time, after)
    stops = [said for said in after if said.fact.modality in ontology().outcomes]
    stop = max(stops, key=order, default=None)
    if stop is None or moved is not None and max(said.by.published for said in moved.answer) > stop.by.published:
        return moved
    on = [said for said in after if said.fact.modality == "actual" and said.by.published > stop.by.published and reaches_building(said)]
    return moved if on else Settled(stop.fact.modality, [said for said in stops if said.by == stop.by], progress=_progress(after))


def reaches_building(said: Said) -> bool:
    """Whether a step shows that building goes on."""
    building = min(event.rank for event in ontology().events.values() if event.lasting and event.rank is not None)
    return said.rank is not None and said.rank >= building


def _moved(first: Said, time: str, after: Sequence[Said]) -> Settled | None:
    """Moved, if a later document plans the step, or one that comes before it, for after the due time."""
    again = [said for said in after if said.fact.modality == "planned" and said.fact.time and leads(said, first) and _postpones(said, time)]
    if not again:
        return None
    named = [said for said in again if not lasting(said)] or again
    to = due(max(named, key=lambda said: (said.by.published, span(due(said))[1], said.by.doc)))
    return Settled("moved", [said for said in again if due(said) == to], to, None, months_between(time, to), _progress(after))


def _postpones(said: Said, time: str) -> bool:
    """Whether a plan is for after ``time``; one that covers it (2024 for 2024-03) only if it was made after it."""
    start, end = span(due(said))
    return end > span(time)[1] and (start > span(time)[1] or said.by.published[0] > span(time)[1])


def _denied(first: Said, time: str, after: Sequence[Said]) -> Settled | None:
    """Late, if a document of after the due time denies the step, or one that comes before it, or finds the thing still being built."""
    end = span(time)[1]
    not_yet = [said for said in after if said.by.published[1] > end and (said.fact.modality == "denied" and leads(said, first) or _still_built(said, first, end))]
    return Settled("late", not_yet, progress=_progress(after)) if not_yet else None


def _still_built(said: Said, first: Said, end: date) -> bool:
    """Whether a thing whose building should have ended is reported being built after ``end``."""
    ends = first.fact.event in rules("outcomes")["ends_building"]
    return ends and lasting(said) and said.fact.modality == "actual" and (not said.fact.time or span(said.fact.time)[1] > end)


def _waiting(first: Said, time: str, after: Sequence[Said], reached: date, beside: Sequence[Said]) -> Settled:
    """Open until its clock is past the due time, then silent; with the words since, if there are any."""
    told = [said for said in after if said.fact.modality != "planned" or said.by.published[1] > span(time)[1]]
    work = [said for said in beside if _under_way(said)]
    return Settled("open" if span(time)[1] >= reached else "silent", [*told, *work], progress=_progress(after) or _progress(work))


def _under_way(said: Said) -> bool:
    """Whether a step was taken, or is building that is to go on: who speeds it up has begun."""
    return said.rank is not None and (said.fact.modality == "actual" or said.fact.modality == "planned" and lasting(said))


def _progress(after: Sequence[Said]) -> str | None:
    """The furthest step that was reported since."""
    furthest = max(filter(_under_way, after), key=lambda said: (said.rank or 0, order(said)), default=None)
    return furthest.fact.event if furthest else None
