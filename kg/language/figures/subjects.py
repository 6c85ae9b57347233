"""Of which entity a number speaks: the narrowest one named as the grammatical subject, else the passage's own."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections.abc import Sequence
from functools import cache

from kg.areas import area_types
from kg.language.figures.measure_rules import words
from kg.language.figures.phrases import its, shape
from kg.language.mentions.mention import Mention
from kg.language.text.clauses import Clause, Sentence
from kg.ontology import ontology, type_for

SHORT = 8  # characters before a number that are too few for a subject of their own
BACK = 12  # clauses back in which the subject may stand


def subject_of(sentence: Sentence, start: int, end: int, mentions: Sequence[Mention], default: str) -> str:
    """The name of the entity of which the quantity at ``start``–``end`` (offsets of the block) is said; ``mentions`` sorted."""
    here = bisect(sentence.clauses, start, key=lambda c: c.start)
    clauses = sentence.clauses[max(0, here - BACK) : here]
    if not clauses:
        return default
    near = mentions[bisect_left(mentions, clauses[0].start, key=_start) : bisect_left(mentions, clauses[-1].end, key=_start)]
    return _possessor(sentence, end, near) or _topic(sentence, clauses, start, near) or default


@cache
def things() -> frozenset[str]:
    """The types whose things have figures of their own."""
    return frozenset(ontology().types_that("holds_figures"))


def _administrative(mention: Mention) -> bool:
    """Whether a place has a government of its own, as its name says (街道, 镇)."""
    return mention.type == type_for("names", "spot") and mention.name.endswith(tuple(words("administrative")))


def _start(mention: Mention) -> int:
    return mention.start


def _possessor(sentence: Sentence, end: int, mentions: Sequence[Mention]) -> str | None:
    """总投资100亿元的X: the project X, named right after 的."""
    text = sentence.block.text
    if text[end : end + 1] != its("of"):
        return None
    clause = next((c for c in sentence.clauses if c.start <= end < c.end), None)
    found = [m for m in mentions if m.type in things() and clause and end < m.start and m.end <= clause.end and m.start - end <= 12]
    return found[0].name if found and not re.search(r"[，、\d]", text[end + 1 : found[0].start]) else None


def _topic(sentence: Sentence, clauses: Sequence[Clause], start: int, mentions: Sequence[Mention]) -> str | None:
    """The subject of the number's clause, or of the nearest clause before it whose subject it still has."""
    topic: Mention | None = None
    for clause in clauses:
        inside = [m for m in mentions if clause.start <= m.start and m.end <= min(clause.end, start)]
        found, other = _subject(sentence, clause, inside)
        if found:
            topic = found if clause.end >= start or _acts(sentence, clause, found) else None
        elif topic and (other or not _goes_on(clause, topic, inside, start)):
            topic = None
    return topic.name if topic else None


def _acts(sentence: Sentence, clause: Clause, name: Mention) -> bool:
    """Whether what follows a name in its clause is said of it (已落地, 建成), so that later clauses may go on with it."""
    text = sentence.block.text
    rest = text[name.end : clause.end]
    said = shape("acts_on").match(rest)
    return (not rest or bool(said)) and not shape("pushed").search(text[clause.start : name.start])


def _goes_on(clause: Clause, topic: Mention, inside: list[Mention], start: int) -> bool:
    """Whether a clause that names no subject still speaks of the one before: it opens with a verb, or with a short measure."""
    if any(m.type in things() and m.name != topic.name for m in inside) or shape("own_subject").match(clause.text):
        return False
    number_here = clause.end >= start
    if topic.type == type_for("observations", "own_numbers") and number_here:
        return bool(shape("of_project").match(clause.text))
    opens = shape("goes_on").match(clause.text)
    return bool(opens) or (number_here and not inside and start - clause.start <= SHORT)


def _subject(sentence: Sentence, clause: Clause, inside: list[Mention]) -> tuple[Mention | None, bool]:
    """The entity that is a clause's subject (no example in a list, no landmark); else whether something else opens the clause."""
    text = sentence.block.text
    if shape("whole_area").match(clause.text):
        return None, True
    if shape("this_is").match(clause.text) and inside and inside[-1].type in things() and inside[-1].end >= clause.end - 2:
        return inside[-1], False
    opening = [m for m in inside if shape("opening").match(text[clause.start : m.start])]
    if not opening:
        return None, False
    first, rest = max(opening, key=lambda m: m.end), text[max(m.end for m in opening) :][:8]
    usable = first.type in things() or first.type in area_types() or _administrative(first)
    return (first, False) if usable and not shape("listed").match(rest) and not shape("beside").match(rest) else (None, True)

