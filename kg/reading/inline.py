"""Characters within lines that are no text: control characters, pinyin glosses, note marks, markup, bylines at a paragraph's edge."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from kg.reading import rules


class Drop(NamedTuple):
    """A stretch of the text that is left out, and the reason."""

    start: int
    end: int
    reason: str


def drops(text: str) -> list[Drop]:
    """What the ``inline`` rules leave out of a text, in order, without overlaps (the first rule wins)."""
    found = [drop for rule in rules.listed("inline") for match in rule.pattern.finditer(text) for drop in _parts(match, rule.kind)]
    return disjoint(found)


def disjoint(found: Iterable[Drop]) -> list[Drop]:
    """The stretches in order, each cut off where the one before reaches into it."""
    kept: list[Drop] = []
    reach = 0
    for start, end, reason in sorted(found):
        if end > reach:
            kept.append(Drop(max(start, reach), end, reason))
            reach = end
    return kept


def within(found: list[Drop], start: int, end: int) -> Iterator[Drop]:
    """Those stretches that touch ``start`` to ``end``; ``found`` is in order."""
    at = max(0, bisect_left(found, (start,)) - 1)
    while at < len(found) and found[at].start < end:
        if found[at].end > start:
            yield found[at]
        at += 1


def lead(text: str) -> int:
    """How many characters of marks (■ ▲ >>> #) open a line."""
    match = _lead().match(text)
    return match.end() if match else 0


def cuts(text: str, kind: str) -> Iterator[tuple[int, int]]:
    """The bylines at the edges of a paragraph or caption."""
    for rule in rules.listed("cuts"):
        if rule.kind == kind:
            window = max(0, len(text) - 120) if rule.block["pattern"].endswith("$") else 0
            for match in rule.pattern.finditer(text[window:] if window else text[:4000]):
                yield match.start("cut") + window, match.end("cut") + window


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(f"(?:{rules.expand(rules.table('lead_marks'))})+")


def _parts(match: re.Match[str], reason: str) -> Iterator[Drop]:
    if "drop" in match.re.groupindex:
        yield Drop(*match.span("drop"), reason)
        yield Drop(*match.span("drop2"), reason)
    else:
        yield Drop(*match.span(), reason)
