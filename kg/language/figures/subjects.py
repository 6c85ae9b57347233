"""Of which entity a number speaks: the narrowest one named as the grammatical subject, else the passage's own."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections.abc import Sequence

from kg.language.figures.measure_rules import words
from kg.language.figures.phrases import compiled
from kg.language.text.clauses import Clause, Sentence

Named = tuple[int, int, str, str]
THINGS = frozenset({"Park", "Project", "Company", "Organization"})
AREAS = frozenset({"Province", "City", "District", "Place"})
YEAR = "[0-9]{4}年"
OPENING = rf"^[\s“‘（]*(?:(?:{{OPENING}}|{YEAR}|[，、：])[，：]?)*$"
BESIDE = "^(?:大楼|大厦|楼)?{BESIDE}"
THIS_IS = re.compile("^(?:而)?[这那此它]?[便就正]?是(?!否)")
LISTED = re.compile("^(?:[、和与及]|以及|等|（[^）]*）[、和与及]|”?、)")
OWN_SUBJECT = re.compile(r"^[，、]?[近超约逾]?[0-9.]+[余多]?[万亿]?[^0-9，]{0,2}(?![，、。]|$)")

SHORT = 8
BACK = 12


def subject_of(sentence: Sentence, start: int, end: int, mentions: Sequence[Named], default: str) -> str:
    """The name of the entity of which the quantity at ``start``–``end`` (offsets of the block) is said; ``mentions`` sorted."""
    here = bisect(sentence.clauses, start, key=lambda c: c.start)
    clauses = sentence.clauses[max(0, here - BACK) : here]
    if not clauses:
        return default
    near = mentions[bisect_left(mentions, (clauses[0].start,)) : bisect_left(mentions, (clauses[-1].end,))]
    return _possessor(sentence, end, near) or _topic(sentence, clauses, start, near) or default


def _possessor(sentence: Sentence, end: int, mentions: Sequence[Named]) -> str | None:
    """总投资100亿元的X: the project X, named right after 的."""
    text = sentence.block.text
    if text[end : end + 1] != "的":
        return None
    clause = next((c for c in sentence.clauses if c.start <= end < c.end), None)
    found = [m for m in mentions if m[3] in THINGS and clause and end < m[0] and m[1] <= clause.end and m[0] - end <= 12]
    return found[0][2] if found and not re.search(r"[，、\d]", text[end + 1 : found[0][0]]) else None


def _topic(sentence: Sentence, clauses: Sequence[Clause], start: int, mentions: Sequence[Named]) -> str | None:
    """The subject of the number's clause, or of the nearest clause before it whose subject it still has."""
    topic: Named | None = None
    for clause in clauses:
        inside = [m for m in mentions if clause.start <= m[0] and m[1] <= min(clause.end, start)]
        found, other = _subject(sentence, clause, inside)
        if found:
            topic = found if clause.end >= start or _acts(sentence, clause, found) else None
        elif topic and (other or not _goes_on(clause, topic, inside, start)):
            topic = None
    return topic[2] if topic else None


def _acts(sentence: Sentence, clause: Clause, name: Named) -> bool:
    """Whether what follows a name in its clause is said of it (已落地, 建成), so that later clauses may go on with it."""
    text = sentence.block.text
    rest = text[name[1] : clause.end]
    said = compiled("[，：、（]|(?!建设){VERB}|{STOP}|{PREDICATE}|{ADVERB}|{LEAD}|{ATTRIBUTE}|{ACTS}").match(rest)
    return (not rest or bool(said)) and not compiled("{PUSHED}").search(text[clause.start : name[0]])


def _goes_on(clause: Clause, topic: Named, inside: list[Named], start: int) -> bool:
    """Whether a clause that names no subject still speaks of the one before: it opens with a verb, or with a short measure."""
    if any(m[3] in THINGS and m[2] != topic[2] for m in inside) or OWN_SUBJECT.match(clause.text):
        return False
    number_here = clause.end >= start
    if topic[3] == "Project" and number_here:
        return bool(compiled("^{OF_IT}?{OF_PROJECT}").match(clause.text))
    opens = compiled("^(?:{ADVERB}|{LEAD}|{VERB}|{STOP}|{PREDICATE}|{ACTS}|{ASIDE}|{OF_PROJECT})").match(clause.text)
    return bool(opens) or (number_here and not inside and start - clause.start <= SHORT)


def _subject(sentence: Sentence, clause: Clause, inside: list[Named]) -> tuple[Named | None, bool]:
    """The entity that is a clause's subject (no example in a list, no landmark); else whether something else opens the clause."""
    text = sentence.block.text
    if compiled(r"^\s*{WHOLE_AREA}").match(clause.text):
        return None, True
    if THIS_IS.match(clause.text) and inside and inside[-1][3] in THINGS and inside[-1][1] >= clause.end - 2:
        return inside[-1], False
    opening = [m for m in inside if compiled(OPENING).match(text[clause.start : m[0]])]
    if not opening:
        return None, False
    first, rest = max(opening, key=lambda m: m[1]), text[max(m[1] for m in opening) :][:8]
    usable = first[3] in THINGS or (first[3] in AREAS and (first[3] != "Place" or first[2].endswith(tuple(words("administrative")))))
    return (first, False) if usable and not LISTED.match(rest) and not compiled(BESIDE).match(rest) else (None, True)

