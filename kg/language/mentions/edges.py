"""The edges of names: the members of a list, and what is cut off on their left and right (``ontology/rules/names.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.language.mentions.heads import head
from kg.language.mentions.proper import PROPER, SPECIFIC, area_names, certainty, generic, in_area
from kg.language.text.clauses import PAIRS, cut
from kg.language.text.line import Line
from kg.language.text.tokens import Token
from kg.ontology import form, rules, sign

CLOSERS = {v: k for k, v in PAIRS.items()}
PROGRAMME = form("names", "programme_end")
PHASE = form("names", "phase")
JOINTS = form("names", "joints")
LEFT_PUNCTUATION = " 、，。；：:—-·■▲>）)”」』》…～~"
RIGHT_PUNCTUATION = " 、，。；：:—-·（(“「『《…"
COUNTED = form("names", "count_opens")
INNER_COUNT = form("names", "count_inside")
COUNT_BEHIND = form("names", "count_behind")
OPENING, UNIT, TIME_BEHIND = form("names", "proper_word"), form("names", "unit_behind"), form("names", "time_behind")
VERBAL = form("names", "verb_phrase")
THROUGH, POSSESSIVE = sign("names", "through"), sign("names", "possessive")


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(rules("names")[key].split())


@cache
def _tails() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(rules("names")["tails"]) + ")$")


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rules("names")["lead"])


@cache
def _slogan() -> re.Pattern[str]:
    return re.compile(rules("names")["slogans"])


def members(line: Line, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The members of a list: between 、, and at 和, 与, 及 where what stands on both sides is a name by itself."""
    spans = list(cut(line.text, "、", start, end))
    for n, (a, b) in enumerate(spans):
        joint = _joint(line, a, b, listed=len(spans) > 1, last=n == len(spans) - 1)
        if joint:
            yield a, joint.start()
            yield joint.end(), b
        else:
            yield a, b


def _joint(line: Line, a: int, b: int, listed: bool, last: bool) -> re.Match[str] | None:
    """The 和, 与 or 及 at which a member is two names, or None: in the last member where the right side is a name and the left shows to be one,
    in others where both are."""
    for found in JOINTS.finditer(line.text, a + 2, b - 1):
        left, right = line.text[a : found.start()], line.text[found.end() : b]
        if any(left.count(o) > left.count(c) for o, c in PAIRS.items()) or PHASE.match(right) or in_area(line.text, found.start()):
            continue
        if not listed and _one_work(line, a, found, b):
            continue
        if not last:
            if head(left) and (len(right) <= 4 or head(right) or THROUGH in right):
                return found
            continue
        if right in generic() or head(right) and (
            head(left)
            or COUNTED.match(left)
            or PROGRAMME.search(left)
            or right[0] in PAIRS
            or area_names().match(right)
            or (listed and certainty(left, line.between(a, found.start())) >= PROPER and _whole(line, found))
        ):
            return found
    return None


def _one_work(line: Line, a: int, joint: re.Match[str], b: int) -> bool:
    """Whether a joint couples two works on one thing: 某河生态修复与环境整治提升工程, where the right side names nothing by itself."""
    left = head(line.text[a : joint.start()])
    right = line.text[joint.end() : b]
    return left is not None and left.word in rules("names")["governance"].split() and head(right) is not None and certainty(right, line.between(joint.end(), b)) < SPECIFIC


def _whole(line: Line, found: re.Match[str]) -> bool:
    """Whether the joint is a word of its own for jieba."""
    return any(t.start == found.start() and t.end == found.end() for t in line.between(found.start(), found.end()))


def trim(line: Line, start: int, end: int) -> tuple[int, int]:
    """The stretch without what governs or modifies the name on its left, and without the parts named on its right."""
    start = _behind_de(line.text, start, end)
    if lead := _lead().match(line.text[start:end]):
        start += lead.end()
    start = _behind_governors(line, start, end)
    start = _behind_modifiers(line, start, end)
    while start < end and line.text[start] in LEFT_PUNCTUATION:
        start += 1
    before = -1
    while before != end and end > start:
        before = end
        while end > start and line.text[end - 1] in RIGHT_PUNCTUATION:
            end -= 1
        found = _tails().search(line.text, start, end)
        if found and found.start() > start and found.end() == end and head(line.text[start : found.start()]):
            end = found.start()
    return start, end


def _behind_de(text: str, start: int, end: int) -> int:
    """Behind the last 的 or — that no quote or bracket holds."""
    depth, at = 0, start
    for i in range(start, end):
        depth += (text[i] in PAIRS) - (text[i] in CLOSERS)
        if depth <= 0 and (text[i] == POSSESSIVE or text[i - 1 : i + 1] == "——"):
            at = i + 1
    return at


def _behind_governors(line: Line, start: int, end: int) -> int:
    """Behind the last governing verb, unless that leaves nothing with a head."""
    depth, at = 0, start
    for t in line.between(start, end):
        depth += sum(c in PAIRS for c in t.word) - sum(c in CLOSERS for c in t.word)
        if depth <= 0 and t.end < end - 1 and _cuts(line, t, end) and not _in_name(line, at, t):
            at = t.end
    return at if at == start or head(line.text[at:end]) or not head(line.text[start:end]) else start


def _cuts(line: Line, t: Token, end: int) -> bool:
    """Whether a name begins behind this word: it governs, or (where it may stand inside a name) what follows is proper."""
    if t.word in _set("inside"):
        return certainty(line.text[t.end : end], line.between(t.end, end)) >= PROPER
    return (t.word in _set("govern") or (len(t.word) > 2 and t.word[-2:] in _set("govern"))) and t.word not in _set("inner")


def _in_name(line: Line, start: int, t: Token) -> bool:
    """云岭建设科技展示馆: whether a word that may govern stands in a name, behind its proper word, which is no area that could build."""
    opening = line.text[start : t.start]
    if t.word not in _set("in_names") or not OPENING.fullmatch(opening) or area_names().search(opening):
        return False
    return certainty(opening, line.between(start, t.start)) >= PROPER


def _behind_modifiers(line: Line, start: int, end: int) -> int:
    """Behind the modifiers that open a stretch; at its start where it is a count, and not into the name of an area."""
    counted = COUNTED.match(line.text[start:end])
    if counted and counted.end() < end - start:
        return start
    for t in line.between(start, end):
        if t.word in _set("newly") and area_names().match(line.text, t.end, end):
            start = t.end
            continue
        if t.word not in _set("modifiers") or t.end >= end or in_area(line.text, t.start):
            break
        start = t.end
    return start


@cache
def _no_name() -> re.Pattern[str]:
    return re.compile("|".join(rules("names")["no_names"]))


@cache
def _programme() -> re.Pattern[str]:
    return re.compile("|".join(rules("names")["programme_names"]))


def refused(surface: str, behind: str, many: bool) -> str:
    """Why a stretch that is whole is no name: a kind or grade, a programme (unless a list of ``many`` vouches for it), or a kind with its number behind it."""
    if _no_name().search(surface):
        return "a kind or a grade"
    if not many and _programme().search(surface):
        return "a programme"
    if surface[-1:].isdigit() and UNIT.match(behind):
        return "a count, not a name"
    if counted_behind(behind) and not any(c in surface for c in "“（("):
        return "a kind of thing that is counted"
    return ""


def broken(surface: str) -> str:
    """Why a stretch cannot be a name (half a pair, a count, a verb phrase), or nothing."""
    if any(surface.count(o) != surface.count(c) for o, c in PAIRS.items()):
        return "half a pair of quotes or brackets"
    if COUNTED.match(surface) or INNER_COUNT.search(surface):
        return "a count, not a name"
    if _slogan().match(surface):
        return "a slogan"
    if VERBAL.search(surface):
        return "holds a verb phrase"
    return ""


def counted_behind(behind: str) -> bool:
    """Whether the words behind a stretch count it (停车泊位530个): a number that is no time."""
    return COUNT_BEHIND.match(behind) is not None and not TIME_BEHIND.match(behind)
