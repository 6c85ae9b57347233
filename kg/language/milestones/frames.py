"""Milestones out of a clause: rules over its chunks (``ontology/rules/milestones.yaml``) say where names and event stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from kg.language.mentions.admission import Name, Refused, word_set
from kg.language.mentions.heads import Head, head
from kg.language.mentions.list_tails import Tail
from kg.language.mentions.lists import list_names
from kg.language.mentions.proper import PROPER, QUOTED, SPECIFIC, beyond_area, level
from kg.language.mentions.running_text import free_names
from kg.language.milestones.chunks import Chunk, chunks
from kg.language.text.line import Line
from kg.lexicon import rules

GOING = re.compile("正(?!式)|已|刚刚|现已|目前|均已|悄然")
SHORT = 5
LEAD = 6
MODIFIED = re.compile("(?:元|公里|平方米|亩|位于.{2,12}|为主|打造)的$")
CONTINUING = frozenset({"milestone-verb-first", "milestone-drive", "milestone-drive-bare", "milestone-continued"})
BODY = re.compile("主体(?:工程|结构|建设)$")
BUILT = frozenset({"Project", "Park", "Organization"})
CARRIED = re.compile("[ADTP]*[EG]")
OPENS = "项目"
ENDS = re.compile("等(?:重大|重点)?$")


@dataclass(frozen=True, slots=True)
class Frame:
    """A rule: its pattern over chunk letters, the event it states by itself, what it needs of a name, and whether it shares the names of another."""

    id: str
    pattern: re.Pattern[str]
    event: str
    needs: str
    shares: bool


@dataclass(frozen=True, slots=True)
class Framed:
    """Names that a rule found beside an event, in the coordinates of the line.

    ``event`` is empty where the words say that it is only being prepared (前期工作).
    ``modal``: a word before the event looks ahead (将); ``going``: a word says that it is going on or done by now (正在, 已)."""

    rule: str
    event: str
    names: tuple[Name, ...]
    event_start: int
    event_end: int
    modal: bool
    going: bool


@dataclass(slots=True)
class Trace:
    """What fired and what almost did, for ``kg explain``."""

    chunks: list[tuple[int, tuple[Chunk, ...]]] = field(default_factory=list)
    fired: list[Framed] = field(default_factory=list)
    almost: list[tuple[str, list[Refused]]] = field(default_factory=list)


@cache
def frames() -> tuple[Frame, ...]:
    return tuple(
        Frame(r["id"], re.compile(r["pattern"]), r.get("event", ""), r.get("needs", ""), r.get("shares", False))
        for r in rules("milestones")
    )


def milestones(
    line: Line,
    start: int,
    end: int,
    times: list[tuple[int, int]],
    *,
    carried: list[Framed] | None = None,
    before: tuple[int, int] | None = None,
    verb: list[Framed] | None = None,
    free: list[tuple[int, int]] | None = None,
    trace: Trace | None = None,
) -> list[Framed]:
    """Every milestone that the clause ``line.text[start:end]`` states.

    ``times``: spans of time expressions, in the line; ``carried``: what the clauses before it in the sentence stated,
    whose names a clause without a subject goes on from; ``before``: the span of
    the clause before, whose subject serves where nothing was stated; ``verb``: what the sentence before a ； stated,
    from which a bare list goes on; ``free``: is given the spans of free text, for names outside frames.
    """
    inside = [(a - start, b - start) for a, b in times if start <= a and b <= end]
    row = chunks(line.text[start:end], inside, lambda at: line.is_edge(start + at))
    if trace is not None:
        trace.chunks.append((start, row))
    if free is not None:
        free += [(start + c.start, start + c.end) for c in row if c.code == "N"]
    codes = "".join(c.code for c in row)
    found: list[Framed] = []
    taken: set[int] = set()
    for i, chunk in enumerate(row):
        if chunk.code in "EFGBSRK" and i not in taken:
            framed = _at(line, start, row, codes, i, taken, trace) or _carried(start, row, codes, i, carried or topic(line, before))
            if framed:
                found.append(framed)
    if not found and (more := _continued(line, start, row, codes, (verb or []) + (carried or []))):
        found.append(more)
    return found


def _at(line: Line, base: int, row: tuple[Chunk, ...], codes: str, i: int, taken: set[int], trace: Trace | None) -> Framed | None:
    for frame, match in _candidates(codes, i):
        n = match.start("names")
        if n in taken and not frame.shares:
            continue
        refused: list[Refused] = []
        start, end = base + row[n].start, base + row[n].end + _shared(row[n], row[i])
        names, tail = list_names(line, start, end, giver=_next_head(row, n) or _behind(row[n], row[i]), refused=refused)
        fitting = [name for name in names if _fits(frame, name, line, tail is not None)]
        if not fitting and "project" in frame.needs and not tail:
            names = [n for n in names if _stands_alone(n, line)]
        if not fitting and names and (tail or "project" in frame.needs):
            return _framed(replace(frame, event="", id="list-of-names"), names, row, base, i, codes, "")
        first, names = (names[0].start if names else start), fitting
        if not names or ("whole" in frame.needs and not _is_whole(line.text[start:first], names, refused, tail)):
            if trace is not None:
                trace.almost.append((frame.id, refused))
            continue
        taken.update((i,) if frame.id.endswith("attributive") else (n, i))
        framed = _framed(frame, names, row, base, i, codes)
        if trace is not None:
            trace.fired.append(framed)
        return framed
    return None


def _carried(base: int, row: tuple[Chunk, ...], codes: str, i: int, before: list[Framed]) -> Framed | None:
    """…X项目，预计3月交付: a clause that opens with its event says it of the names before."""
    if row[i].code not in "EG" or not before or not CARRIED.fullmatch(codes[: i + 1]) or codes[i + 1 :].strip("DTB"):
        return None
    return Framed(
        "milestone-carried", row[i].event, before[-1].names, base + row[i].start, base + row[i].end, "A" in codes[:i], _going(row, i)
    )


def _stands_alone(name: Name, line: Line) -> bool:
    """Whether a name that has no milestone here is one all the same: proper, and with a head that says more than 项目."""
    own = head(name.name)
    sure = level(QUOTED.sub("", name.surface), line.between(name.start, name.end))
    return own is not None and len(own.word) > 1 and own.word not in word_set("loose") and own.type != "Project" and sure >= PROPER


def _is_whole(before: str, names: list[Name], refused: list[Refused], tail: Tail | None) -> bool:
    """Whether the list fills its place: its last member is a name, and no clause stands before its first."""
    return (tail is not None or not any(r.start > names[-1].start for r in refused)) and (
        len(before) < LEAD or bool(MODIFIED.search(before))
    )


def _continued(line: Line, base: int, row: tuple[Chunk, ...], codes: str, before: list[Framed]) -> Framed | None:
    """开工甲等项目，乙、丙等项目: a clause that is a list and nothing else goes on from the verb before it."""
    if not before or codes.strip("DTP") != "N" or before[-1].rule not in CONTINUING:
        return None
    n = codes.index("N")
    names, tail = list_names(line, base + row[n].start, base + row[n].end)
    if not names or tail is None or tail.head is None or tail.head.type != "Project":
        return None
    return replace(before[-1], rule="milestone-continued", names=tuple(names), event_start=names[0].start, event_end=names[-1].end)


def topic(line: Line, before: tuple[int, int] | None) -> list[Framed]:
    """The last project or facility named in running text of the clause before, as what a clause without a subject goes on from."""
    named = [n for n in free_names(line, *before) if n.type in BUILT] if before else []
    if not named:
        return []
    own, last = head(named[-1].name), named[-1]
    built = replace(last, type=(own.frame if own else None) or last.type)
    return [Framed("topic", "", (built,), last.start, last.end, False, False)]


def _next_head(row: tuple[Chunk, ...], n: int) -> Head | None:
    """建成A、开工B抽水蓄能电站: the head of the next list completes the one that ends in 、."""
    if not row[n].text.endswith("、"):
        return None
    later = next((c for c in row[n + 1 :] if c.code == "N"), None)
    own = head(later.text) if later else None
    return own if own and own.append else None


def _shared(names: Chunk, event: Chunk) -> int:
    """How much of the event's words belongs to the tail of the list before it: 甲等**项目**前期工作."""
    return len(OPENS) if ENDS.search(names.text) and names.end == event.start and event.code == "R" and event.text.startswith(OPENS) else 0


def _behind(names: Chunk, event: Chunk) -> Head | None:
    """加快甲引水、乙水库**项目**前期工作: the word that opens the event's own is the head of a list whose members have none."""
    listed = "、" in names.text and event.code == "R" and event.text.startswith(OPENS)
    return Head(OPENS, "Project", "Project", None, True) if listed else None


def _candidates(codes: str, i: int) -> Iterator[tuple[Frame, re.Match[str]]]:
    for frame in frames():
        key = "event" if "event" in frame.pattern.groupindex else "drive"
        for start in range(len(codes)):
            match = frame.pattern.match(codes, start)
            if match and match.start(key) == i:
                yield frame, match


def _fits(frame: Frame, name: Name, line: Line, listed: bool) -> bool:
    """Whether the name may have this milestone: no company, no river, no mere programme in a weak frame."""
    own = head(name.name)
    if name.type == "Company" or (own and own.word in word_set("wild") and name.place is None):
        return False
    if frame.event == "under_construction" and own and own.word in word_set("programmes") and QUOTED.sub("", name.surface) == own.word:
        return False
    sure = level(QUOTED.sub("", name.surface), line.between(name.start, name.end))
    if "proper" in frame.needs:
        return sure >= (SPECIFIC if listed or (own and (own.append or own.type == "Park")) else PROPER)
    if "project" not in frame.needs:
        return True
    if own and own.word in word_set("loose") and not beyond_area(name.surface, line.between(name.start, name.end)):
        return False
    if own and own.word in word_set("governance") and len(name.surface) < SHORT:
        return False
    if own is None:
        return listed and sure >= PROPER
    if len(own.word) < 2 or "Project" not in (own.frame, own.type):
        return False
    return sure >= (SPECIFIC if own.append else PROPER)


def _going(row: tuple[Chunk, ...], i: int) -> bool:
    """Whether the event's own words say that it is so by now."""
    n = max((k for k in range(i) if row[k].code in "NP"), default=-1)
    return any(GOING.match(c.text) for c in row[n + 1 : i + 1])


def _framed(frame: Frame, names: list[Name], row: tuple[Chunk, ...], base: int, i: int, codes: str, event: str | None = None) -> Framed:
    chunk = row[i]
    event = (frame.event or chunk.event) if event is None else event
    if event == "topped_out":
        names = [replace(n, name=BODY.sub("", n.name)) for n in names]
    before = codes[:i]
    return Framed(frame.id, event, tuple(names), base + chunk.start, base + chunk.end, "A" in before, _going(row, i))
