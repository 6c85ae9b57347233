"""The names of a list: 推动 **A、B、C** 等项目开工. Whatever stands between known words is a name, if ``names.py`` admits it."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.language.mentions import edges
from kg.language.mentions.admission import Name, Refused, admit, word_set
from kg.language.mentions.heads import Head, head, lending
from kg.language.mentions.list_tails import ABSTRACT, RENEWAL, Tail, tail_of
from kg.language.mentions.proper import PROPER, level
from kg.language.text.line import Line

NUMBERS = re.compile(r"^(?P<stem>.*?)(?P<a>[A-Z]?\d+(?:号)?)(?:线)?[和与及](?P<b>[A-Z]?\d+(?:号)?)(?P<head>线|机组|泊位|楼)$")
METRO = re.compile(r"^(?P<stem>.*?(?:地铁|轨道交通|轻轨|有轨电车))\D{0,4}\d+号线")
SIZED = re.compile(r"^(?P<stem>[\u4e00-\u9fff]{2,5})(?:大型|中型|大中型)(?P<head>水库|灌区|水电站|水利枢纽|泵站)$")
GENERIC = re.compile("(?:项目|工程)$")
HAN = re.compile("[\u4e00-\u9fff]")
ELLIPTIC = 4
BETWEEN = re.compile("至|—")


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
        if tail and (inner := tail_of(line.text[slice(*span)])) and (inner.counted or inner.head):
            found += list_names(line, *span, frame=frame, kind=kind, refused=refused)[0]
            continue
        found += _names(line, span, frame or bool(tail and tail.head), tail, lent, found, refused)
    return [replace(n, type=kind) if kind and n.type != kind and not _typed(n) else n for n in found], tail


def _typed(n: Name) -> bool:
    """Whether the head of the name says its type, whatever the frame says."""
    own = head(n.name)
    return own is not None and len(own.word) > 1


def _givers(members: list[str], tail: Tail | None, giver: Head | None) -> list[Head | None]:
    """For each member the head that it lacks and a later one has (旭龙、奔子栏水电站), or the tail (嵩山、神农等实验室)."""
    lent = tail.head if tail and tail.head and tail.head.append else giver
    last = GENERIC.search(giver.word if giver else members[-1]) if members and not tail else None
    found: list[Head | None] = []
    for member in reversed(members):
        own = head(member)
        lacking = own is None or own.word in word_set("natural")
        short = len(member) <= ELLIPTIC or BETWEEN.search(member) or (tail is not None and lent is tail.head)
        firm = own is not None and own.type == "Company" and tail is not None and lent is tail.head
        if (lacking and lent and short and HAN.search(member)) or (firm and lent):
            found.append(lent)
        else:
            found.append(Head(last.group(), "Project", "Project", None, True) if last and own is None else None)
        lent = lending(member) or lent
    return found[::-1]


def _names(
    line: Line, span: tuple[int, int], frame: bool, tail: Tail | None, lent: Head | None, before: list[Name], refused: list[Refused] | None
) -> list[Name]:
    """The names that one member holds: one, two where numbers share a head (F2和F3线), none where it is refused."""
    start, end = span
    surface = line.text[start:end]
    why, found = admit(line, start, end, frame, tail, lent)
    if found is None:
        if refused is not None and surface:
            refused.append(Refused(start, end, surface, why))
        return []
    if tail and RENEWAL.search(tail.text):
        return [_renewal(found, tail)]
    if numbers := NUMBERS.match(surface):
        return [replace(found, name=numbers["stem"] + numbers[n] + numbers["head"], rule="name-numbers") for n in "ab"]
    if sized := SIZED.match(found.name):
        found = replace(found, name=sized["stem"] + sized["head"], aliases=(*found.aliases, surface))
    if lent:
        return [_complete(found, lent.word, lent.frame or lent.type)]
    return [_metro(found, before)]


def _metro(found: Name, before: list[Name]) -> Name:
    """地铁5号线、2号线二期: the second is a metro line too."""
    stem = METRO.match(before[-1].name) if before else None
    if not stem or not re.match(r"\d+号线", found.name):
        return found
    return replace(found, name=stem["stem"] + found.name, rule="name-metro", aliases=(*found.aliases, found.surface))


def _complete(n: Name, word: str, kind: str) -> Name:
    return replace(n, name=n.name + word, type=kind, rule="name-completed", aliases=(n.surface,))


def _renewal(n: Name, tail: Tail) -> Name:
    """中韩社区、枯桃社区等村庄改造项目: a place, and the project that renews it."""
    found = RENEWAL.search(tail.text)
    word = found.group().replace("的", "") if found else ""
    return replace(n, name=n.name + word, type="Project", rule="name-renewal", aliases=(), place=n.surface)
