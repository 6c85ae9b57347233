"""Names outside frames that the words around them show: members of lists, brought-in companies, brands, roads, villages.

The patterns are ``ontology/rules/listings.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.language.mentions import edges
from kg.language.mentions.admission import word_set
from kg.language.mentions.heads import head, made
from kg.language.mentions.list_tails import SOMEONE
from kg.language.mentions.lists import list_names
from kg.language.mentions.name import Name, Verdict
from kg.language.mentions.proper import PROPER, SPECIFIC, area_names, certainty, stock
from kg.language.mentions.running_text import breaks
from kg.language.text.line import Line
from kg.language.text.tokens import HAN
from kg.ontology import form, rule, rules, type_for, written

NO_AGENT = form("listings", "no_agent")
LONGEST = 20  # characters of an agent's name
TAIL_LENGTH = 12  # characters behind 等 in which the head of the tail stands
HANS = re.compile(f"{HAN}*")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """A pattern of the rules, {count} and {han} filled in."""
    return re.compile(rules("listings")[name]["pattern"].replace("{count}", written("names", "counting")).replace("{han}", HAN))


def companies(line: Line, start: int, end: int) -> Iterator[Verdict]:
    """The members of a list that ends in 等…企业: companies, whatever their names look like."""
    for tail in _pattern("companies").finditer(line.text, start, end):
        left = max((m.end() for m in _pattern("list-start").finditer(line.text, start, tail.start())), default=start)
        yield from list_names(line, left, tail.end(), kind=type_for("names", "firm")).verdicts


def listed(line: Line, start: int, end: int) -> Iterator[Verdict]:
    """The members of a list outside any frame: 云溪、松湾等知名商圈; 云溪、松湾、海口三个示范片区."""
    for mark in _pattern("listed").finditer(line.text, start, end):
        if not (stop := _tail_end(line, mark.end(), end)):
            continue
        found = list_names(line, start, stop)
        sure = [certainty(n.surface, line.between(n.start, n.end)) for n in found.names]
        least = SPECIFIC if found.tail and (found.tail.counted or PROPER in sure) else PROPER
        yield from (_freely(n) if s >= least else n.refused("not proper enough for a list outside a frame") for n, s in zip(found.names, sure, strict=True))
        yield from found.refused


def _freely(name: Name) -> Name:
    """The name with the type that its head has outside a milestone frame."""
    own = head(name.name)
    return replace(name, type=own.free) if own and own.free else name


def _tail_end(line: Line, start: int, end: int) -> int | None:
    """Where the head of the tail ends: the first head of places, parks or bodies in the next words."""
    for token in line.between(start, min(end, start + TAIL_LENGTH)):
        own = head(SOMEONE + line.text[start : token.end])
        if own and (own.type != made() or own.append) and len(own.word) > 1:
            return token.end
        if token.tag == "x" or token.word in word_set("govern"):
            return None
    return None


def brought(line: Line, start: int, end: int) -> Iterator[Verdict]:
    """Who a park or district has brought in (引进甲、乙等50余个项目): companies, unless their heads say otherwise."""
    for pattern in ("brought", "present"):
        for found in _pattern(pattern).finditer(line.text, start, end):
            yield from list_names(line, found.start("list"), found.end("list"), kind=type_for("names", "firm")).verdicts


def agents(line: Line, start: int, end: int) -> Iterator[Name]:
    """Who builds, invests or runs (由甲公司承建): a company, unless its head says a body, and no generic one."""
    for found in _pattern("agent").finditer(line.text, start, end):
        a, b = edges.trim(line, found.start("list"), found.end("list"))
        surface, words = line.text[a:b], line.between(a, b)
        own = head(surface)
        if edges.broken(surface) or certainty(surface, words) < SPECIFIC or (own and own.type not in (type_for("names", "firm"), type_for("names", "body"))):
            continue
        if 2 < len(surface) < LONGEST and not NO_AGENT.search(surface) and not area_names().fullmatch(surface):
            yield Name(a, b, surface, surface, own.type if own else type_for("names", "firm"), "name-agent", ())


def brands(line: Line, start: int, end: int) -> Iterator[Name]:
    """A Chinese name with its Latin twin (卡奥斯COSMOPlat): a company or its brand."""
    for found in _pattern("brand").finditer(line.text, start, end):
        words = line.between(found.start(), found.end())
        at = next((t.start for t in words if t.word not in word_set("govern") and not breaks(t)), found.start())
        surface = line.text[at : found.end()]
        han = HANS.match(surface)
        if han and len(han.group()) > 1 and han.group() not in stock():
            yield Name(at, found.end(), surface, surface, rule("name-brand").term, "name-brand", (han.group(),))


def ways(line: Line, start: int, end: int) -> Iterator[Name]:
    """Roads and waters that the words around them show to be places: 松溪路上, 云河畔."""
    at = start
    while found := _pattern("way").search(line.text, at, end):
        at = found.start() + 1
        words = line.between(found.start(), found.end())
        if (
            line.is_edge(found.start())
            and words[0].word not in stock()
            and not breaks(words[0])
            and len(words) < 4
            and words[0].tag[0] == "n"
        ):
            yield Name(found.start(), found.end(), found.group(), found.group(), rule("name-way").term, "name-way")
            at = found.end()


def villages(line: Line, start: int, end: int) -> Iterator[Name]:
    """A village or community behind its street or town: 松溪街道云港村."""
    for found in _pattern("village").finditer(line.text, start, end):
        yield Name(found.start("name"), found.end("name"), found["name"], found["name"], rule("name-village").term, "name-village")
