"""A name taken apart: areas in front, body, kind, and the signs (phase, number, direction) that keep things apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.identity import words
from kg.identity.areas import Areas, Path, short
from kg.ontology import arabic, number, ten
from kg.ontology.folding import plain

BRACKET = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as identity reads it. ``area``: the place it names itself; ``body``: the rest in one way of writing.

    ``bracket``: the place came from brackets; ``folded``: the area in front, and what follows, of a name that keeps its area; ``phases``, ``numbers``, ``directions``: its signs, sorted.
    """

    text: str
    area: Path
    body: str
    kind: str
    bracket: bool = False
    folded: tuple[Path, str] = ((), "")
    phases: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()

    @property
    def levelled(self) -> bool:
        """Whether every area has its own of these."""
        return self.kind in words.word("levelled")

    @property
    def opening(self) -> str:
        """The body before its kind."""
        return self.body.removesuffix(self.kind)


def parse(text: str, type_: str, scope: Path, areas: Areas) -> Name:
    """A name read in the light of the place that its document speaks of."""
    whole = _numerals(_written(plain(text)))
    if type_ in words.word("placeless_types"):
        return Name(text, (), _ending(whole, type_), "")
    whole, bracketed = _brackets(whole, scope, areas)
    area, body = _lead(whole, scope, areas)
    if bracketed and area and bracketed[-1] != area[-1]:
        body += short(bracketed[-1])  # a branch: 某省研究院（某市） is not 某省研究院
    body = _ending(body, type_)
    if area and (type_ in words.word("folded_types") or _kind(body) in words.word("everywhere_kinds")):
        whole = short(area[-1]) + body  # 某省大学 is called so in every province
        return Name(text, (), whole, _kind(whole), False, (area, body), *_signs(whole))
    return Name(text, area or bracketed, body, _kind(body), bool(bracketed and not area), ((), ""), *_signs(body))


def area_name(text: str, scope: Path, areas: Areas) -> Name:
    """The name of an administrative area: its place is itself."""
    place = areas.find(plain(text), scope) or areas.chain(plain(text), scope) or (text,)
    return Name(text, place, place[-1], "")


@cache
def _kind(body: str) -> str:
    """The kind of a body, stock words aside: 公共卫生服务中心 is of the kind of 公共卫生中心."""
    return kind_of(essence(body, kind_of(body)))


def kind_of(body: str) -> str:
    """The longest kind word that ``body`` ends in, phases left aside."""
    bare = words.pattern("phase").sub("", body)
    return next((bare[start:] for start in range(max(0, len(bare) - words.longest_kind()), len(bare)) if bare[start:] in words.kinds()), "")


def _written(text: str) -> str:
    for found, put in words.written():
        text = found.sub(put, text)
    return words.pattern("rated").sub(r"\2\1", text)


def _numerals(text: str) -> str:
    """第一中学, 一中 → 1中学; 四号线 → 4号线."""
    short_forms = words.word("short_forms")
    text = re.sub(f"{words.word('numeral')}(?={words.word('numbered')})", lambda found: str(_value(found[1])), text)
    return re.sub(f"([0-9])([{''.join(short_forms)}])$", lambda found: found[1] + short_forms[found[2]], text)


def _value(numeral: str) -> str | int:
    if numeral.isdigit() and numeral.isascii():
        return int(numeral)
    if ten() not in numeral:
        return arabic(numeral)
    tens, _, ones = numeral.partition(ten())
    return number(numeral) if len(tens) < 2 and len(ones) < 2 else numeral


def _brackets(text: str, scope: Path, areas: Areas) -> tuple[str, Path]:
    """The text without a place in brackets at its end, and that place; other brackets lose only their signs."""
    found = BRACKET.search(text)
    place = areas.find(found[1], scope) if found and text[found.end() :] in ("", *words.word("endings"), *words.word("company_endings")) else ()
    if found and place:
        return text[: found.start()] + text[found.end() :], place
    return re.sub(r"[()]", "", text), ()


def _lead(text: str, scope: Path, areas: Areas) -> tuple[Path, str]:
    """The place that a name opens with, written out or as 区…, 市…, 省…, and what follows."""
    place, body = areas.leading(text, scope)
    if place:
        return (place, body) if len(body) > 1 else ((), text)
    for row in words.word("levels"):
        if text.startswith(row["prefix"]) and (text[1:] in words.word("levelled") or len(text) > 3 and not text.startswith(tuple(row["not"]))):
            own = areas.level(scope, row["type"])
            return (own, text[1:]) if own else ((), text)
    return _town(text, scope) or _foreign(text, areas) or ((), text)


def _foreign(text: str, areas: Areas) -> tuple[Path, str] | None:
    """Another province in front of a name of a kind that bears its province's name."""
    for end in range(min(len(text) - 3, 8), 1, -1):
        place = areas.first_level(text[:end])
        if place and words.kinds().get(_kind(text[end:])) in words.word("foreign_groups"):
            return place, text[end:]
    return None


def _town(text: str, scope: Path) -> tuple[Path, str] | None:
    """街道 or 镇 in front of a village or community, as a place inside the document's."""
    found = words.pattern("sub_area").match(text)
    if found and scope and text[found.end() :].endswith(tuple(words.word("sub_area_kinds"))):
        return (*scope, found[0]), text[found.end() :]
    return None


def _ending(body: str, type_: str) -> str:
    """The body without 项目, 工程 and the like at its end, and then without one before its phase (某某工程二期项目)."""
    for place in ("$", f"(?={words.word('phase')}$)"):
        cuts = (re.sub(f"{end}{place}", "", body) for end in words.endings(type_))
        body = next((cut for cut in cuts if len(cut) >= 2 and cut != body), body)
    return body


@cache
def _signs(body: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    phases = tuple(sorted(words.pattern("phase").findall(body)))
    rest = words.pattern("phase").sub("", body)
    return phases, tuple(sorted(words.pattern("number").findall(rest))), tuple(sorted(words.pattern("direction").findall(rest)))


@cache
def essence(body: str, kind: str) -> str:
    """The body without the stock words that may be missing; the same as the body where too little would be left."""
    rest = body
    for row in words.inner():
        cut = row.pattern.sub(r"\1", rest) if kind not in row.unless else rest
        rest = cut if len(cut) >= row.rest else rest
    return rest
