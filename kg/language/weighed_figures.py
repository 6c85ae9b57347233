"""Figures weighed: whose each number is and whether it was reached, decided over the whole article by clues (``ontology/weights``)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.language.clues.moods import mood_clues
from kg.language.clues.view import View
from kg.language.clues.weights import Weights, weights
from kg.language.figures.phrases import shape
from kg.language.said.sentence import SentenceReading
from kg.language.said.values import SaidFact, Saying
from kg.language.topics.whose import Figure, candidates
from kg.language.when.sides import side
from kg.model import Observation
from kg.ontology import ontology

WHOSE = "whose"
MOOD = "mood-"
SURE = 0.4  # share of likelihood below which nothing tells whose a figure of news is
AHEAD = 1.0  # log odds by which another thing or modality must be likelier than the one that the grammar read (or the article's area)


def weighed_figures(view: View, readings: Sequence[SentenceReading]) -> list[SentenceReading]:
    """The readings with the subject and modality of each figure as the clues have it  (in a report, the grammar); a figure whose thing nothing tells is left out."""
    if not view.news and view.region:  # the grammar reads whose figures those of a report are
        return list(readings)
    found, before = [], None
    for n, reading in enumerate(readings):
        says, before = _sentence(view, n, reading, before)
        found.append(replace(reading, sayings=tuple(says)))
    return found


def _sentence(view: View, n: int, reading: SentenceReading, before: str | None) -> tuple[list[Saying], str | None]:
    says: list[Saying] = []
    last: str | None = None
    for said in reading.sayings:
        if not isinstance(said, SaidFact) or not isinstance(said.fact, Observation):
            says.append(said)
            continue
        subject = whose(view, figure_of(n, said, last, before))
        if subject:
            says.append(replace(said, fact=replace(said.fact, subject=subject, modality=_mood_of(view, n, said))))
            last = subject
    return says, last or before


def figure_of(n: int, said: SaidFact, last: str | None, before: str | None) -> Figure:
    """The figure of sentence ``n`` as the clues see it."""
    assert isinstance(said.fact, Observation)
    return Figure(n, said.at, said.fact.measure, said.fact.unit, last, before, said.fact.subject if said.named else None)


def whose(view: View, figure: Figure) -> str | None:
    """The thing that the clues give the figure to: of those that may be meant the one with the highest score; the grammar's without a model."""
    model = weights(WHOSE)
    if model is None:
        return figure.read or view.region
    ranked = ranked_subjects(view, figure, model)
    grammars = figure.read or view.region
    if not ranked:
        return grammars
    if _share(ranked) < SURE:
        return None
    held = next((score for score, name, _ in ranked if name == grammars), None)
    return grammars if held is not None and ranked[0][0] - held < AHEAD else ranked[0][1] or None


def _share(ranked: list[tuple[float, str, frozenset[str]]]) -> float:
    """How likely the likeliest is, of all that may be meant (0 to 1)."""
    return 1 / sum(math.exp(score - ranked[0][0]) for score, _, _ in ranked)


def ranked_subjects(view: View, figure: Figure, model: Weights) -> list[tuple[float, str, frozenset[str]]]:
    """All that may be meant, the likeliest first: score, name, clues."""
    scored = [(model.score(clues), name, clues) for name, clues in candidates(view, figure).items()]
    return sorted(scored, key=lambda s: (-s[0], s[1]))


def _mood_of(view: View, n: int, said: SaidFact) -> str:
    fact = said.fact
    assert isinstance(fact, Observation)
    return mood(view, n, said.at, said.span.end, fact.measure, fact.modality, fact.time)


def mood(view: View, n: int, at: int, end: int, what: str, read: str, time: str | None) -> str:
    """The modality that the clues give to what is said at ``at:end`` of sentence ``n``; the grammar's (``read``) without a model, and of a time to come."""
    models = tuple(_models())
    if not models or _to_come(view, n, at, end, time):
        return read
    clues = mood_clues(view, n, at, end, what, read, time)
    scores = {modality: model.score(clues) for modality, model in models}
    best = max(sorted(scores), key=lambda m: scores[m])
    return best if scores[best] - scores.get(read, scores[best]) >= AHEAD else read


def _to_come(view: View, n: int, at: int, end: int, time: str | None) -> bool:
    """Whether a time lies behind the document's date, and no word beside it says that the thing is there by now."""
    told = view.told[n]
    date, clause = told.laid.context.anchor.date, told.laid.sentence.clauses[told.clause(at)]
    ahead = bool(time and date) and side(time or "", date or "") == "ahead"
    return ahead and not shape("there_by_now").search(told.laid.line.text, clause.start, max(end, clause.end))


def _models() -> Iterator[tuple[str, Weights]]:
    for modality in ontology().modalities:
        if model := weights(MOOD + modality):
            yield modality, model


