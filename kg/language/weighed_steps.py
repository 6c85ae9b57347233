"""Steps weighed: which things reached which milestones, by clues over words that may say a step and things that may be meant."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clues.steps import StepPair, step_pairs
from kg.language.clues.view import View
from kg.language.clues.weights import weights
from kg.language.ledger import Ledger
from kg.language.said.dates import ahead, said_with_time, time_of
from kg.language.text.clauses import closing, open_bracket
from kg.language.weighed_figures import mood
from kg.language.weighing import Judgement, Opinion, TakenBack, Weighed, opinion
from kg.model import Milestone
from kg.ontology import ontology, rule

STEPS = "steps"
RULE = "step-weighed"
NEVER = 0.05  # probability below which a step that the grammar read is not believed
RIVALLED = 0.35  # the same where the clues give the step to another thing

Key = tuple[str, str]


def weigh_steps(view: View, ledger: Ledger) -> Iterator[Judgement]:
    """The milestones that the clues find beyond the grammar's, and those of the grammar that they take back."""
    model = weights(STEPS)
    if model is None:
        return
    read = {(m.subject, m.event) for m in ledger.milestones()}
    best: dict[Key, Opinion] = {}
    taken: dict[str, set[str]] = {}  # by event, the things that the clues give it to
    known = {event: model.knows(event) for event in ontology().events}
    for n in range(len(view.told)):
        for pair in (p for p in step_pairs(view, n, read) if known[p.step.event]):  # of others its gold says nothing
            key, held = (pair.name, pair.step.event), opinion(model, pair.clues)
            best[key] = max(best.get(key, held), held, key=lambda o: o.sure)
            if held.sure >= model.least:
                taken.setdefault(pair.step.event, set()).add(pair.name)
            if held.sure >= model.least and key not in read and not view.told[n].laid.standing(pair.step.start) and _in_reach(view, pair):
                yield _weighed(view, pair, ledger, held)
    yield from _taken_back(view, ledger, best, taken)


def _in_reach(view: View, pair: StepPair) -> bool:
    """Whether the thing may have the step: one told in a bracket is of the name right before that bracket, or of one inside (云帆大桥（4月开工）)."""
    laid, step, at = view.told[pair.step.sentence].laid, pair.step, pair.mention
    opened = open_bracket(laid.line.text, laid.sentence.start + 1, step.start)
    return opened is None or at is not None and (at.end == opened or opened < at.start < closing(laid.line.text, opened))


def _weighed(view: View, pair: StepPair, ledger: Ledger, held: Opinion) -> Weighed:
    laid, step = view.told[pair.step.sentence].laid, pair.step
    time = time_of(laid, step.start, step.end)
    modality = mood(view, step.sentence, step.start, step.end, step.event, laid.context.modality, time)
    looks_ahead = ahead(laid, step.start, step.end) or laid.plans(step.start)
    modality = "actual" if modality == "actual" and not looks_ahead else "planned"
    places = [step.start, step.end, *((pair.mention.start, pair.mention.end) if pair.mention else ())]
    evidence = frozenset(ledger.evidence(laid.span(min(places), max(places)), rule(RULE)))
    return Weighed(Milestone(pair.name, step.event, time, modality), evidence, held.sure, held.clues)


def _taken_back(view: View, ledger: Ledger, best: dict[Key, Opinion], taken: dict[str, set[str]]) -> Iterator[TakenBack]:
    """The grammar's steps that the clues do not believe; those said with a time of their own, or denied, are the grammar's, unless another thing took them."""
    sure = {(name.name, stated.event) for told in view.told for stated in said_with_time(told.laid) for name in stated.names}
    for fact in (fact for fact in ledger.milestones() if (fact.subject, fact.event) not in sure or taken.get(fact.event, set()) - {fact.subject}):
        held = best.get((fact.subject, fact.event))
        if held and held.sure < (RIVALLED if taken.get(fact.event, set()) - {fact.subject} else NEVER):
            yield TakenBack(fact, held.sure, held.clues)
