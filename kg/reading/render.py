"""A draft to a block: cleaned characters with their offsets, and what was left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Block
from kg.reading.inline import Drop, cuts, disjoint, lead, within
from kg.reading.lines import Line
from kg.reading.paragraphs import Draft
from kg.reading.runs import runs

LONGEST_DOUBLE = 130
SPACED = frozenset({"title", "heading", "byline"})
_SPACES = re.compile(r"[\s\u00a0\u3000]+")
_LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f]")
_DOUBLED = re.compile(r"(?P<text>.{4,60})(?P=text)(?:(?P<stop>[。！？])(?P=stop))?")


def render(draft: Draft, text: str, left_out: list[Drop]) -> tuple[Block | None, list[Drop]]:
    """The block of a draft over the folded ``text``, and the further stretches left out; None where nothing is left."""
    spans, dropped = _spans(draft, left_out)
    pieces = list(_pieces(spans, text, draft.kind in SPACED))
    body = "".join(" " if text[start:end].isspace() else text[start:end] for start, end in pieces)
    if not body.strip():
        return None, dropped
    offsets = runs(pieces)
    if double := _DOUBLED.fullmatch(body) if len(body) <= LONGEST_DOUBLE else None:
        return _overprinted(draft.kind, double, offsets), dropped
    return Block(draft.kind, body, (offsets,)), dropped


def _overprinted(kind: str, double: re.Match[str], offsets: Sequence[int]) -> Block:
    """A line printed twice over itself (bold by overprinting): one block with two places."""
    half, stop = len(double["text"]), double["stop"] or ""
    marks = [2 * half, 2 * half + 1] if stop else [None, None]
    places = tuple(
        runs((offsets[i], offsets[i] + 1) for i in [*range(copy * half, copy * half + half), *([mark] if mark is not None else [])])
        for copy, mark in enumerate(marks)
    )
    return Block(kind, double["text"] + stop, places)


def _spans(draft: Draft, left_out: list[Drop]) -> tuple[list[tuple[int, int]], list[Drop]]:
    """The stretches of a draft's lines that stay, and those that go."""
    dropped = [drop for line in draft.lines for drop in _marks(line, draft)]
    gone = disjoint([*dropped, *(drop for line in draft.lines for drop in within(left_out, line.start, line.end))])
    return [span for line in draft.lines for span in _kept(line, gone)], dropped


def _marks(line: Line, draft: Draft) -> Iterator[Drop]:
    if (line is draft.lines[0] or draft.kind == "heading") and draft.kind != "byline" and (length := lead(line.text)):
        yield Drop(line.start, line.start + length, "marks")
    if line is draft.lines[0] or line is draft.lines[-1]:
        for start, end in cuts(line.text, draft.kind):
            if (start == 0 and line is draft.lines[0]) or (end == len(line.text) and line is draft.lines[-1]):
                yield Drop(line.start + start, line.start + end, "byline")


def _kept(line: Line, gone: list[Drop]) -> Iterator[tuple[int, int]]:
    at = line.start
    for drop in within(gone, line.start, line.end):
        if drop.start > at:
            yield at, drop.start
        at = max(at, drop.end)
    if at < line.end:
        yield at, line.end


def _pieces(spans: list[tuple[int, int]], text: str, spaced: bool) -> Iterator[tuple[int, int]]:
    """The spans without their spaces, but for one where it parts Latin words (or, in headings, phrases)."""
    last = -1
    for start, end in _words(spans, text):
        if last >= 0 and start > last and (space := _space(text, last, start)) is not None and _keeps(text[last - 1], text[start], spaced):
            yield space, space + 1
        yield start, end
        last = end


def _words(spans: list[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        at = start
        for space in _SPACES.finditer(text, start, end):
            if space.start() > at:
                yield at, space.start()
            at = space.end()
        if at < end:
            yield at, end


def _space(text: str, start: int, end: int) -> int | None:
    """The offset of the first space between two stretches."""
    match = _SPACES.search(text, start, end)
    return match.start() if match else None


def _keeps(left: str, right: str, spaced: bool) -> bool:
    return spaced or bool(_LATIN.match(left) and _LATIN.match(right))
