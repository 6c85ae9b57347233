"""Where years and documents stand, which facts hang on: years in a row below the things, documents in a list above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from unicodedata import east_asian_width

GAP = 8.0
LETTERS = 80  # that go across a drawing as it is first seen: no program writes larger
LINES = 40  # of a list that would fill half the drawing's height
LONGEST = 40  # letters of a title that room is kept for
NARROW = 0.6  # of a letter that is not Chinese

Point = tuple[float, float]


def years(nodes: Sequence[str], size: Mapping[str, float], reach: float) -> dict[str, Point]:
    """In rows as wide as the drawing, left to right, the first nearest."""
    if not nodes:
        return {}
    widest = max(size[node] for node in nodes)
    step = 2 * widest + 3 * GAP
    columns = max(1, min(len(nodes), int(2 * reach / step) + 1))
    apart = max(step, 2 * reach / max(1, columns - 1))
    return {node: ((i % columns - (columns - 1) / 2) * apart, -_clear(reach, widest) - i // columns * step) for i, node in enumerate(nodes)}


def documents(nodes: Sequence[str], labels: Mapping[str, str], size: Mapping[str, float], reach: float) -> dict[str, Point]:
    """In columns so wide that no title reaches into the next, whether a program writes it beside its node or across it; the first above."""
    if not nodes:
        return {}
    widest = max(size[node] for node in nodes)
    longest = max(min(LONGEST, letters(labels[node])) for node in nodes)
    wide = 2 * widest + 2 * GAP + longest * 2 * reach / LETTERS
    columns = max(1, min(len(nodes), int(2 * reach / wide)))
    step = max(2 * widest + GAP, reach / LINES)
    rows = -(-len(nodes) // columns)
    left = (columns - 1) * wide / 2 + wide / 4 * (longest > 0)  # titles run to the right
    return {node: (i % columns * wide - left, _clear(reach, widest) + (rows - 1 - i // columns) * step) for i, node in enumerate(nodes)}


def letters(words: str) -> float:
    """How wide words are, in Chinese letters."""
    return sum(1.0 if east_asian_width(char) in "WFA" else NARROW for char in words)


def _clear(reach: float, widest: float) -> float:
    return reach + 2 * widest + 4 * GAP
