"""A clause as a row of chunks: working words (one letter a class) and the free text (N) between them, where names are.

The classes and words are ``ontology/rules/words.yaml`` and ``events.yaml``; no word is found inside quotes, brackets or book titles;
a bracket that holds a time is an aside (D).
Letters: A modal, S drive verb, B build tail, D adverb, P particle, T time, L 的, R being prepared, X denial,
H the time of an event spoken of, K a verb with a name, J a 、 between two events, N free text; events are E where the list
stands before the word, F where it stands after it, G where either may be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.language.text.clauses import PAIRS, ROUND, closing
from kg.ontology import form, ontology, rules, sign

ORDERS = {"after": "E", "before": "F", "both": "G"}
ATTRIBUTIVE = "EGSB"
POSSESSIVE = sign("frames", "possessive")
GOING = form("frames", "going")
STANDS = form("frames", "stands")
JOINT = sign("frames", "joint")


@dataclass(frozen=True, slots=True)
class Chunk:
    """``text`` at ``start:end`` of the clause; ``event`` for E, F and G."""

    code: str
    start: int
    end: int
    text: str
    event: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    pattern: re.Pattern[str]
    code: str
    event: str


@cache
def _words() -> tuple[Word, ...]:
    found = [Word(re.compile(p), code, "") for code, patterns in rules("words").items() for p in patterns]
    for event, orders in rules("events").items():
        found += [Word(re.compile(p), ORDERS[order], event) for order, patterns in orders.items() for p in patterns]
    return tuple(found)


@cache
def _first() -> re.Pattern[str]:
    """Any working word at all: one search that skips the free text in one go."""
    return re.compile("|".join(f"(?:{word.pattern.pattern})" for word in _words()))


def chunks(text: str, times: Iterable[tuple[int, int]] = (), is_edge: Callable[[int], bool] = lambda at: True) -> tuple[Chunk, ...]:
    """The chunks of a clause, in order, without gaps.

    ``times`` are spans of time expressions in ``text``; ``is_edge`` tells whether a word starts or ends at an offset:
    a working word of which neither edge is one is cut out of others (建成 in 共建成渝).
    """
    found: list[Chunk] = []
    left = 0
    for chunk in _working(text, dict(times)):
        if chunk.event and not (is_edge(chunk.start) or is_edge(chunk.end)):
            continue
        if chunk.start > left:
            found.append(_chunk("N", text, left, chunk.start))
        if chunk.code == "E" and _is_drive(found, chunk, text[chunk.end :]):
            chunk = Chunk("S", chunk.start, chunk.end, chunk.text)
        found.append(chunk)
        left = chunk.end
    if left < len(text):
        found.append(_chunk("N", text, left, len(text)))
    return tuple(_joined(list(_merged(found, text))))


def _joined(row: list[Chunk]) -> Iterator[Chunk]:
    """A 、 that stands alone behind an event joins it to the next (5月获批、7月开工的…)."""
    for before, chunk in zip([None, *row], row, strict=False):
        yield replace(chunk, code="J") if chunk.text == JOINT and before and before.event else chunk


def _merged(row: list[Chunk], text: str) -> Iterator[Chunk]:
    """An adverb between two stretches of free text is a part of them (苏南运河全线二级航道), but for one that says how far things are (已, 正在)."""
    i = 0
    while i < len(row):
        j = i
        while j + 2 < len(row) and (row[j].code, row[j + 1].code, row[j + 2].code) == ("N", "D", "N") and not GOING.match(row[j + 1].text):
            j += 2
        yield row[i] if i == j else _chunk("N", text, row[i].start, row[j].end)
        i = j + 1


def _is_drive(before: list[Chunk], chunk: Chunk, behind: str) -> bool:
    """加快建设 opens a frame where nothing stands before it, and says an event where a subject does, where 的 and a name
    follow, or where the clause ends with it and looks ahead (力争年内进入施工阶段) or says how things stand (目前已停工)."""
    stands = any(STANDS.match(c.text) for c in (*before, chunk))
    if behind.startswith(POSSESSIVE) or not behind and (stands or any(c.code == "A" for c in before)):
        return False
    return chunk.event in ontology().events_that("lasting") and not any(c.code == "N" for c in before)


def _working(text: str, times: dict[int, int]) -> Iterator[Chunk]:
    i, end = 0, len(text)
    while i < end:
        if text[i] in PAIRS and i not in times and (shut := closing(text, i)) > 0:
            if text[i] in ROUND and any(i < at < shut for at in times):
                yield _chunk("D", text, i, shut + 1)
            i = shut + 1
            continue
        chunk = _at(text, i, times)
        if chunk is None:
            i += 1
            continue
        yield chunk
        i = chunk.end
        if chunk.code in ATTRIBUTIVE and text[i : i + 1] == POSSESSIVE:
            yield _chunk("L", text, i, i + 1)
            i += 1


def _at(text: str, i: int, times: dict[int, int]) -> Chunk | None:
    """The working word or time at ``i``, the longest of several, or None."""
    if i in times and times[i] > i:
        return _chunk("T", text, i, times[i])
    if not _first().match(text, i):
        return None
    best: Chunk | None = None
    for word in _words():
        found = word.pattern.match(text, i)
        if found and found.end() > i and (best is None or found.end() > best.end):
            best = Chunk(word.code, i, found.end(), found.group(), word.event)
    return best


def _chunk(code: str, text: str, start: int, end: int) -> Chunk:
    return Chunk(code, start, end, text[start:end])
