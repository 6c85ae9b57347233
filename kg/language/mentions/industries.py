"""Industries: the vocabulary (``ontology/names/Industry.csv``), and by grammar what stands before 产业, 产业链, 赛道."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.language.mentions import edges
from kg.language.mentions.admission import word_set
from kg.language.mentions.heads import head, made
from kg.language.mentions.proper import area_names, known_places, stock
from kg.language.mentions.running_text import breaks
from kg.language.text.line import Line
from kg.language.text.tokens import HAN, Token
from kg.language.text.trie import trie
from kg.ontology import names_of, rules, sign, signs, table, type_for, written

TAILS = written("industries", "tail")
LONGEST, MOST_WORDS = 10, 5  # characters, and jieba's words, of an industry that the table lacks
BREAK = re.compile("[，,。；：！？（）()]")
HANS = re.compile(f"{HAN}+")


@dataclass(frozen=True, slots=True)
class IndustryMention:
    """An industry at ``start:end`` of the line: its name in the vocabulary, or as the text makes it."""

    start: int
    end: int
    surface: str
    name: str
    rule: str


@cache
def vocabulary() -> dict[str, str]:
    """Every name and alias of an industry, with the name."""
    found: dict[str, str] = {}
    for row in table(type_for("names", "industry")):
        for surface in names_of(row):
            found.setdefault(surface, row["name"])
    return found


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"(?:{trie(vocabulary())})(?:{TAILS})?")


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(rules("industries")["generic"])


@cache
def _grammar() -> re.Pattern[str]:
    return re.compile(rules("industries")["grammar"])


def find_industries(line: Line, start: int, end: int) -> Iterator[IndustryMention]:
    """The industries named in ``line.text[start:end]``, left to right, not overlapping."""
    at = start
    named = sorted([*_joined(_tabled(line, start, end)), *_listed(line, start, end)], key=lambda m: (m.start, -m.end, m.rule))
    for found in named:
        if found.start < at:
            continue
        yield from _made(line, at, found.start)
        yield found
        at = found.end
    yield from _made(line, at, end)


def _listed(line: Line, start: int, end: int) -> Iterator[IndustryMention]:
    """The members of a list whose tail says that they are industries: 甲、乙、丙等特色产业."""
    for tail in _list_tail().finditer(line.text, start, end):
        left = max((m.end() for m in BREAK.finditer(line.text, start, tail.start())), default=start)
        spans = list(edges.members(line, left, tail.start()))
        if len(spans) < 2:
            continue
        for span in spans:
            a, b = edges.trim(line, *span)
            if _may_be(line.text[a:b], line.between(a, b)):
                yield IndustryMention(a, b, line.text[a:b], vocabulary().get(line.text[a:b], line.text[a:b]), "industry-listed")


def _may_be(surface: str, words: tuple[Token, ...]) -> bool:
    """Whether a member may name an industry that the table lacks: a few nouns, no verb phrase, place, body or stock word of other lists."""
    if not 2 <= len(surface) <= LONGEST or not HANS.fullmatch(surface) or _no_industry().search(surface) or surface in _words("vague"):
        return False
    own = head(surface)
    if len(words) > MOST_WORDS or (own and own.type != made()) or area_names().search(surface) or _ends_in_known(surface):
        return False
    if surface in known_places() or words[0].word in word_set("govern") or words[0].word in word_set("inside") or words[0].word in _words("verbs"):
        return False
    return all(_nominal(t) for t in words) and words[-1].tag[0] in "nvj" and any(t.word not in stock() for t in words)


def _nominal(t: Token) -> bool:
    return t.tag[0] in "nbj" or t.tag in ("vn", "l", "an") or t.word in _words("trades")


def _ends_in_known(surface: str) -> bool:
    """Whether the table's own word stands at the end (大力发展生物制药): then that is the industry."""
    return any(surface[n:] in vocabulary() for n in range(1, len(surface) - 1))


@cache
def _list_tail() -> re.Pattern[str]:
    return re.compile(rules("industries")["list_tail"])


@cache
def _no_industry() -> re.Pattern[str]:
    return re.compile(rules("industries")["no_industry"])


def _joined(found: Iterator[IndustryMention]) -> Iterator[IndustryMention]:
    """Two of the table's words in a row are one industry: 稀土 + 新材料."""
    last: IndustryMention | None = None
    for m in found:
        if last and last.end == m.start and last.surface == last.name and not last.name.endswith(signs("industries", "whole")):
            last = IndustryMention(last.start, m.end, last.surface + m.surface, last.name + m.name, "industry-joined")
            continue
        if last:
            yield last
        last = m
    if last:
        yield last


def _tabled(line: Line, start: int, end: int) -> Iterator[IndustryMention]:
    for found in _pattern().finditer(line.text, start, end):
        surface = found.group()
        name = vocabulary().get(surface) or vocabulary()[re.sub(f"{TAILS}$", "", surface)]
        if _edges_hold(line, found.start(), found.end()) and _meant(line.text, found, name):
            yield IndustryMention(found.start(), found.end(), surface, name, "industry-known")


def _meant(text: str, found: re.Match[str], name: str) -> bool:
    """Whether a word of every day is meant as an industry here (旅游产业; 汽车、家电等产业)."""
    if name in _words("vague"):
        return False
    said = found.group() != name and bool(re.search(f"{TAILS}$", found.group()))
    return name not in _words("everyday") or said or bool(_said_so().match(text, found.end()))


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(rules("industries")[key].split())


@cache
def _said_so() -> re.Pattern[str]:
    return re.compile(rules("industries")["said_so"].lstrip("^"))


def _edges_hold(line: Line, start: int, end: int) -> bool:
    """Latin and short names must not be cut out of a longer word."""
    return end - start > 3 or (line.is_edge(start) and line.is_edge(end))


def _made(line: Line, start: int, end: int) -> Iterator[IndustryMention]:
    for found in _grammar().finditer(line.text, start, end):
        left = found.start()
        for token in reversed(line.between(max(start, left - LONGEST), left)):
            if breaks(token) or token.word in sign("industries", "joining") or token.tag[0] not in "nvbje" or token.tag == "v":
                break
            left = token.start
        a, b = edges.trim(line, left, found.start())
        name = line.text[a:b]
        if len(name) > 1 and b == found.start() and not _generic().search(name):
            yield IndustryMention(a, found.end(), line.text[a : found.end()], name, "industry-made")
