"""Names in running text, outside any frame: a head word, and to its left words that no function word or governing verb breaks.

Here it takes the evidence of a proper name (``proper.py``); a stretch of the genre's stock words is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.language import edges
from kg.language.clauses import PAIRS, closing
from kg.language.heads import head
from kg.language.line import Line
from kg.language.names import COUNT, MEASURE, Name, Refused, list_names, named
from kg.language.proper import PROPER, level
from kg.language.tokens import Token
from kg.lexicon import rules

BREAKING_TAGS = ("p", "c", "u", "y", "r", "e")
JOINED = frozenset("·—-“”‘’「」『』（）()")
COMPANIES = re.compile(r"等(?:一批)?(?:\d+|[一二两三四五六七八九十百]+)?(?:余|多)?[家户个]?(?:[\u4e00-\u9fff]{0,8})(?:企业|公司)")
TAIL_LENGTH = 12
LIST_START = re.compile(r"[，。；：！？]")


@cache
def _breaking() -> frozenset[str]:
    known = rules("names")
    return frozenset(known["govern"].split()) - frozenset(known["inner"].split())


@cache
def _inner() -> frozenset[str]:
    known = rules("names")
    return frozenset(known["inner"].split()) | frozenset(known["inside"].split())


def free_names(line: Line, start: int, end: int, refused: list[Refused] | None = None) -> Iterator[Name]:
    """Names with a head in ``line.text[start:end]``, left to right, the longest of those that end in one run of words."""
    for run in _runs(line, start, end):
        found = _longest(line, run, refused)
        if found:
            yield found


def _runs(line: Line, start: int, end: int) -> Iterator[tuple[Token, ...]]:
    run: list[Token] = []
    for token in line.between(start, end):
        if breaks(token):
            if run:
                yield tuple(run)
            run = []
        else:
            run.append(token)
    if run:
        yield tuple(run)


def breaks(token: Token) -> bool:
    """Whether no name runs over this word: a function word, a governing verb, a mark that is no bracket or quote."""
    word = token.word
    if word in ("和", "及", "以及"):
        return True
    if word in JOINED:
        return False
    if token.tag == "x" and not any(c.isalnum() for c in word):
        return True
    if word in _inner():
        return False
    return word in _breaking() or token.tag[0] in BREAKING_TAGS or (token.tag == "d" and len(word) > 1)


def _longest(line: Line, run: tuple[Token, ...], refused: list[Refused] | None) -> Name | None:
    left = run[0].start
    for token in reversed(run):
        end = _with_bracket(line.text, token.end)
        own = head(line.text[left:token.end])
        if own is None or own.free is None or len(own.word) > token.end - left - 1:
            continue
        found = _named(line, left, end, refused)
        if found:
            return found
    return None


def _with_bracket(text: str, end: int) -> int:
    """The end of a short bracket that follows, where it belongs to the name: …中心（青岛）."""
    if text[end : end + 1] in ("（", "(") and 0 < (shut := closing(text, end)) - end < 10 and text[end] in PAIRS:
        return shut + 1
    return end


def _named(line: Line, start: int, end: int, refused: list[Refused] | None) -> Name | None:
    a, b = edges.trim(line, start, end)
    for at in (a, *(t.end for t in line.between(a, b) if t.tag == "v" and t.word not in _inner())):
        found = named(line, at, b, refused)
        if found:
            return found
    return None


def companies(line: Line, start: int, end: int) -> Iterator[Name]:
    """The members of a list that ends in 等…企业: companies, whatever their names look like."""
    for tail in COMPANIES.finditer(line.text, start, end):
        left = max((m.end() for m in LIST_START.finditer(line.text, start, tail.start())), default=start)
        names, _ = list_names(line, left, tail.end(), kind="Company")
        yield from names


LISTED = re.compile(rf"(?:等(?![级待于到候效腰奖])(?:{COUNT}{MEASURE}?(?:余|多)?)?|(?<=[^\\d一二两三四五六七八九十、]){COUNT}{MEASURE})")


def listed(line: Line, start: int, end: int) -> Iterator[Name]:
    """The members of a list outside any frame: 云溪、松湾等知名商圈; 云溪、松湾、海口三个示范片区."""
    for mark in LISTED.finditer(line.text, start, end):
        if "、" not in line.text[start : mark.start()] or not (stop := _tail_end(line, mark.end(), end)):
            continue
        names, _ = list_names(line, start, stop)
        yield from (n for n in names if level(n.surface, line.between(n.start, n.end)) >= PROPER)


def _tail_end(line: Line, start: int, end: int) -> int | None:
    """Where the head of the tail ends: the first head of places, parks or bodies in the next words."""
    for token in line.between(start, min(end, start + TAIL_LENGTH)):
        own = head(line.text[start : token.end])
        if own and own.type != "Project" and len(own.word) > 1:
            return token.end
        if token.tag == "x" or token.word in _breaking():
            return None
    return None
