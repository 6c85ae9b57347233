"""Names in running text, outside any frame: a head word, and to its left words that no function word or governing verb breaks.

Here it takes the evidence of a proper name (``proper.py``); a stretch of the genre's stock words is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.language import edges
from kg.language.clauses import PAIRS, closing
from kg.language.heads import head
from kg.language.line import Line
from kg.language.names import COUNTING, Name, Refused, list_names, named
from kg.language.proper import PROPER, SPECIFIC, area_names, in_area, level, stock
from kg.language.tokens import Token
from kg.lexicon import rules

BREAKING_TAGS = ("p", "c", "u", "y", "r", "e")
JOINED = frozenset("·—-“”‘’「」『』（）()")
COMPANIES = re.compile(r"等(?:一批)?(?:\d+|[一二两三四五六七八九十百]+)?(?:余|多)?[家户个]?(?:[\u4e00-\u9fff]{0,8})(?:企业|公司)")
TAIL_LENGTH = 12
REACH = 12
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
        if (breaks(token) or _splits(line, run, token, end)) and not in_area(line.text, token.start):
            if run:
                yield tuple(run)
            run = []
        else:
            run.append(token)
    if run:
        yield tuple(run)


def _splits(line: Line, run: list[Token], token: Token, end: int) -> bool:
    """Whether a joint divides two names (甲谷与乙湾实验室) and does not stand within one (脑与智能科学中心)."""
    if token.word not in ("和", "及", "与") or not run or not edges.JOINTS.match(line.text, token.start):
        return False
    left = line.text[run[0].start : token.start]
    right = line.text[token.end : min(end, token.end + REACH)]
    sure = level(left, tuple(run))
    return bool(head(left)) or sure < PROPER or area_names().match(right) is not None or right[:1] in PAIRS


def breaks(token: Token) -> bool:
    """Whether no name runs over this word: a function word, a governing verb, a mark that is no bracket or quote."""
    word = token.word
    if word == "以及":
        return True
    if word in ("和", "及", "与"):
        return False
    if word in JOINED:
        return False
    if token.tag == "x" and not any(c.isalnum() for c in word):
        return True
    if word in _inner():
        return False
    return word in _breaking() or word == "等" or token.tag[0] in BREAKING_TAGS or (token.tag == "d" and len(word) > 1)


def _longest(line: Line, run: tuple[Token, ...], refused: list[Refused] | None) -> Name | None:
    left = run[0].start
    for token in reversed(run):
        end = _with_bracket(line.text, token.end)
        own = head(line.text[left : token.end])
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
    starts = [t.end for t in line.between(a, b) if t.tag == "v" and t.word not in _inner()]
    starts += [m.start() for m in area_names().finditer(line.text, a + 1, b)]
    joined = [m.end() for m in edges.JOINTS.finditer(line.text, a + 1, b) if _apart(line, a, m, b)]
    for at in (*joined, a, *sorted(starts)):
        found = named(line, at, b, refused)
        if found:
            return found
    return None


def _apart(line: Line, a: int, joint: re.Match[str], b: int) -> bool:
    """Whether a joint stands between two names (甲谷与乙湾实验室), not within one (脑与智能科学中心)."""
    left, right = line.text[a : joint.start()], line.text[joint.end() : b]
    return not in_area(line.text, joint.start()) and bool(head(left) or area_names().match(right))


def companies(line: Line, start: int, end: int) -> Iterator[Name]:
    """The members of a list that ends in 等…企业: companies, whatever their names look like."""
    for tail in COMPANIES.finditer(line.text, start, end):
        left = max((m.end() for m in LIST_START.finditer(line.text, start, tail.start())), default=start)
        names, _ = list_names(line, left, tail.end(), kind="Company")
        yield from names


LISTED = re.compile(rf"(?:等(?![级待于到候效腰奖])(?:{COUNTING})?|(?<=[^\\d一二两三四五六七八九十、]){COUNTING})")


def listed(line: Line, start: int, end: int) -> Iterator[Name]:
    """The members of a list outside any frame: 云溪、松湾等知名商圈; 云溪、松湾、海口三个示范片区."""
    for mark in LISTED.finditer(line.text, start, end):
        if not (stop := _tail_end(line, mark.end(), end)):
            continue
        names, tail = list_names(line, start, stop)
        sure = [level(n.surface, line.between(n.start, n.end)) for n in names]
        least = SPECIFIC if tail and (tail.counted or PROPER in sure) else PROPER
        yield from (_freely(n) for n, s in zip(names, sure, strict=True) if s >= least)


def _freely(name: Name) -> Name:
    """The name with the type that its head has outside a milestone frame."""
    own = head(name.name)
    return replace(name, type=own.free) if own and own.free else name


BROUGHT = re.compile(
    rf"(?:引进|引育|引入|落地|落户|入驻|进驻|招引|集聚|汇聚|签约|吸引|导入)了?(?P<list>[^，。；：]{{2,80}}?等(?:{COUNTING})?[\u4e00-\u9fff]{{0,8}}?(?:项目|企业|公司|机构|总部))"
)
BRAND = re.compile(r"(?<![\u4e00-\u9fffA-Za-z])?(?P<name>[\u4e00-\u9fff]{2,4}[A-Z][A-Za-z]*[a-z][A-Za-z]+)")


def brought(line: Line, start: int, end: int) -> Iterator[Name]:
    """Who a park or district has brought in (引进甲、乙等50余个项目): companies, unless their heads say otherwise."""
    for found in BROUGHT.finditer(line.text, start, end):
        names, _ = list_names(line, found.start("list"), found.end("list"), kind="Company")
        yield from names


def brands(line: Line, start: int, end: int) -> Iterator[Name]:
    """A Chinese name with its Latin twin (卡奥斯COSMOPlat): a company or its brand."""
    for found in BRAND.finditer(line.text, start, end):
        words = line.between(found.start(), found.end())
        at = next((t.start for t in words if t.word not in _breaking() and not breaks(t)), found.start())
        surface = line.text[at : found.end()]
        han = re.match("[\u4e00-\u9fff]*", surface)
        if han and len(han.group()) > 1 and han.group() not in stock():
            yield Name(at, found.end(), surface, surface, "Company", "name-brand", (han.group(),))


WAY = re.compile(
    "[\u4e00-\u9fff]{2,4}?(?:(?:路|大街|大道)(?=上|两侧|沿线|以[东南西北]|[东西南北]侧|$|[，。、])|(?:河|湖|湾|江)(?=畔|两岸|沿岸|岸))"
)
VILLAGE = re.compile("[\u4e00-\u9fff]{2,4}(?:街道|镇|乡)(?P<name>[\u4e00-\u9fff]{2,4}?(?:村|社区))(?![委民])")


def ways(line: Line, start: int, end: int) -> Iterator[Name]:
    """Roads and waters that the words around them show to be places: 松溪路上, 云河畔."""
    at = start
    while found := WAY.search(line.text, at, end):
        at = found.start() + 1
        words = line.between(found.start(), found.end())
        if (
            line.is_edge(found.start())
            and words[0].word not in stock()
            and not breaks(words[0])
            and len(words) < 4
            and words[0].tag[0] == "n"
        ):
            yield Name(found.start(), found.end(), found.group(), found.group(), "Place", "name-way")
            at = found.end()


def villages(line: Line, start: int, end: int) -> Iterator[Name]:
    """A village or community behind its street or town: 松溪街道云港村."""
    for found in VILLAGE.finditer(line.text, start, end):
        yield Name(found.start("name"), found.end("name"), found["name"], found["name"], "Place", "name-village")


def _tail_end(line: Line, start: int, end: int) -> int | None:
    """Where the head of the tail ends: the first head of places, parks or bodies in the next words."""
    for token in line.between(start, min(end, start + TAIL_LENGTH)):
        own = head(f"某{line.text[start : token.end]}")
        if own and (own.type != "Project" or own.append) and len(own.word) > 1:
            return token.end
        if token.tag == "x" or token.word in _breaking():
            return None
    return None
