"""A promise of several phases at once (一期、二期年内投用): what became of the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.model import Fact, Promise, Relation
from kg.ontology import ontology
from kg.outcomes.clock import Clocks
from kg.outcomes.settling import Settled, settle
from kg.outcomes.steps import Said, due
from kg.outcomes.timing import later


def of_phases(facts: Iterable[Fact], told: Mapping[str, Sequence[Said]], clocks: Clocks) -> Iterator[Promise]:
    """A promise of the whole where one document promises one step of two or more of its parts for one time, and not of the whole itself."""
    for whole, parts in sorted(parts_of(facts).items()):
        groups: dict[tuple[str, str, str], list[Said]] = defaultdict(list)
        for said in (said for part in sorted(parts) for said in told.get(part, ()) if said.fact.modality == "planned" and said.fact.time):
            groups[said.by.doc, said.fact.event, due(said)].append(said)
        for (_, event, time), group in sorted(groups.items()):
            own = any(said.fact.event == event and due(said) == time for said in told.get(whole, ()))
            if len({said.fact.subject for said in group}) > 1 and not own:
                yield _promise(whole, time, group, told, clocks)


def near(parts: Mapping[str, set[str]]) -> Mapping[str, set[str]]:
    """By thing its wholes and its parts: what is told of them shows what is under way."""
    found: dict[str, set[str]] = defaultdict(set)
    for whole, its in parts.items():
        for part in its:
            found[whole].add(part)
            found[part].add(whole)
    return found


def parts_of(facts: Iterable[Fact]) -> Mapping[str, set[str]]:
    """By whole the parts of its own type (phases) that facts give it."""
    found: dict[str, set[str]] = defaultdict(set)
    whole = ontology().predicates_that("containment")
    for fact in facts:
        if isinstance(fact, Relation) and fact.predicate in whole and fact.subject.partition("/")[0] == fact.object.partition("/")[0]:
            found[fact.object].add(fact.subject)
    return found


def _promise(whole: str, time: str, group: Sequence[Said], told: Mapping[str, Sequence[Said]], clocks: Clocks) -> Promise:
    first = group[0]
    reached = clocks.reached(whole, [piece.doc for piece in first.evidence])
    settled = [settle(said, time, [other for other in told[said.fact.subject] if later(other.by, said.by)], reached) for said in group]
    return Promise(
        whole, time, _together(settled), event=first.fact.event, stated_in=first.by.doc, history=((time, first.by.doc),),
        evidence=tuple(sorted({piece for said in group for piece in said.evidence})), answer=tuple(sorted({piece for one in settled for piece in one.words})),
    )


def _together(settled: Sequence[Settled]) -> str:
    """The outcome that all parts share; ``partly`` where some are done and some are not."""
    outcomes = {one.outcome for one in settled}
    done = outcomes & {"kept", "late"}
    if outcomes == done:
        return "late" if "late" in done else "kept"
    return "partly" if done else next(one.outcome for one in sorted(settled, key=lambda one: list(ontology().outcomes).index(one.outcome)))
