"""A claim laid against what a graph holds of its subject: supported, contradicted, a plan told as a fact, or unknown.

A claim is supported only where the documents say no less than it does: a date that is finer than theirs, or a later step that happened
at no known time, leaves it unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from kg.judge.matching import base_unit
from kg.model import SETBACKS, Evidence, Fact, Milestone, Observation, Relation
from kg.ontology import ontology, rules
from kg.ontology.folding import plain
from kg.outcomes.timespan import bounds

SUPPORTED, CONTRADICTED, PLAN, UNKNOWN = "supported", "contradicted", "plan_as_fact", "unknown"
ACTUAL = "actual"
Told = tuple[str, tuple[Evidence, ...]]
F = TypeVar("F", Relation, Milestone, Observation)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the names of a claim stand for in the graph: ids by name, what holds what, and each thing's facts."""

    ids: Callable[[str], frozenset[str]]
    inside: Callable[[str], frozenset[str]]
    facts: Callable[[str], Sequence[Fact]]


def judged(claim: Fact, meaning: Meaning) -> Told:
    """The verdict on a claim (its names as its text has them) and the words of the documents that decide it."""
    subjects = meaning.ids(claim.subject)
    known = [fact for subject in sorted(subjects) for fact in meaning.facts(subject)]
    match claim:
        case Milestone():
            return _milestone(claim, [fact for fact in known if isinstance(fact, Milestone) and fact.subject in subjects])
        case Observation():
            return _observation(claim, [fact for fact in known if isinstance(fact, Observation) and fact.subject in subjects])
        case Relation():
            return _relation(claim, [fact for fact in known if isinstance(fact, Relation)], subjects, meaning)


def told(verdict: str, facts: Iterable[Fact]) -> Told:
    """A verdict with the words of its facts, each place once."""
    return verdict, tuple(dict.fromkeys(words for fact in facts for words in fact.evidence))


def covers(claimed: str | None, known: str | None) -> bool | None:
    """Whether a known time says no less than a claimed one; None if it says less, False if the two exclude one another."""
    if claimed is None:
        return True
    if known is None:
        return None
    (a, b), (x, y) = bounds(claimed), bounds(known)
    return True if a <= x and y <= b else False if y < a or b < x else None


def _timed(claim: Fact, facts: Sequence[F]) -> tuple[list[F], list[F]]:
    """The facts whose time bears the claim's out, and those whose time excludes it."""
    return [fact for fact in facts if covers(claim.time, fact.time)], [fact for fact in facts if covers(claim.time, fact.time) is False]


def _milestone(claim: Milestone, known: Sequence[Milestone]) -> Told:
    same = [fact for fact in known if fact.event == claim.event]
    stopped = [fact for fact in same if fact.modality in SETBACKS]
    done, plans = [fact for fact in same if fact.modality == ACTUAL], [fact for fact in same if fact.modality != ACTUAL and fact not in stopped]
    if claim.modality in SETBACKS:
        return _stopped(claim, done, stopped)
    if claim.modality != ACTUAL:
        return _planned(claim, done, plans)
    agreed, against = _timed(claim, done)
    if agreed or against:
        return told(SUPPORTED, agreed) if agreed else told(CONTRADICTED, against)
    denied, _ = _timed(claim, stopped)
    if not done and denied:
        return told(CONTRADICTED, denied)
    if not done and plans:
        return told(PLAN, plans)
    return _by_order(claim, known) if not done else (UNKNOWN, ())


def _stopped(claim: Milestone, done: Sequence[Milestone], stopped: Sequence[Milestone]) -> Told:
    """A step said not to have come: borne out by words that say the same, excluded by ones that it came."""
    agreed, _ = _timed(claim, [fact for fact in stopped if fact.modality == claim.modality])
    against, _ = _timed(claim, done)
    return told(SUPPORTED, agreed) if agreed else told(CONTRADICTED, against) if against and claim.time else (UNKNOWN, ())


def _planned(claim: Milestone, done: Sequence[Milestone], plans: Sequence[Milestone]) -> Told:
    agreed, against = _timed(claim, [*plans, *done])
    if agreed or against:
        return told(SUPPORTED, agreed) if agreed else told(CONTRADICTED, against)
    return UNKNOWN, ()


def _by_order(claim: Milestone, known: Sequence[Milestone]) -> Told:
    """A later step that happened shows an earlier one; an earlier one that is still planned for afterwards excludes a later one."""
    rank = ontology().events[claim.event].rank
    ranked = [(fact, ontology().events[fact.event].rank) for fact in known if fact.modality not in SETBACKS]
    later = [fact for fact, place in ranked if rank and place and place > rank and fact.modality == ACTUAL]
    if later and claim.time is None:
        return told(SUPPORTED, later)
    before = [fact for fact, place in ranked if rank and place and place < rank and fact.modality != ACTUAL and _after(fact.time, claim.time)]
    return told(CONTRADICTED, before) if before else (UNKNOWN, ())


def _after(time: str | None, other: str | None) -> bool:
    return bool(time and other and bounds(time)[0] > bounds(other)[1])


def _observation(claim: Observation, known: Sequence[Observation]) -> Told:
    unit = base_unit(claim.value, claim.unit)[1]
    same = [fact for fact in known if _measure(fact.measure) == _measure(claim.measure) and base_unit(fact.value, fact.unit)[1] == unit]
    actual = [fact for fact in same if fact.modality == ACTUAL]
    pool = actual if claim.modality == ACTUAL else same
    timed, _ = _timed(claim, pool)
    if agreed := [fact for fact in timed if _agrees(claim, fact)]:
        return told(SUPPORTED, agreed)
    if timed:
        return told(CONTRADICTED, timed) if claim.time or len({fact.time for fact in timed}) == 1 else (UNKNOWN, ())
    plans, _ = _timed(claim, [fact for fact in same if fact.modality != ACTUAL]) if claim.modality == ACTUAL else ([], [])
    return told(PLAN, plans) if plans else (UNKNOWN, ())


def _measure(name: str) -> str:
    """A measure without the words before it that are no part of it."""
    form = plain(name)
    while lead := next((lead for lead in rules("verify")["measure_leads"] if form.startswith(lead) and len(form) > len(lead) + 1), None):
        form = form[len(lead) :]
    return form


def _agrees(claim: Observation, fact: Observation) -> bool:
    """Whether a known number bears a claimed one out, by the bounds of both."""
    said, known = base_unit(claim.value, claim.unit)[0], base_unit(fact.value, fact.unit)[0]
    if claim.bound == "at_least":
        return known >= said and fact.bound in ("exact", "at_least", "about")
    if claim.bound == "at_most":
        return known <= said and fact.bound in ("exact", "at_most", "about")
    if "about" in (claim.bound, fact.bound):
        return abs(said - known) <= float(rules("verify")["about"]) * abs(known)
    return said == known and fact.bound == claim.bound


def _relation(claim: Relation, known: Sequence[Relation], subjects: frozenset[str], meaning: Meaning) -> Told:
    literal = ontology().predicates[claim.predicate].literal
    objects = frozenset((claim.object,)) if literal else meaning.ids(claim.object)
    own = [fact for fact in known if fact.predicate == claim.predicate and fact.subject in subjects]
    bodies = meaning.ids(claim.of) if claim.of else frozenset()
    same = [fact for fact in own if _meets(fact, objects, meaning) and (not bodies or fact.of in bodies)]
    done, plans = [fact for fact in same if fact.modality == ACTUAL], [fact for fact in same if fact.modality != ACTUAL]
    agreed, against = _timed(claim, same if claim.modality != ACTUAL else done)
    if agreed or against:
        return told(SUPPORTED, agreed) if agreed else told(CONTRADICTED, against)
    if plans and not done and claim.modality == ACTUAL:
        return told(PLAN, plans)
    return _other(claim, own, bodies, objects, meaning) if not same else (UNKNOWN, ())


def _meets(fact: Relation, objects: frozenset[str], meaning: Meaning) -> bool:
    """Whether a fact's object is one of those claimed, or lies in one (where the claim is of lying in)."""
    return fact.object in objects or fact.predicate == "locatedIn" and bool(meaning.inside(fact.object) & objects)


def _other(claim: Relation, own: Sequence[Relation], bodies: frozenset[str], objects: frozenset[str], meaning: Meaning) -> Told:
    """Another object where only one can be: of a post, another holder of it in the same body."""
    if claim.of:
        holders = [fact for body in sorted(bodies) for fact in meaning.facts(body)
                   if isinstance(fact, Relation) and fact.predicate == claim.predicate and fact.object == claim.object and fact.of == body]  # fmt: skip
        return told(CONTRADICTED, holders) if holders else (UNKNOWN, ())
    if claim.predicate not in rules("verify")["one_object"] or not objects:
        return UNKNOWN, ()
    others = [fact for fact in own if fact.modality == ACTUAL and not any(fact.object in meaning.inside(wanted) for wanted in objects)]
    return told(CONTRADICTED, others) if others else (UNKNOWN, ())


def values(claim: Fact) -> dict[str, Any]:
    """The fields of a claim, without its evidence."""
    from kg.records import SHAPES

    return {name: getattr(claim, name) for name, _, _ in SHAPES[type(claim)] if name != "evidence" and getattr(claim, name) is not None}
