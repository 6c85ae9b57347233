"""Which year a passage speaks of, and whether of what happened or of what is planned.

A heading, a year that opens a sentence or a set phrase changes the state; it holds until another does. Reports look back on
the year before and ahead on their own; in a report (or a part of one) whose sections do not say which, the moods of the
sentences vote, with at most one turn from back to ahead. Rules: ``ontology/rules/passage.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from kg.language.text.clauses import Sentence
from kg.language.when.genre import Genre, State, genre_of
from kg.language.when.moods import mood
from kg.language.when.overruled import overruled
from kg.language.when.signals import signal
from kg.language.when.timed import Timed, timed
from kg.language.when.times import Anchor
from kg.model import Article, Document
from kg.ontology import rules

TURN = 6.0  # log odds, summed over sentences: what a turn from back to ahead must gain before it is believed


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for a sentence that says no time itself: ``time`` (a year, a range or None), ``modality`` (actual, planned).

    ``year`` is the passage's year, ``how`` the id of the rule that set the state, ``anchor`` what ``find_times`` needs.
    """

    year: str | None
    time: str | None
    modality: str
    how: str
    anchor: Anchor


def contexts(document: Document) -> list[list[Context]]:
    """For each block of each article, in order, the context of each sentence (as ``sentences(block)`` cuts them)."""
    return [block for article in document.articles for block in article_contexts(article, document)]


def article_contexts(article: Article, document: Document | None = None) -> list[list[Context]]:
    """The contexts of one article: a list for each block, in it one context for each sentence."""
    return contexts_of([timed(block) for block in article.blocks], genre_of(article, document))


def contexts_of(blocks: Sequence[Sequence[Timed]], genre: Genre) -> list[list[Context]]:
    """The contexts of the sentences of an article, block by block, as its ``genre`` starts them."""
    rest = _voted(_walk(blocks, genre), [s for block in blocks for s in block], genre)
    return [[_context(s, next(rest), genre) for s in block] for block in blocks]


def _walk(blocks: Sequence[Sequence[Timed]], genre: Genre) -> Iterator[State | None]:
    """The state at each sentence, as headings and openings set it; None where a report has not said yet."""
    section, paragraph = genre.start, None
    for block in blocks:
        paragraph = None
        for sentence in block:
            said = signal(sentence, genre, paragraph or section)
            if said and said.scope == "section":
                section, paragraph = said, None
            elif said and said.scope == "paragraph":
                paragraph = said
            yield said or paragraph or section


def _voted(states: Iterator[State | None], found: Sequence[Timed], genre: Genre) -> Iterator[State]:
    """The states, with each run that nothing has set decided by the moods of its sentences."""
    pairs = zip(states, found, strict=True)
    for unset, run in groupby(pairs, key=lambda pair: pair[0] is None):
        items = list(run)
        yield from _vote([s.sentence for _, s in items], genre) if unset else (state for state, _ in items if state)


def _vote(run: Sequence[Sentence], genre: Genre) -> Iterator[State]:
    """The states of a run by its moods; a short one leans to the year's plan, but for the sentences that tell what is done."""
    short = rules("passage")["short_report"]
    if len(run) > short["short"]:
        turn = turning_point([mood(s) for s in run])
        return ((genre.back if i < turn else genre.ahead)("passage-vote") for i in range(len(run)))
    told = [re.search(short["told"], s.text) is not None for s in run]
    turn = turning_point([0.0 if back else mood(s) + _leaning(s) for s, back in zip(run, told, strict=True)])
    return ((genre.back if back or i < turn else genre.ahead)("passage-vote") for i, back in enumerate(told))


def _leaning(sentence: Sentence) -> float:
    """What a sentence of a short report gains for looking ahead, by the times that it says."""
    rule = rules("passage")["short_report"]
    ahead, back = (re.search(rule[key], sentence.text) is not None for key in ("ahead_times", "sum_times"))
    return float(rule["plan"] + ahead * rule["ahead"] - back * rule["sum"])


def turning_point(moods: Sequence[float]) -> int:
    """Where a text that first looks back begins to look ahead: 0 for all ahead, its length for all back."""
    sums = [0.0, *accumulate(moods)]
    total = sums[-1]
    gains = [total - 2 * s - (TURN if 0 < i < len(moods) else 0.0) for i, s in enumerate(sums)]
    return max(range(len(gains)), key=lambda i: (gains[i], -i))


def _context(sentence: Timed, state: State, genre: Genre) -> Context:
    state = overruled(sentence, state, genre)
    year = state.year or (state.time[:4] if state.time else None)
    return Context(state.year, state.time or state.year, state.modality, state.how, Anchor(genre.date, year))
