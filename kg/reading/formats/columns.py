"""Characters on a page to lines in reading order: fragments of lines, columns beside each other, lines across all columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

GUTTER = 6.0
CROSSING = 0.2
FEWEST = 6
WIDE = 1.7


class Glyph(NamedTuple):
    """A character and its box, in points from the lower left of the page."""

    char: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class Fragment:
    """Characters beside each other on one line."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    def takes(self, glyph: Glyph) -> bool:
        """Whether the character goes on with this fragment: on the same line, no further off than two widths."""
        height = max(1.0, self.top - self.bottom)
        same = min(self.top, glyph.top) - max(self.bottom, glyph.bottom) > 0.5 * min(height, max(1.0, glyph.top - glyph.bottom))
        return same and -0.5 * height <= glyph.left - self.right <= 1.2 * height

    def add(self, glyph: Glyph) -> None:
        """Takes a character in; a gap of a third of the height is a space."""
        gap = glyph.left - self.right > 0.3 * (self.top - self.bottom)
        self.text += (" " if gap else "") + glyph.char
        self.right = max(self.right, glyph.right)
        self.bottom, self.top = min(self.bottom, glyph.bottom), max(self.top, glyph.top)


def page_lines(glyphs: list[Glyph]) -> list[str]:
    """The lines of a page, in reading order."""
    return _rows(_ordered(_fragments(glyphs), 0))


def _fragments(glyphs: list[Glyph]) -> list[Fragment]:
    found: list[Fragment] = []
    for glyph in glyphs:
        if found and found[-1].takes(glyph):
            found[-1].add(glyph)
        else:
            found.append(Fragment(*glyph))
    return found


def _ordered(fragments: list[Fragment], depth: int) -> list[Fragment]:
    """Columns one after the other between the lines that cross the gutter; without a gutter, from top to bottom."""
    gutter = _gutter(fragments) if len(fragments) >= FEWEST and depth < 4 else None
    if gutter is None:
        return _indented(sorted(fragments, key=lambda piece: (-round(piece.top, 1), piece.left)))
    across = sorted((piece for piece in fragments if _crosses(piece, gutter)), key=lambda piece: -piece.top)
    ordered: list[Fragment] = []
    rest = [piece for piece in fragments if not _crosses(piece, gutter)]
    for bar in [*across, None]:
        above = [piece for piece in rest if bar is None or piece.bottom >= bar.top - 1]
        rest = [piece for piece in rest if bar is not None and piece.bottom < bar.top - 1]
        for side in ([p for p in above if p.right <= gutter], [p for p in above if p.right > gutter]):
            ordered += _ordered(side, depth + 1)
        ordered += [bar] if bar else []
    return ordered


def _indented(fragments: list[Fragment]) -> list[Fragment]:
    """Lines that begin two characters in from the edge of their column get the two wide spaces that texts have there."""
    edge = min((piece.left for piece in fragments), default=0.0)
    for piece in fragments:
        if 1.6 <= (piece.left - edge) / max(1.0, piece.top - piece.bottom) <= 2.6:
            piece.text = "\u3000\u3000" + piece.text
    return fragments


def _crosses(piece: Fragment, x: float) -> bool:
    return piece.left < x < piece.right


def _gutter(fragments: list[Fragment]) -> float | None:
    """The middle of the emptiest upright strip with prose on both sides; None where a page has one column."""
    left, right = min(p.left for p in fragments), max(p.right for p in fragments)
    edges = sorted({round(p.right, 1) for p in fragments})
    best: tuple[float, float] | None = None
    for edge in edges:
        if not left + 0.2 * (right - left) < edge < left + 0.8 * (right - left):
            continue
        after = [p.left for p in fragments if p.left >= edge - 0.5]
        if not after or min(after) - edge < GUTTER:
            continue
        middle = (edge + min(after)) / 2
        crossing = sum(_crosses(p, middle) for p in fragments)
        if crossing <= CROSSING * len(fragments) and _prose(fragments, middle) and (best is None or crossing < best[0]):
            best = (crossing, middle)
    return best[1] if best else None


def _prose(fragments: list[Fragment], x: float) -> bool:
    """Whether both sides are set in lines that mostly fill their column (no table)."""
    sides = [[p for p in fragments if p.right <= x], [p for p in fragments if p.left >= x]]
    if min(len(side) for side in sides) < 3:
        return False
    widths = [max(p.right for p in side) - min(p.left for p in side) for side in sides]
    return all(median(p.right - p.left for p in side) > 0.5 * width for side, width in zip(sides, widths, strict=True))


def _rows(fragments: list[Fragment]) -> list[str]:
    """Fragments that stand on one line, one behind the other, joined."""
    rows: list[list[Fragment]] = []
    for piece in fragments:
        last = rows[-1][-1] if rows else None
        if last and min(last.top, piece.top) - max(last.bottom, piece.bottom) > 0.5 * (piece.top - piece.bottom) and piece.left >= last.right - 1:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return list(_spaced(rows))


def _spaced(rows: list[list[Fragment]]) -> Iterator[str]:
    """The rows as lines, with an empty line where a column begins, or more space than usual stands between two rows."""
    steps = [above[0].top - row[0].top for above, row in zip(rows, rows[1:], strict=False)]
    usual = median([step for step in steps if step > 0] or [0.0])
    for row, step in zip(rows, [0.0, *steps], strict=False):
        if step < 0 or step > WIDE * usual > 0:
            yield ""
        yield " ".join(piece.text for piece in row)
