"""Where the words of a sentence overrule its passage: told in a passage of plans, promised in one of results."""

from __future__ import annotations

import re
from functools import cache

from kg.language.text.clauses import Sentence
from kg.language.when.genre import GLOSSARY, Genre, State, compiled
from kg.language.when.moods import mood
from kg.language.when.timed import Timed
from kg.language.when.times import Anchor, TimeMention
from kg.ontology import rules

DAY = len("2024-01-26")
SURE, DONE, STEP = 1.5, 4.0, 1.5  # log odds: how far a mood must go against the passage, and what words that say so take off it


def overruled(sentence: Timed, state: State, genre: Genre) -> State:
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
