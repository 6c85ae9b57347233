"""What changes the state of a passage: headings, set phrases, and years that open a sentence (``ontology/rules/passage.yaml``)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.language.text.clauses import Sentence
from kg.language.when.genre import GLOSSARY, Genre, State, compiled, news_modality
from kg.language.when.timed import Timed
from kg.language.when.times import Anchor, TimeMention, opening_time
from kg.model import Block
from kg.ontology import form, rules, sign

HEADING_LENGTH = 40  # characters; a paragraph shorter than that without a stop is a heading
OPENING = 16  # characters in which a time that opens a clause shows
LONG_RANGE = 5  # years; a longer look back is an aside


def signal(sentence: Timed, genre: Genre, now: State | None) -> State | None:
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
    if not genre.report and not form("passage", "dated").search(text):
        return None
    below = bool(compiled("sub_heading").search(text))
    for rule in () if below else _rules("headings"):
        if (rule["says"] == "aside" or not compiled("report").search(text)) and rule["pattern"].search(text):
            return _says(rule["says"], rule["id"], "section", genre)
    times = [t for t in heading.said.resolved(Anchor(genre.date, None)) if t.rule in rules("passage")["year_rules"]]
    return _of_time(times[0], genre, "passage-heading-year", "section") if times and sign("passage", "report") not in text else None


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


@cache
def _lead_in() -> re.Pattern[str]:
    return re.compile(rules("passage")["lead_in"])


@cache
def _rules(key: str) -> tuple[dict[str, Any], ...]:
    return tuple({**rule, "pattern": re.compile(rule["pattern"])} for rule in rules("passage")[key])
