"""Of which entity a number speaks: the narrowest one named as the grammatical subject, else the passage's own."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections.abc import Sequence

from kg.language.figures.measure_rules import words
from kg.language.figures.phrases import compiled
from kg.language.mentions.mention import Mention
from kg.language.text.clauses import Clause, Sentence

THINGS = frozenset({"Park", "Project", "Company", "Organization"})
AREAS = frozenset({"Province", "City", "District", "Place"})
YEAR = "[0-9]{4}年"
OPENING = rf"^[\s“‘（]*(?:(?:{{OPENING}}|{YEAR}|[，、：])[，：]?)*$"
BESIDE = "^(?:大楼|大厦|楼)?{BESIDE}"
THIS_IS = re.compile("^(?:而)?[这那此它]?[便就正]?是(?!否)")
LISTED = re.compile("^(?:[、和与及]|以及|等|（[^）]*）[、和与及]|”?、)")
OWN_SUBJECT = re.compile(r"^[，、]?[近超约逾]?[0-9.]+[余多]?[万亿]?[^0-9，]{0,2}(?![，、。]|$)")

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


def _start(mention: Mention) -> int:
    return mention.start


def _possessor(sentence: Sentence, end: int, mentions: Sequence[Mention]) -> str | None:
    """总投资100亿元的X: the project X, named right after 的."""
    text = sentence.block.text
    if text[end : end + 1] != "的":
        return None
    clause = next((c for c in sentence.clauses if c.start <= end < c.end), None)
    found = [m for m in mentions if m.type in THINGS and clause and end < m.start and m.end <= clause.end and m.start - end <= 12]
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
    said = compiled("[，：、（]|(?!建设){VERB}|{STOP}|{PREDICATE}|{ADVERB}|{LEAD}|{ATTRIBUTE}|{ACTS}").match(rest)
    return (not rest or bool(said)) and not compiled("{PUSHED}").search(text[clause.start : name.start])


def _goes_on(clause: Clause, topic: Mention, inside: list[Mention], start: int) -> bool:
    """Whether a clause that names no subject still speaks of the one before: it opens with a verb, or with a short measure."""
    if any(m.type in THINGS and m.name != topic.name for m in inside) or OWN_SUBJECT.match(clause.text):
        return False
    number_here = clause.end >= start
    if topic.type == "Project" and number_here:
        return bool(compiled("^{OF_IT}?{OF_PROJECT}").match(clause.text))
    opens = compiled("^(?:{ADVERB}|{LEAD}|{VERB}|{STOP}|{PREDICATE}|{ACTS}|{ASIDE}|{OF_PROJECT})").match(clause.text)
    return bool(opens) or (number_here and not inside and start - clause.start <= SHORT)


def _subject(sentence: Sentence, clause: Clause, inside: list[Mention]) -> tuple[Mention | None, bool]:
    """The entity that is a clause's subject (no example in a list, no landmark); else whether something else opens the clause."""
    text = sentence.block.text
    if compiled(r"^\s*{WHOLE_AREA}").match(clause.text):
        return None, True
    if THIS_IS.match(clause.text) and inside and inside[-1].type in THINGS and inside[-1].end >= clause.end - 2:
        return inside[-1], False
    opening = [m for m in inside if compiled(OPENING).match(text[clause.start : m.start])]
    if not opening:
        return None, False
    first, rest = max(opening, key=lambda m: m.end), text[max(m.end for m in opening) :][:8]
    usable = first.type in THINGS or (first.type in AREAS and (first.type != "Place" or first.name.endswith(tuple(words("administrative")))))
    return (first, False) if usable and not LISTED.match(rest) and not compiled(BESIDE).match(rest) else (None, True)

