"""A picture before it is drawn: its marks as plain values, in points (1/72 inch) from the upper left corner."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from math import hypot
from unicodedata import east_asian_width

from kg.safe.text import clean

SIZE = 8.0  # of letters, in points
LEADING = 1.3
INK = "1A1A1A"
PALE = "666666"
NARROW = 0.62  # how wide a Latin letter is to a Chinese character, at most on average
PIECE = re.compile(r"[A-Za-z0-9.]{1,12}|.", re.DOTALL)  # what no line breaks
ENDS = "）」』”’》〉】、，。：；"


@dataclass(frozen=True, slots=True)
class Text:
    """Words whose ``anchor`` (left, center or right) is at x and whose middle is at y, turned by ``angle`` degrees about its anchor."""

    x: float
    y: float
    words: str
    size: float = SIZE
    anchor: str = "left"
    colour: str = INK
    angle: float = 0.0
    halo: bool = False  # a white rim, for words that lines may pass below

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom (of words that are not turned)."""
        wide = width(self.words) * self.size
        left = self.x - wide * {"left": 0.0, "center": 0.5, "right": 1.0}[self.anchor]
        return left, self.y - self.size * 0.6, left + wide, self.y + self.size * 0.6


@dataclass(frozen=True, slots=True)
class Bar:
    """A box; one that is not ``filled`` is hatched."""

    x: float
    y: float
    wide: float
    high: float
    colour: str
    filled: bool = True
    edge: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one point to another; its middle lies ``bend`` points beside the straight one (to the left, seen from its start)."""

    x: float
    y: float
    x2: float
    y2: float
    colour: str = "BBBBBB"
    wide: float = 0.8
    dashed: bool = False
    bend: float = 0.0

    def at(self, part: float) -> tuple[float, float]:
        """The point that far along, from 0 to 1."""
        long = hypot(self.x2 - self.x, self.y2 - self.y) or 1.0
        aside = 4 * part * (1 - part) * self.bend / long
        return self.x + part * (self.x2 - self.x) + aside * (self.y2 - self.y), self.y + part * (self.y2 - self.y) - aside * (self.x2 - self.x)


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark of a ``shape`` (a letter of matplotlib's) and a radius."""

    x: float
    y: float
    radius: float
    colour: str
    shape: str = "o"
    filled: bool = True


Mark = Text | Bar | Line | Dot


@dataclass(slots=True)
class Scene:
    """Marks on a page ``wide`` and ``high``, the first lowest."""

    wide: float = 0.0
    high: float = 0.0
    marks: list[Mark] = field(default_factory=list)

    def add(self, *marks: Mark) -> None:
        """Put marks above those that there are, their words on one line and without characters that no file may hold."""
        self.marks.extend(replace(mark, words=plain(mark.words)) if isinstance(mark, Text) else mark for mark in marks)

    @property
    def texts(self) -> list[Text]:
        return [mark for mark in self.marks if isinstance(mark, Text)]


def plain(words: str) -> str:
    """Words on one line, without characters that an SVG may not hold."""
    return " ".join(clean(words).split())


def width(words: str) -> float:
    """How wide words are, in their own size."""
    return sum(1.0 if east_asian_width(char) in "WFA" else NARROW for char in words)


def wrapped(words: str, wide: float, most: int) -> list[str]:
    """Words in lines of nearly equal width, none wider than ``wide``; what does not go into ``most`` lines ends with …"""
    words = plain(words)
    count = max(1, -int(-width(words) // wide))
    goal = wide if count > most else max(width(words) / count, 2.0)
    lines = [""]
    for piece in PIECE.findall(words):
        full = width(lines[-1]) + width(piece) > min(wide, goal + 0.5)
        if full and lines[-1] and piece not in ENDS:
            lines.append("")
        lines[-1] += piece
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][:-1] + "…"]
