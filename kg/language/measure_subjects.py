"""Of which entity a number speaks: the narrowest one named as the grammatical subject, else the passage's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.language.clauses import Clause, Sentence
from kg.language.measure_rules import any_of

Named = tuple[int, int, str, str]
THINGS = frozenset({"Park", "Project", "Company", "Organization"})
AREAS = frozenset({"Province", "City", "District", "Place"})
OPENING = re.compile(r"^[\s“‘（]*(?:(?:其中|目前|截至目前|同时|此外|今年|去年|全年|[0-9]{4}年|年内|将|把|对|让|使|在|据介绍|据了解|推动|推进|加快|，|、|：)[，：]?)*$")
BESIDE = re.compile(r"^(?:大楼|大厦|楼)?(?:对面|旁|附近|周边|[东西南北]侧|[东西南北]面|以[东西南北]|沿线|两侧|门口|一侧|边上|周围|现场)")
THIS_IS = re.compile("^(?:而)?(?:这|那|此|它)?(?:便|就|正)?是(?!否)")
LISTED = re.compile(r"^(?:[、和与及]|以及|等|（[^）]*）[、和与及]|”?、)")
WIDE_AREA = re.compile(r"^(?:\s*(?:全区|全市|全省|全县|全州|全旗|全自治区|我市|我省|我区|我县|我们))")
ADMINISTRATIVE = re.compile("(?:街道|镇|乡|村|社区)$")
OWN_SUBJECT = re.compile(r"^[，、]?(?:近|超|约|逾)?[0-9.]+(?:余|多)?[万亿]?[^0-9，]{0,2}(?![，、。]|$)")
PROJECT_MEASURE = re.compile("投资|占地|面积|全长|长度|产能|床位|工期|用时|年产|建成后|投产后|达产|可|提前|用时|设计|规划|拥有|装机|库容|层|高|座")


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
    topic: Named | None = None
    for clause in sentence.clauses:
        if clause.start > start:
            break
        inside = [m for m in mentions if clause.start <= m[0] and m[1] <= min(clause.end, start)]
        found, other = _subject(sentence, clause, inside)
        if found:
            topic = found if clause.end >= start or _acts(sentence.block.text[found[1] : clause.end]) else None
        elif topic and (other or any(m[3] in THINGS and m[2] != topic[2] for m in inside) or OWN_SUBJECT.match(clause.text)) or topic and clause.end >= start and topic[3] == "Project" and not PROJECT_MEASURE.search(clause.text):
            topic = None
    return topic[2] if topic else None


def _acts(rest: str) -> bool:
    """Whether what follows a name in its clause is said of it (已落地, 建成), so that later clauses may go on with it."""
    return not rest or bool(_predicate().match(rest))


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile(f"[，：、（]|{any_of('verb')}|{any_of('stop')}|{any_of('predicate')}|{any_of('adverb')}|{any_of('lead')}|{any_of('reach')}|{any_of('attribute')}|{any_of('acts')}")


def _subject(sentence: Sentence, clause: Clause, inside: list[Named]) -> tuple[Named | None, bool]:
    """The entity that is a clause's subject (no example in a list, no landmark); else whether something else opens the clause."""
    text = sentence.block.text
    if WIDE_AREA.match(clause.text):
        return None, True
    if THIS_IS.match(clause.text) and inside and inside[-1][3] in THINGS and inside[-1][1] >= clause.end - 2:
        return inside[-1], False
    opening = [m for m in inside if OPENING.match(text[clause.start : m[0]])]
    if not opening:
        return None, False
    first, rest = max(opening, key=lambda m: m[1]), text[max(m[1] for m in opening) :][:8]
    usable = first[3] in THINGS or (first[3] in AREAS and (first[3] != "Place" or ADMINISTRATIVE.search(first[2])))
    return (first, False) if usable and not LISTED.match(rest) and not BESIDE.match(rest) else (None, True)

