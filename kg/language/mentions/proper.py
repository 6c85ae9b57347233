"""How sure it is that a stretch of words is a proper name: quotes, Latin, place names, words outside the genre's stock."""

from __future__ import annotations

import re
from functools import cache

from kg.areas import gazetteer
from kg.language.text.tokens import PROPER_TAGS, Token
from kg.ontology import names_of, rules, table

QUOTED = re.compile(r"[“‘「『][^”’」』]{1,20}[”’」』]")
LATIN = re.compile(r"[A-Za-z]{2,}|[A-Za-z]\d|\d[A-Za-z]")
NUMBERED = re.compile(r"(?:\d+|[一二三四五六七八九十]+)号(?:线|机组|楼|桥|码头|泊位|航站楼|厂房)|\d{1,3}[—-]\d{1,3}号|\d+千伏")
OFFICIAL = re.compile(r"^(?:国家|全国|省|市|区|县|中国|亚洲|亚太|东盟)(?!级(?!.{2,}(?:中心|实验室|平台)))")
LINE = re.compile("(?<!以)至(?!今)|—")
NO_PART = frozenset(
    "路桥河山湖村镇站线段港街楼馆院场库园城厂号年月日来去做把用让使被能会要好多少每各数级类型度率化们着将向往省市区县的新大小老高级化性等一二三四五六七八九十百千万亿两第上下内外前后中东南西北个座条项"
)
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
def industry_names() -> frozenset[str]:
    """The names of the industries' vocabulary, with their aliases."""
    return frozenset(n for row in table("Industry") for n in names_of(row))


@cache
def known_places() -> frozenset[str]:
    """The names of regions and countries that any reader knows."""
    return frozenset(n for row in table("Place") for n in names_of(row))


@cache
def area_names() -> re.Pattern[str]:
    """Any name of a province, city or district, full or short, of two characters or more."""
    names = {n for n in (*gazetteer().full, *gazetteer().short) if len(n) > 1 and n not in stock()}
    return re.compile("|".join(sorted(map(re.escape, names), key=lambda n: (-len(n), n))) or "(?!)")


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
    return re.compile(f"(?:{area_names().pattern})(?![路街河湖山江湾桥])")


def beyond_area(name: str, words: tuple[Token, ...]) -> bool:
    """Whether a name has a word of its own besides the name of an area (not 崂山区重点项目)."""
    rest = _area_alone().sub("", QUOTED.sub("", name))
    if LINE.search(name) or LATIN.search(rest) or NUMBERED.search(rest):
        return True
    return any(t.word in rest and (_odd(t) or (len(t.word) > 1 and t.word not in stock() and not t.word.isdigit())) for t in words)


def _odd(t: Token) -> bool:
    """A single character that jieba could not join and that is no function word."""
    return len(t.word) == 1 and "\u4e00" <= t.word <= "\u9fff" and t.tag[0] not in "pcudqrk" and t.word not in NO_PART


def _unknown_run(words: tuple[Token, ...]) -> bool:
    """Two odd characters in a row: mostly an unknown name."""
    return any(_odd(a) and _odd(b) for a, b in zip(words, words[1:], strict=False))
