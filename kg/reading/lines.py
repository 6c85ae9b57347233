"""The lines of a text, by offsets: what stands in each without the spaces around it, and what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INDENT = re.compile(r"[\u3000\u2003]{2}|\u3000|[ \u00a0]{4}|\t")
_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60“”‘’…—·]")
_STOPPED = re.compile(r"[。！？；：…”）]$")
WIDEST = 110


@dataclass(frozen=True, slots=True)
class Line:
    """``text == folded[start:end]``: no space around it. ``gap`` counts the blank lines before, ``page`` marks a page break there."""

    start: int
    end: int
    text: str
    gap: int = 0
    indent: bool = False
    page: bool = False
    kind: str = ""

    @property
    def width(self) -> int:
        """Columns on a terminal: two for a Chinese character."""
        return len(self.text) + len(_WIDE.findall(self.text))


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is set: ``full`` is the width of a full line if lines are broken by width (0 if each line is a paragraph)."""

    full: int = 0
    gap: int = 0

    def fills(self, line: Line) -> bool:
        """Whether the line goes on to the edge, where the next one goes on with the sentence."""
        return bool(self.full) and line.width >= self.full - 5


def split(text: str, start: int = 0) -> list[Line]:
    """The lines of ``text`` from ``start`` on that hold anything but spaces."""
    found: list[Line] = []
    gap, page, at = 0, False, start
    for stop in (*_BREAK.finditer(text, start), None):
        end = stop.start() if stop else len(text)
        raw = text[at:end]
        if body := raw.strip():
            left = at + len(raw) - len(raw.lstrip())
            found.append(Line(left, left + len(body), body, gap, bool(_INDENT.match(raw)), page))
            gap, page = 0, False
        else:
            gap += 1
        page = page or bool(stop and stop[0] == "\x0c")
        at = stop.end() if stop else end
    return found


def layout(lines: list[Line]) -> Layout:
    """Whether the lines are broken by width: many of one width near the widest, most of them without a stop at their end."""
    gap = round(median(line.gap for line in lines)) if lines else 0
    widths = sorted(line.width for line in lines if len(line.text) <= WIDEST)
    if len(widths) < 5 or len(widths) < 0.9 * len(lines):
        return Layout(0, gap)
    full = widths[int(len(widths) * 0.9)]
    near = [line for line in lines if full - 5 <= line.width <= full + 4]
    broken = sum(not _STOPPED.search(line.text) for line in near)
    if 16 <= full <= WIDEST and len(near) >= 0.35 * len(lines) and broken >= 0.6 * len(near):
        return Layout(full, gap)
    return Layout(0, gap)
