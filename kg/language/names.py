"""Names out of a list: 推动 **A、B、C** 等项目开工. Whatever stands between known words is a name, if it has a head and a word of its own.

Two thresholds: in a strong frame anything with a head and one word outside the genre's stock is a name; elsewhere
it takes the evidence of a proper name (``proper.py``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from kg.language import edges
from kg.language.heads import Head, head, whole_of_phase, without_suffix
from kg.language.line import Line
from kg.language.proper import NONE, OFFICE, PROPER, SPECIFIC, STOCK, area_names, beyond_area, industry_names, level
from kg.language.tokens import Token
from kg.lexicon import rules

LONGEST, SHORTEST = 30, 2
DIGITS, HANS = r"\d+(?:余|多)?", r"[一二两三四五六七八九十百]+(?:余|多)?"
MEASURE = r"[个条座所处家项片栋只大]"
COUNTING = rf"(?:近|超|约)?(?:{DIGITS}{MEASURE}?(?:余|多)?|{HANS}{MEASURE}(?:余|多)?)"
# 等 with what is counted behind it; 一等, 高等, 等级 are other words.
TAIL = re.compile(
    rf"(?<![平同高])(?<![一二三特优]等奖)等(?![级待于到候效腰奖]|职业|收入|教育|学校|院校|规模|专业|以上)(?P<count>{COUNTING})?(?P<rest>[^、]*)$"
)
COUNTED = re.compile(rf"(?P<count>(?:{DIGITS}|{HANS}){MEASURE})(?P<rest>[^、\d]{{2,}})$")
# 大型水电站和690万千瓦火电项目: the list is of what stands before the joint.
WITHOUT = re.compile(r"(?:和|与|及|以及)\d.*$")
NUMBERS = re.compile(r"^(?P<stem>.*?)(?P<a>[A-Z]?\d+(?:号)?)(?:线)?[和与及](?P<b>[A-Z]?\d+(?:号)?)(?P<head>线|机组|泊位|楼)$")
METRO = re.compile(r"^(?P<stem>.*?(?:地铁|轨道交通|轻轨|有轨电车))\D{0,4}\d+号线")
ABSTRACT = re.compile(rules("names")["abstract"])
RENEWAL = re.compile(rules("names")["renewal"])
# Heads that anything may have: beside an area's name they take a word of their own.
LOOSE = frozenset("项目 工程 平台 公园 广场 大厦 酒店 体育公园 生态公园 文化公园 航道 基地 合作基地 改扩建 迁建".split())
PHASES = frozenset("一期 二期 三期 四期 一期工程 二期工程 三期工程 一期项目 二期项目 三期项目".split())
# Heads so seldom generic that one unusual word makes a name.
TELLING = frozenset("街道 博物馆 纪念馆 美术馆".split())
OFFICIAL_BODY = re.compile(r"^(?:国家(?!级)|[省市区县](?![级内外属直委管辖区域政场民]))")
ELLIPTIC = 5
BETWEEN = re.compile("至|—")
NATURAL = frozenset("江河湖海山岭湾岛溪洲滩峡口里城港村镇")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at ``start:end`` of a line: ``name`` in full, ``surface`` as written; ``place`` where it renews a village or estate."""

    start: int
    end: int
    surface: str
    name: str
    type: str
    rule: str
    aliases: tuple[str, ...] = ()
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a list: 等50余个项目."""

    start: int
    text: str
    head: Head | None
    counted: bool
    many: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """A stretch that was almost a name, and why not."""

    start: int
    end: int
    surface: str
    why: str


def tail_of(text: str) -> Tail | None:
    """The tail of a list, if it has one."""
    found = TAIL.search(text)
    if not found and "、" in text:
        found = COUNTED.search(text)
    if not found:
        return None
    rest = WITHOUT.sub("", found["rest"] or "")
    own = _lending(rest) or head(f"某{rest}") or _head_word(rest)
    return Tail(found.start(), rest, own, found["count"] is not None, text.count("、") > 1)


def _lending(rest: str) -> Head | None:
    """高速公路项目 lends 高速公路, not 项目, to the members before it."""
    own = head("某" + re.sub("(?:建设)?(?:项目|工程)$", "", rest))
    return own if own and own.append else None


def _head_word(rest: str) -> Head | None:
    """A tail may end in a word that heads no name and still says that a list of things stands before it (道路, 设施)."""
    word = next((w for w in rules("names")["tail_heads"].split() if rest.endswith(w)), None)
    return Head(word, "Project", "Project", None, False) if word else None


def list_names(
    line: Line,
    start: int,
    end: int,
    *,
    frame: bool = True,
    giver: Head | None = None,
    kind: str | None = None,
    refused: list[Refused] | None = None,
) -> tuple[list[Name], Tail | None]:
    """The names in ``line.text[start:end]`` and the tail of their list.

    ``frame``: whether a strong frame vouches for them; ``giver``: the head that a later list lends to an elliptical one;
    ``kind``: the type that the frame gives to names without a head.
    """
    tail = tail_of(line.text[start:end])
    if tail and tail.text and (ABSTRACT.search(tail.text) or not (tail.head or tail.counted)):
        return [], tail
    if tail and tail.head and tail.head.type == "Organization" and level(tail.text, line.between(start + tail.start, end)) >= PROPER:
        return [], tail  # 甲大学、乙大学等高校云港研究院: the names are made of both, and not said
    stop = start + tail.start if tail else end
    spans = [edges.trim(line, *span) for span in edges.members(line, start, stop)]
    givers = _givers([line.text[a:b] for a, b in spans], tail, giver)
    found: list[Name] = []
    for span, lent in zip(spans, givers, strict=True):
        if tail and (inner := tail_of(line.text[slice(*span)])) and inner.counted:
            found += list_names(line, *span, frame=frame, kind=kind, refused=refused)[0]
            continue
        found += _names(line, span, frame or bool(tail and tail.head), tail, lent, found, refused)
    return [replace(n, type=kind) if kind and n.type != kind and not _typed(n) else n for n in found], tail


def _typed(n: Name) -> bool:
    """Whether the head of the name says its type, whatever the frame says."""
    own = head(n.name)
    return own is not None and len(own.word) > 1


def named(line: Line, start: int, end: int, refused: list[Refused] | None = None) -> Name | None:
    """The stretch as a name of running text, or None."""
    why, found = _admit(line, start, end, False, None, None)
    if found is None and refused is not None:
        refused.append(Refused(start, end, line.text[start:end], why))
    return replace(found, rule="name-in-text") if found else None


def _givers(members: list[str], tail: Tail | None, giver: Head | None) -> list[Head | None]:
    """For each member the head that it lacks and a later one has (旭龙、奔子栏水电站), or the tail (嵩山、神农等实验室)."""
    lent = tail.head if tail and tail.head and tail.head.append else giver
    found: list[Head | None] = []
    for member in reversed(members):
        own = head(member)
        short = len(member) <= ELLIPTIC or BETWEEN.search(member)
        found.append(lent if short and (own is None or own.word in NATURAL) else None)
        lent = own if own and own.append and len(own.word) > 1 else lent
    return found[::-1]


def _names(
    line: Line, span: tuple[int, int], frame: bool, tail: Tail | None, lent: Head | None, before: list[Name], refused: list[Refused] | None
) -> list[Name]:
    """The names that one member holds: one, two where numbers share a head (F2和F3线), none where it is refused."""
    start, end = span
    surface = line.text[start:end]
    why, found = _admit(line, start, end, frame, tail, lent)
    if found is None:
        if refused is not None and surface:
            refused.append(Refused(start, end, surface, why))
        return []
    if tail and RENEWAL.search(tail.text):
        return [_renewal(found, tail)]
    if numbers := NUMBERS.match(surface):
        return [replace(found, name=numbers["stem"] + numbers[n] + numbers["head"], rule="name-numbers") for n in "ab"]
    if lent:
        return [_complete(found, lent.word, lent.frame or lent.type)]
    return [_metro(found, before)]


def _metro(found: Name, before: list[Name]) -> Name:
    """地铁5号线、2号线二期: the second is a metro line too."""
    stem = METRO.match(before[-1].name) if before else None
    if not stem or not re.match(r"\d+号线", found.name):
        return found
    return replace(found, name=stem["stem"] + found.name, rule="name-completed", aliases=(*found.aliases, found.surface))


def _admit(line: Line, start: int, end: int, frame: bool, tail: Tail | None, lent: Head | None) -> tuple[str, Name | None]:
    surface = line.text[start:end]
    if not SHORTEST <= len(surface) <= LONGEST:
        return "too short or too long", None
    if why := edges.broken(surface):
        return why, None
    if (why := edges.refused(surface, "" if tail else line.text[end : end + 2])) and not (tail and tail.many):
        return why, None
    if lent is None and (_area_only().fullmatch(surface)) and not (tail and RENEWAL.search(tail.text)):
        return "an area, not a thing in it", None
    if surface in industry_names():
        return "an industry, not a thing in it", None
    own = head(surface)
    sure = level(surface, line.between(start, end))
    if own is None and not (sure >= SPECIFIC and (lent or _vouched(tail))) and not (tail and sure >= PROPER):
        return "no head", None
    if frame and own and own.type == "Park" and surface[: -len(own.word)] in industry_names():
        sure = max(sure, SPECIFIC)
    if tail and frame and sure == STOCK and own and own.free and len(surface) - len(own.word) >= 4:
        sure = OFFICE
    if sure <= NONE or (sure < OFFICE if frame else not _free(surface, own, sure, line.between(start, end))):
        return "only the genre's stock words", None
    if tail and tail.text.startswith("一批") and sure < PROPER:
        return "one of a generic batch", None
    if frame and sure == OFFICE and own and len(surface) < len(own.word) + 4:
        return "only the genre's stock words", None
    kind = _type(own, tail, frame)
    if kind is None:
        return "no type outside a frame", None
    return "", Name(start, end, surface, surface, kind, "name-in-list" if tail else "name-in-frame", _aliases(surface))


@cache
def _area_only() -> re.Pattern[str]:
    return re.compile(f"{area_names().pattern}|[\u4e00-\u9fff]{{2,4}}[县市州旗]")


def _free(surface: str, own: Head | None, sure: int, words: tuple[Token, ...]) -> bool:
    """Whether running text alone shows a name: a proper one; a park of an unusual kind; a body of the province or state."""
    if own is None:
        return sure == PROPER
    if own.word in PHASES:
        whole = whole_of_phase(surface) or ""
        return level(whole, tuple(t for t in words if t.start - words[0].start < len(whole))) >= OFFICE
    if own.word in LOOSE:
        return sure == PROPER and beyond_area(surface, words)
    if own.type == "Park" or own.word in TELLING:
        return sure >= SPECIFIC
    if own.type in ("Organization", "Company") and OFFICIAL_BODY.match(surface) and len(surface) > len(own.word) + 2:
        return sure >= (SPECIFIC if surface.startswith("国家") else OFFICE)
    return sure == PROPER


def _vouched(tail: Tail | None) -> bool:
    """Whether the tail counts its members (等20余个地标) or renews them: then each member is a name."""
    return tail is not None and (tail.counted or tail.text.endswith(("企业", "公司")) or bool(RENEWAL.search(tail.text)))


def _type(own: Head | None, tail: Tail | None, frame: bool) -> str | None:
    if tail and tail.head and tail.head.type != "Project" and _weak(own):
        return tail.head.frame or tail.head.type
    if own is not None:
        return own.frame if frame else own.free
    return "Place" if tail and tail.head and tail.head.type == "Place" else "Project"


def _weak(own: Head | None) -> bool:
    """No head, or one of a single character (桥, 河, 里), which says little against the head of the list."""
    return own is None or len(own.word) == 1


def _aliases(name: str) -> tuple[str, ...]:
    short = without_suffix(name)
    return (short,) if short else ()


def _complete(n: Name, word: str, kind: str) -> Name:
    return replace(n, name=n.name + word, type=kind, rule="name-completed", aliases=(n.surface,))


def _renewal(n: Name, tail: Tail) -> Name:
    """中韩社区、枯桃社区等村庄改造项目: a place, and the project that renews it."""
    found = RENEWAL.search(tail.text)
    word = found.group() if found else ""
    return replace(n, name=n.name + word, type="Project", rule="name-renewal", aliases=(), place=n.surface)
