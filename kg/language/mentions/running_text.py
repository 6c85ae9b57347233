"""Names in running text, outside any frame: a head word, and to its left words that no function word or governing verb breaks.

Here it takes the evidence of a proper name (``proper.py``); a stretch of the genre's stock words is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.language.mentions import edges
from kg.language.mentions.admission import admit_freely, word_set
from kg.language.mentions.heads import head
from kg.language.mentions.name import Name, Verdict
from kg.language.mentions.proper import PROPER, area_names, certainty, in_area
from kg.language.text.clauses import PAIRS, closing
from kg.language.text.line import Line
from kg.language.text.tokens import Token
from kg.ontology import form, sign, signs

BREAKING_TAGS = ("p", "c", "u", "y", "r", "e")
YEAR_BEHIND = form("names", "year_behind")
JOINED = frozenset("·—-“”‘’「」『』（）()")
JOINING, JOINING_CLAUSES, AND_SO_ON = signs("names", "joining"), sign("names", "joining_clauses"), sign("names", "and_so_on")
REACH = 12  # characters behind a joint in which an area's name may open the next name


def free_names(line: Line, start: int, end: int) -> Iterator[Name]:
    """Names with a head in ``line.text[start:end]``, left to right, the longest of those that end in one run of words."""
    return (v for v in free_verdicts(line, start, end) if isinstance(v, Name))


def free_verdicts(line: Line, start: int, end: int) -> Iterator[Verdict]:
    """The same, with the stretches that were tried before it or in its place and refused."""
    for run in _runs(line, start, end):
        yield from _longest(line, run)


def _runs(line: Line, start: int, end: int) -> Iterator[tuple[Token, ...]]:
    run: list[Token] = []
    for token in line.between(start, end):
        if (breaks(token) or YEAR_BEHIND.match(line.text, token.start) or _splits(line, run, token, end)) and not in_area(line.text, token.start):
            if run:
                yield tuple(run)
            run = []
        else:
            run.append(token)
    if run:
        yield tuple(run)


def _splits(line: Line, run: list[Token], token: Token, end: int) -> bool:
    """Whether a joint divides two names (甲谷与乙湾实验室) and does not stand within one (脑与智能科学中心)."""
    if token.word not in JOINING or not run or not edges.JOINTS.match(line.text, token.start):
        return False
    left = line.text[run[0].start : token.start]
    right = line.text[token.end : min(end, token.end + REACH)]
    sure = certainty(left, tuple(run))
    return bool(head(left)) or sure < PROPER or area_names().match(right) is not None or right[:1] in PAIRS


def breaks(token: Token) -> bool:
    """Whether no name runs over this word: a function word, a governing verb, a mark that is no bracket or quote."""
    word = token.word
    if word == JOINING_CLAUSES:
        return True
    if word in JOINING:
        return False
    if word in JOINED:
        return False
    if token.tag == "x" and not any(c.isalnum() for c in word):
        return True
    if word in word_set("inner") or word in word_set("inside"):
        return False
    return word in word_set("govern") or word == AND_SO_ON or token.tag[0] in BREAKING_TAGS or (token.tag == "d" and len(word) > 1)


def _longest(line: Line, run: tuple[Token, ...]) -> Iterator[Verdict]:
    """The stretches of a run that end in a head, the longest first, up to the first that is a name."""
    left = run[0].start
    for token in reversed(run):
        end = _with_bracket(line.text, token.end)
        own = head(line.text[left : token.end])
        if own is None or own.free is None or len(own.word) > token.end - left - 1:
            continue
        for verdict in _tried(line, left, end):
            yield verdict
            if isinstance(verdict, Name):
                return


def _with_bracket(text: str, end: int) -> int:
    """The end of a short bracket that follows, where it belongs to the name: …中心（青岛）."""
    if text[end : end + 1] in ("（", "(") and 0 < (shut := closing(text, end)) - end < 10 and text[end] in PAIRS:
        return shut + 1
    return end


def _tried(line: Line, start: int, end: int) -> Iterator[Verdict]:
    """What ``start:end`` is as a name: behind a joint, whole, behind a verb, or from the name of an area on, in that order."""
    a, b = edges.trim(line, start, end)
    starts = [t.end for t in line.between(a, b) if t.tag == "v" and t.word not in word_set("inside") and t.word not in word_set("inner")]
    starts += [m.start() for m in area_names().finditer(line.text, a + 1, b)]
    joined = [m.end() for m in edges.JOINTS.finditer(line.text, a + 1, b) if _apart(line, a, m, b)]
    return (admit_freely(line, at, b) for at in (*joined, a, *sorted(starts)))


def _apart(line: Line, a: int, joint: re.Match[str], b: int) -> bool:
    """Whether a joint stands between two names (甲谷与乙湾实验室), not within one (脑与智能科学中心)."""
    left, right = line.text[a : joint.start()], line.text[joint.end() : b]
    return not in_area(line.text, joint.start()) and bool(head(left) or area_names().match(right))
