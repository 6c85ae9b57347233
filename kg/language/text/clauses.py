"""Sentences and clauses of a block, by character offsets; brackets and quotes are never cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Block

STOPS = "。！？!?；;…"
COMMAS = "，,：:"
PAIRS = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》", "「": "」", "『": "』", "【": "】", "〈": "〉"}
ROUND = "（("
LONGEST_PAIR = 60  # characters from an opening mark to its closing one; beyond, the mark stands alone
_DIGIT_COMMA = re.compile(r"(?<=\d)[,，：:](?=\d)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas: ``text == block.text[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch between full stops (or semicolons), with its clauses, in the coordinates of its block."""

    start: int
    end: int
    text: str
    clauses: tuple[Clause, ...]
    block: Block
    index: int = 0


def closing(text: str, start: int) -> int:
    """The offset of the mark that closes the pair opened at ``start``, or -1 where none does within reach."""
    close, depth = PAIRS[text[start]], 0
    if text.find(close, start, start + LONGEST_PAIR) < 0:
        return -1
    for i in range(start, min(len(text), start + LONGEST_PAIR)):
        if text[i] == text[start]:
            depth += 1
        elif text[i] == close:
            depth -= 1
            if depth == 0:
                return i
    return -1


def open_bracket(text: str, start: int, at: int) -> int | None:
    """The offset, from ``start`` on, of the round bracket that is open at ``at``, or None where none is."""
    opened = max(text.rfind(mark, start, at) for mark in ROUND)
    return opened if opened >= 0 and not any(PAIRS[mark] in text[opened:at] for mark in ROUND) else None


def cut(text: str, marks: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Spans of ``text[start:end]`` between the marks, none cut within a pair of quotes or brackets."""
    end = len(text) if end is None else end
    kept = {m.start() for m in _DIGIT_COMMA.finditer(text, start, end)}
    left, i = start, start
    while i < end:
        if text[i] in PAIRS and (shut := closing(text, i)) > 0:
            i = shut
        elif text[i] in marks and i not in kept:
            if i > left:
                yield left, i
            left = i + 1
        i += 1
    if left < end:
        yield left, end


def sentences(block: Block) -> tuple[Sentence, ...]:
    """The sentences of a block, in order."""
    found = []
    for n, (start, end) in enumerate(cut(block.text, STOPS + "\n")):
        parts = tuple(Clause(a, b, block.text[a:b]) for a, b in cut(block.text, COMMAS, start, end))
        found.append(Sentence(start, end, block.text[start:end], parts, block, n))
    return tuple(found)
