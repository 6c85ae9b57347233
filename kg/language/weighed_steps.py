"""Steps weighed: which things reached which milestones, by clues over words that may say a step and things that may be meant."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clues.steps import StepPair, step_pairs
from kg.language.clues.view import View
from kg.language.clues.weights import Weights, weights
from kg.language.ledger import Ledger
from kg.language.said.milestones import time_of
from kg.language.weighed_figures import mood
from kg.model import Milestone

STEPS = "steps"
RULE = "step-weighed"
NEVER = 0.15  # probability below which a step that the grammar read in news is not believed


def weigh_steps(view: View, ledger: Ledger) -> None:
    """Enter the milestones that the clues find beyond the grammar's; in news, take back those that they do not believe."""
    model = weights(STEPS)
    if model is None:
        return
    read = {(m.subject, m.event) for m in ledger.milestones()}
    best: dict[tuple[str, str], float] = {}
    for n in range(len(view.told)):
        for pair in step_pairs(view, n, read):
            key, sure = (pair.name, pair.step.event), model.probability(pair.clues)
            best[key] = max(best.get(key, 0), sure)
            if sure >= model.least and key not in read:
                _enter(view, pair, ledger)
    if view.news:
        _take_back(ledger, best)


def _enter(view: View, pair: StepPair, ledger: Ledger) -> None:
    told, step = view.told[pair.step.sentence], pair.step
    time = time_of(told.laid, step.start, step.end)
    modality = mood(view, step.sentence, step.start, step.end, step.event, told.laid.context.modality, time)
    places = [step.start, step.end, *((pair.mention.start, pair.mention.end) if pair.mention else ())]
    span = told.laid.span(min(places), max(places))
    modality = "planned" if modality not in ("actual", "planned") else modality
    ledger.fact(Milestone(pair.name, step.event, time, modality), ledger.evidence(span, RULE))


def _take_back(ledger: Ledger, best: dict[tuple[str, str], float]) -> None:
    for fact in ledger.milestones():
        if best.get((fact.subject, fact.event), 1) < NEVER:
            ledger.drop(fact)


def weighed_pairs(view: View, n: int, ledger: Ledger, model: Weights) -> Iterator[tuple[float, StepPair]]:
    """The pairs of a sentence with their probability, for ``kg explain``."""
    read = {(m.subject, m.event) for m in ledger.milestones()}
    yield from ((model.probability(pair.clues), pair) for pair in step_pairs(view, n, read))
