"""Which year a passage speaks of, and whether of what happened or of what is planned.

A heading, a year that opens a sentence or a set phrase changes the state; it holds until another does. Reports look back on
the year before and ahead on their own; in a report (or a part of one) whose sections do not say which, the moods of the
sentences vote, with at most one turn from back to ahead. Rules: ``ontology/rules/passage.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, groupby
from typing import Any

from kg.language.text.clauses import Sentence, sentences
from kg.language.when.genre import Genre, State, compiled, genre_of, news_modality
from kg.language.when.moods import mood
from kg.language.when.times import Anchor, SaidTimes, TimeMention, opening_time, said_times
from kg.lexicon import rules
from kg.model import Article, Block, Document

HEADING_LENGTH = 40  # characters; a paragraph shorter than that without a stop is a heading
OPENING = 16  # characters in which a time that opens a clause shows
LONG_RANGE = 5  # years; a longer look back is an aside
GLOSSARY = "passage-glossary"
DAY = len("2024-01-26")
TURN = 6.0  # log odds, summed over sentences: what a turn from back to ahead must gain before it is believed
SURE, DONE, STEP = 1.5, 4.0, 1.5  # log odds: how far a mood must go against the passage, and what words that say so take off it


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


@dataclass(frozen=True, slots=True)
class Timed:
    """A sentence and the times that it says, not yet resolved."""

    sentence: Sentence
    said: SaidTimes

    @property
    def text(self) -> str:
        return self.sentence.text


def timed(block: Block) -> tuple[Timed, ...]:
    """The sentences of a block with the times that each says."""
    return tuple(Timed(sentence, said_times(sentence.text)) for sentence in sentences(block))


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
            said = _signal(sentence, genre, paragraph or section)
            if said and said.scope == "section":
                section, paragraph = said, None
            elif said and said.scope == "paragraph":
                paragraph = said
            yield said or paragraph or section


def _signal(sentence: Timed, genre: Genre, now: State | None) -> State | None:
    """The state that a sentence sets: by its heading, by a phrase or by a year that opens it; None in a glossary, or where it sets none."""
    if _is_heading(sentence.sentence.block):
        return _heading(sentence, genre)
    if now and now.how == GLOSSARY:
        return None
    text = _lead_in().sub("", sentence.text)
    return _announced(text, genre) or _opened(text, sentence.sentence, genre, now)


def _is_heading(block: Block) -> bool:
    short = len(block.text) < HEADING_LENGTH and not re.search("[。；，]$", block.text)
    return block.kind in ("heading", "title") or (block.kind == "paragraph" and short)


def _heading(heading: Timed, genre: Genre) -> State | None:
    """The state that a heading sets: by what it says, else by its year; None in news without a year, and where it says neither."""
    text = heading.text
    if not genre.report and not re.search(r"\d{4}|年", text):
        return None
    below = bool(compiled("sub_heading").search(text))
    for rule in () if below else _rules("headings"):
        if (rule["says"] == "aside" or not compiled("report").search(text)) and rule["pattern"].search(text):
            return _says(rule["says"], rule["id"], "section", genre)
    times = [t for t in heading.said.resolved(Anchor(genre.date, None)) if t.rule in rules("passage")["year_rules"]]
    return _of_time(times[0], genre, "passage-heading-year", "section") if times and "报告" not in text else None


def _announced(text: str, genre: Genre) -> State | None:
    """The state that a set phrase announces, or None; outside reports it holds for the paragraph only."""
    for rule in _rules("openings"):
        if rule["pattern"].search(text):
            return _says(rule["says"], rule["id"], rule["scope"] if genre.report else "paragraph", genre)
    return None


def _says(says: str, how: str, scope: str, genre: Genre) -> State:
    """The state that a rule says: an aside without a year, a look back, or a look ahead."""
    if says == "aside":
        return State(None, "actual", how, scope=scope)
    return genre.back(how, scope) if says == "back" else genre.ahead(how, scope)


def _opened(text: str, sentence: Sentence, genre: Genre, now: State | None) -> State | None:
    """The state that a year at the head of one of the first clauses sets."""
    if compiled("report_name").search(text):
        return None
    heads = [text, *(c.text for c in sentence.clauses[1 : rules("passage")["opening_clauses"]])]
    for head in heads:
        time = opening_time(head.lstrip()[:OPENING], Anchor(genre.date, now.year if now else None))
        if time and time.rule in rules("passage")["year_rules"]:
            return _of_time(time, genre, "passage-year", _scope(time, genre, now))
    return None


def _scope(time: TimeMention, genre: Genre, now: State | None) -> str:
    """How long a year holds: to the end of the section, unless it only looks aside."""
    if time.kind in ("since", "deadline") or time.value is None or genre.own is None:
        return "sentence"
    if not genre.report:
        return "sentence" if "/" in time.value else "section" if int(time.value) <= genre.own else "paragraph"
    if "/" in time.value:
        return "sentence" if int(time.value[-7:-3]) - int(time.value[:4]) >= LONG_RANGE else "paragraph"
    if int(time.value) == genre.own - 1:
        return "paragraph" if now and now.modality == "planned" else "section"
    return "section" if int(time.value) == genre.own and time.rule != "time-whole-year" else "sentence"


def _of_time(time: TimeMention, genre: Genre, how: str, scope: str) -> State | None:
    """The state of a time that opens a passage; None without a year, and for a whole year told of in a report."""
    if time.value is None or genre.own is None or (time.rule == "time-whole-year" and genre.report):
        return None
    last = int(time.value[-7:-3] if "/" in time.value else time.value[:4])
    modality = _modality(last, time, genre)
    return State(None if "/" in time.value else time.value, modality, how, time.value, scope)


def _modality(year: int, time: TimeMention, genre: Genre) -> str:
    """Whether a passage of that year tells or plans: since then on it tells; else by the genre."""
    if time.kind == "since":
        return "actual"
    if genre.report and genre.own is not None and genre.start is None:
        return "planned" if year >= genre.own and (time.kind != "range" or year > genre.own) else "actual"
    return news_modality(year, genre.own, genre.date)


def _voted(states: Iterator[State | None], found: Sequence[Timed], genre: Genre) -> Iterator[State]:
    """The states, with each run that nothing has set decided by the moods of its sentences."""
    pairs = zip(states, found, strict=True)
    for unset, run in groupby(pairs, key=lambda pair: pair[0] is None):
        items = list(run)
        yield from _vote([s.sentence for _, s in items], genre) if unset else (state for state, _ in items if state)


def _vote(run: Sequence[Sentence], genre: Genre) -> Iterator[State]:
    turn = turning_point([mood(s) for s in run])
    return ((genre.back if i < turn else genre.ahead)("passage-vote") for i in range(len(run)))


def turning_point(moods: Sequence[float]) -> int:
    """Where a text that first looks back begins to look ahead: 0 for all ahead, its length for all back."""
    sums = [0.0, *accumulate(moods)]
    total = sums[-1]
    gains = [total - 2 * s - (TURN if 0 < i < len(moods) else 0.0) for i, s in enumerate(sums)]
    return max(range(len(gains)), key=lambda i: (gains[i], -i))


def _context(sentence: Timed, state: State, genre: Genre) -> Context:
    state = _overruled(sentence, state, genre)
    year = state.year or (state.time[:4] if state.time else None)
    return Context(state.year, state.time or state.year, state.modality, state.how, Anchor(genre.date, year))


def _overruled(sentence: Timed, state: State, genre: Genre) -> State:
    """The state as the words of the sentence itself have it."""
    when = None if genre.report else _when(sentence, state, genre)
    if state.modality == "actual":
        return _promised(sentence.sentence, state, genre, when)
    if not genre.report and (when == "past" or _tells(sentence.sentence)) and when != "ahead":
        running = compiled("running_words").search(sentence.text)
        return State(genre.date[:4] if running and genre.date else None, "actual", "passage-done-words")
    return state


def _tells(sentence: Sentence) -> bool:
    """Whether a sentence in a passage of plans tells what happened: by a word that says so, and its mood."""
    weight = DONE * _says_so("done_words", sentence.text) + STEP * _says_so("step_words", sentence.text)
    return weight > 0 and not _says_so("ahead_words", sentence.text) and mood(sentence) < weight - SURE


def _when(sentence: Timed, state: State, genre: Genre) -> str | None:
    """Whether the times that a sentence of news says lie before its date ("past") or behind it ("ahead"); None for neither or both."""
    times = sentence.said.resolved(Anchor(genre.date, state.year)) if genre.date else ()
    sides = {side for t in times if t.value and (side := _side(t, genre.date or ""))}
    return sides.pop() if len(sides) == 1 and not _says_so("ahead_words", sentence.text) else None


def _side(time: TimeMention, date: str) -> str | None:
    """On which side of the date a time lies, as far as both are known; None on the date's own period, but a day that is the date's is past."""
    value = (time.value or "").partition("/")[0]
    known = min(len(value), len(date)) if "Q" not in value and "H" not in value else 4
    if value[:known] == date[:known]:
        return "past" if len(value) == DAY and time.kind == "point" else None
    return "past" if value[:known] < date[:known] else "ahead"


def _promised(sentence: Sentence, state: State, genre: Genre, when: str | None) -> State:
    """A state that tells, turned to plans by a time that lies ahead or words that promise (in a report only where the mood allows)."""
    if when == "ahead":
        return State(state.year, "planned", "passage-ahead-time")
    if state.how == GLOSSARY or not _says_so("ahead_words", sentence.text) or (genre.report and mood(sentence) < -SURE / 3):
        return state
    return genre.ahead("passage-ahead-words")


def _says_so(key: str, text: str) -> bool:
    rule = rules("passage")[key]
    return bool(compiled(key).search(_held(rule["held"]).sub("", text)))


@cache
def _held(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _lead_in() -> re.Pattern[str]:
    return re.compile(rules("passage")["lead_in"])


@cache
def _rules(key: str) -> tuple[dict[str, Any], ...]:
    return tuple({**rule, "pattern": re.compile(rule["pattern"])} for rule in rules("passage")[key])
