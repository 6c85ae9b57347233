"""How sure it is that a stretch of words is a proper name: quotes, Latin, place names, words outside the genre's stock."""

from __future__ import annotations

import re
from functools import cache

from kg.areas import gazetteer
from kg.language.text.tokens import HAN, PROPER_TAGS, Token
from kg.language.text.trie import trie
from kg.ontology import form, has_table, names_of, ontology, rules, sign, table, type_for, written

QUOTED = re.compile(r"[“‘「『][^”’」』]{1,20}[”’」』]")
LATIN = re.compile(r"[A-Za-z]{2,}|[A-Za-z]\d|\d[A-Za-z]")
NUMBERED = form("names", "numbered")
OFFICIAL = form("names", "official")
LINE = form("names", "line")
HAN_CHARACTER = re.compile(HAN)
NO_PART = frozenset(sign("names", "no_part"))
NONE, STOCK, OFFICE, SPECIFIC, PROPER = range(5)


@cache
def stock() -> frozenset[str]:
    """Words that any report of the genre uses, and that make no name by themselves."""
    return (
        frozenset(row["name"] for row in table("Stock"))
        | frozenset(rules("names")["generic"].split())
        | frozenset(rules("names")["stock"].split())
    )


@cache
def generic() -> frozenset[str]:
    return frozenset(rules("names")["generic"].split())


@cache
def known_types() -> tuple[str, ...]:
    """The types of which ``ontology/names`` has a table of names that any reader knows: not areas, not industries."""
    types = ontology().types
    return tuple(name for name in types if not (types[name].area or types[name].concept) and has_table(name))


@cache
def industry_names() -> frozenset[str]:
    """The names of the industries' vocabulary, with their aliases."""
    return frozenset(n for row in table(type_for("names", "industry")) for n in names_of(row))


@cache
def known_places() -> frozenset[str]:
    """The names of regions and countries that any reader knows."""
    return frozenset(n for row in table(type_for("names", "spot")) for n in names_of(row))


@cache
def countries() -> frozenset[str]:
    """The names of countries, of those."""
    return frozenset(row["name"] for row in table(type_for("names", "spot")) if row["source"] == sign("names", "country"))


@cache
def area_names() -> re.Pattern[str]:
    """Any name of a province, city or district, full or short, of two characters or more."""
    names = {n for n in (*gazetteer().full, *gazetteer().short) if len(n) > 1 and n not in stock()}
    return re.compile(trie(names))


def _area(name: str, words: tuple[Token, ...]) -> bool:
    """Whether the name holds an area's name that starts and ends where words do (not 新平 in 创新平台)."""
    if not words:
        return False
    base = words[0].start
    edges = {t.start - base for t in words} | {t.end - base for t in words}
    return any(m.start() in edges and m.end() in edges for m in area_names().finditer(name))


def in_area(text: str, at: int) -> bool:
    """Whether the character at ``at`` belongs to the name of an area (和 in 和龙)."""
    return any(m.start() <= at < m.end() for m in area_names().finditer(text, max(0, at - 6), at + 8))


def certainty(name: str, words: tuple[Token, ...]) -> int:
    """NONE, STOCK, OFFICE (国家…, 省…), SPECIFIC (a word outside the stock) or PROPER (quote, Latin, place, proper tag)."""
    if name in generic():
        return NONE
    if QUOTED.search(name) or LATIN.search(name) or NUMBERED.search(name) or _area(name, words):
        return PROPER
    outside = [t for t in words if (len(t.word) > 1 or t.tag in PROPER_TAGS) and t.word not in stock() and not t.word.isdigit()]
    if any(t.tag in PROPER_TAGS for t in outside) or _unknown_run(words):
        return PROPER
    if outside or any(_odd(t) for t in words):
        return SPECIFIC
    return OFFICE if OFFICIAL.match(name) else STOCK


@cache
def _area_alone() -> re.Pattern[str]:
    """The name of an area that is not the name of a road, river or hill (深圳路)."""
    return re.compile(f"(?:{area_names().pattern}){written('names', 'no_road')}")


def beyond_area(name: str, words: tuple[Token, ...]) -> bool:
    """Whether a name has a word of its own besides the name of an area (not 崂山区重点项目)."""
    rest = _area_alone().sub("", QUOTED.sub("", name))
    if LINE.search(name) or LATIN.search(rest) or NUMBERED.search(rest):
        return True
    return any(t.word in rest and (_odd(t) or (len(t.word) > 1 and t.word not in stock() and not t.word.isdigit())) for t in words)


def _odd(t: Token) -> bool:
    """A single character that jieba could not join and that is no function word."""
    return len(t.word) == 1 and HAN_CHARACTER.match(t.word) is not None and t.tag[0] not in "pcudqrk" and t.word not in NO_PART


def _unknown_run(words: tuple[Token, ...]) -> bool:
    """Two odd characters in a row: mostly an unknown name."""
    return any(_odd(a) and _odd(b) for a, b in zip(words, words[1:], strict=False))
