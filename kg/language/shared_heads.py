"""Names that share the tail of the last of a list, which no list of the grammar completed: 甲县、乙县的污水处理厂, and members that the network proposed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.language.layout import LaidSentence
from kg.language.mentions.heads import head, made
from kg.language.mentions.lent import POSSESSIVE, shared_tail
from kg.language.mentions.list_tails import SOMEONE
from kg.language.mentions.register import Register
from kg.language.said.sentence import SHARED
from kg.language.text.span import Span
from kg.ontology import form

JOIN = re.compile(f"(?:{form('names', 'join').pattern})$")
LONGEST = 4  # characters; a longer member is a name of its own
PHRASE = 16  # characters of a noun phrase
NOUNS = ("n", "v", "l", "j", "b", "a")  # jieba's tags that a noun phrase is made of


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a list at ``start:end`` of its block: a name, or an area."""

    start: int
    end: int
    name: str
    area: bool


def share_heads(sentences: Sequence[LaidSentence], register: Register) -> None:
    """Give the members that lack it the tail of the last, in each sentence: each becomes a thing of its own there."""
    for laid in sentences:
        members = _members(laid, register)
        for place in _owned(laid, members):
            members = sorted([*members, place], key=lambda m: m.start)
        for n, last in enumerate(members):
            if not last.area and _made(register, last.name) and head(last.name):
                _share(laid, register, list(_row(laid, members[:n], last)), last)


def _made(register: Register, name: str) -> bool:
    """Whether a name is of something built; one that the register does not hold is a bare tail."""
    return name not in register.things or register.things[name].type == made()


def _owned(laid: LaidSentence, members: Sequence[Member]) -> Iterator[Member]:
    """What two or more areas in a row each have (甲县、乙县的**污水处理厂**), where no name of the register stands there."""
    for n, m in enumerate(members):
        text, at = laid.line.text, m.end + len(POSSESSIVE)
        row = m.area and n and members[n - 1].area and JOIN.fullmatch(text[members[n - 1].end : m.start])
        if row and text[m.end : at] == POSSESSIVE and not any(x.start == at for x in members) and (end := _thing_end(laid, at)):
            yield Member(at, end, text[at:end], False)


def _thing_end(laid: LaidSentence, at: int) -> int:
    """Where the noun phrase at ``at`` ends in a head of what is built, 0 where it does not."""
    end = 0
    for t in laid.line.between(at, min(laid.end, at + PHRASE)):
        own = head(SOMEONE + laid.line.text[at : t.end])
        if not t.tag.startswith(NOUNS):
            break
        if own and own.type == made() and len(own.word) > 1:
            end = t.end
        elif end:
            return 0  # the head was no head: 污水处理厂用地
    return end


def _members(laid: LaidSentence, register: Register) -> list[Member]:
    """The areas and things of a sentence in order, the longest where they overlap."""
    areas = [Member(m.start, m.end, m.name, True) for m in laid.areas if m.name]
    things = [Member(p.start, p.end, name, False) for name, thing in register.things.items() for p in thing.places if p.block == laid.block and laid.start <= p.start and p.end <= laid.end]
    found, end = list[Member](), -1
    for m in sorted({*areas, *things}, key=lambda m: (m.start, -m.end, not m.area, m.name)):
        if m.start >= end:
            found.append(m)
            end = m.end
    return found


def _row(laid: LaidSentence, before: Sequence[Member], last: Member) -> Iterator[Member]:
    """The members right before the last one, joined to it and to each other, that have no head of their own; the nearest first."""
    text, start = laid.line.text, last.start
    for m in reversed(before):
        between = text[m.end : start]
        opens = m.area and start == last.start and between in ("", POSSESSIVE)  # 乙县 of 乙县的污水处理厂
        if not opens and not JOIN.fullmatch(between):
            return
        if not m.area and (head(m.name) or len(m.name) > LONGEST and not re.search(form("names", "line"), m.name)):
            return
        yield m
        start = m.start


def _share(laid: LaidSentence, register: Register, row: list[Member], last: Member) -> None:
    text, own = laid.line.text, head(last.name)
    assert own is not None
    tail = text[last.start : last.end]
    if row and row[0].area and not JOIN.fullmatch(text[row[0].end : last.start]):  # the last member's own area stands before it
        if len(row) > 1 and all(m.area for m in row):
            for m in (replace(row[0], end=last.end), *row[1:]):
                _enter(laid, register, m, text[m.start : m.end].removesuffix(tail).removesuffix(POSSESSIVE) + tail)
            _leave(laid, register, last)
        return
    for m in row:
        if not m.area or _opens_with_area(laid, last):
            _enter(laid, register, m, text[m.start : m.end] + shared_tail(laid.line, text[m.start : m.end], last.start, last.end, own.word))


def _opens_with_area(laid: LaidSentence, last: Member) -> bool:
    """Whether the last member opens with an area: only then another area before it lacks what follows there."""
    return any(a.start == last.start and a.end < last.end for a in laid.areas)


def _enter(laid: LaidSentence, register: Register, m: Member, name: str) -> None:
    place = Span(laid.block, m.start, m.end)
    if not m.area and m.name in register.things and len(register.things[m.name].places) == 1:
        register.drop(m.name)
    register.add(name, made(), place, SHARED, aliases=() if m.area else (laid.line.text[m.start : m.end],), weight="frame", literal=True)


def _leave(laid: LaidSentence, register: Register, last: Member) -> None:
    """Take back the bare tail (污水处理厂) where nothing else is called so."""
    if last.name in register.things and all(p.block == laid.block and laid.start <= p.start < laid.end for p in register.things[last.name].places):
        register.drop(last.name)
