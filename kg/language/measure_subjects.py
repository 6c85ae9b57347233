"""Of which entity a number speaks: the narrowest one named as the grammatical subject, else the passage's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.language.clauses import Clause, Sentence

Named = tuple[int, int, str, str]
THINGS = frozenset({"Park", "Project", "Company", "Organization"})
AREAS = frozenset({"Province", "City", "District", "Place"})
OPENING = re.compile(r"^[\s“‘（]*(?:(?:其中|目前|截至目前|同时|此外|今年|去年|全年|[0-9]{4}年|年内|将|把|对|让|使|在|据介绍|据了解|推动|推进|加快|，|、|：)[，：]?)*$")
LISTED = re.compile(r"^(?:[、和与及]|以及|等|（[^）]*）[、和与及]|”?、)")
WIDE_AREA = re.compile(r"^(?:\s*(?:全区|全市|全省|全县|全州|全旗|全自治区|我市|我省|我区|我县|我们))")
PROJECT_MEASURE = re.compile("投资|占地|面积|全长|长度|产能|床位|工期|年产|建成后|投产后|达产|可|提前|用时|设计|规划|拥有|装机|库容|层|高|座")


def subject_of(sentence: Sentence, start: int, end: int, mentions: Sequence[Named], default: str) -> str:
    """The name of the entity of which the quantity at ``start``–``end`` (offsets of the block) is said."""
    return _possessor(sentence, end, mentions) or _topic(sentence, start, mentions) or default


def _possessor(sentence: Sentence, end: int, mentions: Sequence[Named]) -> str | None:
    """总投资100亿元的X: the project X, named right after 的."""
    text = sentence.block.text
    if text[end : end + 1] != "的":
        return None
    clause = next((c for c in sentence.clauses if c.start <= end < c.end), None)
    found = [m for m in mentions if m[3] in THINGS and clause and end < m[0] and m[1] <= clause.end and m[0] - end <= 12]
    return found[0][2] if found and not re.search(r"[，、\d]", text[end + 1 : found[0][0]]) else None


def _topic(sentence: Sentence, start: int, mentions: Sequence[Named]) -> str | None:
    """The subject of the number's clause, or of the nearest clause before it whose subject it still has."""
    topic: tuple[str, str] | None = None
    for clause in sentence.clauses:
        if clause.start > start:
            break
        found, reset = _subject(sentence, clause, start, mentions)
        here = clause.start <= start <= clause.end
        if reset:
            topic = None
        elif found and found[3] in THINGS | AREAS:
            topic = (found[2], found[3])
        elif topic and not _continues(clause, topic[1], here):
            topic = None
    return topic[0] if topic else None


def _subject(sentence: Sentence, clause: Clause, start: int, mentions: Sequence[Named]) -> tuple[Named | None, bool]:
    """The entity that opens a clause as its subject (not as an example in a list); whether 全区, 全市 opens it instead."""
    text = sentence.block.text
    if WIDE_AREA.match(clause.text):
        return None, True
    opening = [m for m in mentions if clause.start <= m[0] < min(clause.end, start) and m[1] <= start and OPENING.match(text[clause.start : m[0]])]
    if not opening:
        return None, False
    first = max(opening, key=lambda m: m[1])
    return (None, True) if LISTED.match(text[first[1] : first[1] + 8]) else (first, False)


def _continues(clause: Clause, kind: str, here: bool) -> bool:
    """Whether a clause without a subject still speaks of the one before: of a project only its own measures."""
    return kind in ("Park", "Company", "Organization") or kind in AREAS or bool(PROJECT_MEASURE.search(clause.text))
