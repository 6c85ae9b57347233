"""Industries: the vocabulary (``ontology/names/Industry.csv``), and by grammar what stands before 产业, 产业链, 赛道."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.language import edges
from kg.language.line import Line
from kg.language.scan import breaks
from kg.lexicon import rules, table

TAILS = "(?:产业链|产业集群|产业|行业|赛道|领域)"
LONGEST = 10


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
    for row in table("Industry"):
        for surface in (row["name"], *filter(None, row["aliases"].split("|"))):
            found.setdefault(surface, row["name"])
    return found


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(map(re.escape, vocabulary()), key=lambda w: (-len(w), w))
    return re.compile(f"(?:{'|'.join(words)})(?:{TAILS})?")


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(rules("industries")["generic"])


@cache
def _grammar() -> re.Pattern[str]:
    return re.compile(rules("industries")["grammar"])


def find_industries(line: Line, start: int, end: int) -> Iterator[IndustryMention]:
    """The industries named in ``line.text[start:end]``, left to right, not overlapping."""
    at = start
    for found in _known(line, start, end):
        yield from (g for g in _made(line, at, found.start))
        yield found
        at = found.end
    yield from _made(line, at, end)


def _known(line: Line, start: int, end: int) -> Iterator[IndustryMention]:
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
            if breaks(token) or token.word in "和与及" or token.tag[0] not in "nvbje" or token.tag == "v":
                break
            left = token.start
        a, b = edges.trim(line, left, found.start())
        name = line.text[a:b]
        if len(name) > 1 and b == found.start() and not _generic().search(name):
            yield IndustryMention(a, found.end(), line.text[a : found.end()], name, "industry-made")
