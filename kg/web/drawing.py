"""Small drawings of a page as SVG: planned against actual, a figure over time, what lies around a thing.

``about`` says what each shows. No style attributes stand in them (a strict policy forbids those); colours come from the sheet by class. All text is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import cos, pi, sin
from typing import Any
from urllib.parse import quote

from kg.outcomes.timespan import bounds
from kg.safe.text import clean

WIDTH, ROW, LEFT, RIGHT = 720, 26, 190, 44
NEAR = 60


def text_of(value: str) -> str:
    """Text for an SVG."""
    return escape(clean(value))


def short(text: str, width: int) -> str:
    """Text cut to a width, with … where it was."""
    return text if len(text) <= width else text[: width - 1] + "…"


def months(time: str) -> tuple[int, int]:
    """A fact's time as the months from year 0: first, and the one after the last."""
    first, last = bounds(time)
    return first.year * 12 + first.month - 1, last.year * 12 + last.month


def gantt(rows: Sequence[dict[str, Any]], about: str) -> str:
    """Bars on a scale of years. A row has ``label`` and ``step`` (a word after it), ``bars`` ((time, planned, words) …) and ``slips`` ((from, to) …): an arrow where a date was moved."""
    spans = [months(time) for row in rows for time, _, _ in row["bars"]]
    if not spans:
        return ""
    low, high = min(a for a, _ in spans) // 12 * 12, -(-max(b for _, b in spans) // 12) * 12
    scale = (WIDTH - LEFT - RIGHT) / max(12, high - low)

    def x(month: int) -> float:
        return round(LEFT + (month - low) * scale, 1)

    height = ROW * len(rows) + 28
    step = max(1, -(-(high - low) // 12 // 10))
    lines = [f'<svg class="gantt" role="img" aria-label="{text_of(about)}" viewBox="0 0 {WIDTH} {height}"><defs>'
             '<marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>']  # fmt: skip
    for month in range(low, high + 1, 12 * step):
        lines.append(f'<line class="tick" x1="{x(month)}" y1="4" x2="{x(month)}" y2="{height - 20}"/><text class="tick" x="{x(month) + 3}" y="{height - 8}">{month // 12}</text>')
    for place, row in enumerate(rows):
        y = 6 + place * ROW
        lines.append(f'<text x="{LEFT - 8}" y="{y + 13}" text-anchor="end">{text_of(short(row["label"], 11))} {text_of(row["step"])}<title>{text_of(row["label"])}</title></text>')
        for time, planned, words in row["bars"]:
            a, b = months(time)
            kind, wide = "plan" if planned else "fact", max(4.0, round((b - a) * scale, 1))
            lines.append(f'<rect class="{kind}" x="{x(a)}" y="{y + (3 if planned else 6)}" width="{wide}" height="{14 if planned else 8}" rx="2"><title>{text_of(words)}</title></rect>')
        lines += [f'<line class="slip" x1="{x(months(a)[1])}" y1="{y + 10}" x2="{x(months(b)[1])}" y2="{y + 10}" marker-end="url(#to)"/>' for a, b in row["slips"] if months(a) != months(b)]
    return "".join([*lines, "</svg>"])


def series(points: Sequence[tuple[str, float, bool]], about: str) -> str:
    """A figure over time: a small chart of (time, value, planned), oldest first."""
    if len(points) < 2:
        return ""
    values = [value for _, value, _ in points]
    low, high = min(0.0, *values), max(values)
    span, step = (high - low) or 1.0, 190 / max(1, len(points) - 1)
    spots = [(round(5 + place * step, 1), round(45 - (value - low) / span * 38, 1), planned) for place, (_, value, planned) in enumerate(points)]
    line = " ".join(f"{x},{y}" for x, y, _ in spots)
    marks = "".join(f'<circle class="{"plan" if planned else "fact"}" cx="{x}" cy="{y}" r="3"><title>{text_of(f"{time} {value:g}")}</title></circle>'
                    for (x, y, planned), (time, value, _) in zip(spots, points, strict=True))  # fmt: skip
    return f'<svg class="series" role="img" aria-label="{text_of(about)}" viewBox="0 0 200 50"><polyline points="{line}"/>{marks}</svg>'


def bars(points: Sequence[tuple[str, float]], about: str) -> str:
    """Values side by side, as bars with their labels."""
    if len(points) < 2:
        return ""
    high = max((abs(value) for _, value in points), default=1.0) or 1.0
    lines = [f'<svg class="bars" role="img" aria-label="{text_of(about)}" viewBox="0 0 {WIDTH} {len(points) * 22 + 6}">']
    for place, (label, value) in enumerate(points):
        y, width = place * 22 + 4, abs(value) / high * (WIDTH - LEFT - 90)
        lines.append(f'<text x="{LEFT - 8}" y="{y + 13}" text-anchor="end">{text_of(short(label, 13))}<title>{text_of(label)}</title></text>')
        lines.append(f'<rect class="fact" x="{LEFT}" y="{y}" width="{width:.1f}" height="16"/><text x="{LEFT + width + 6:.1f}" y="{y + 13}">{value:g}</text>')
    return "".join([*lines, "</svg>"])


def around(name: str, near: Sequence[dict[str, Any]]) -> str:
    """A thing with its neighbours in rings about it, at most ``NEAR``: each with ``ref``, ``name``, ``label``, ``colour``, ``planned``, and leading to its page."""
    near = near[:NEAR]
    lines = [f'<svg class="near" role="group" aria-label="{text_of(name)}" viewBox="-380 -300 760 600">']
    spots = [_spot(place, len(near)) for place in range(len(near))]
    for (x, y), each in zip(spots, near, strict=True):
        lines.append(f'<line class="{"plan" if each["planned"] else "fact"}" x1="0" y1="0" x2="{x}" y2="{y}"><title>{text_of(each["label"])}</title></line>')
    for (x, y), each in zip(spots, near, strict=True):
        anchor = "start" if x > 40 else "end" if x < -40 else "middle"
        dx, dy = (9 if anchor == "start" else -9 if anchor == "end" else 0), (4 if anchor != "middle" else 18 if y > 0 else -10)
        lines.append(f'<a href="/entity/{escape(quote(each["ref"]))}"><circle cx="{x}" cy="{y}" r="6" fill="{each["colour"]}"/>'
                     f'<text x="{x + dx}" y="{y + dy}" text-anchor="{anchor}">{text_of(short(each["name"], 11))}<title>{text_of(each["name"] + " · " + each["label"])}</title></text></a>')  # fmt: skip
    lines.append(f'<circle class="hub" r="11"/><text class="hub" y="28" text-anchor="middle">{text_of(short(name, 16))}</text></svg>')
    return "".join(lines)


def _spot(place: int, count: int) -> tuple[float, float]:
    """A place on one of up to three rings, so that neighbouring labels stand apart."""
    rings = 1 if count <= 16 else 2 if count <= 34 else 3
    ring, angle = place % rings, 2 * pi * (place + 0.5) / count - pi / 2
    wide, high = ((240, 250), (150, 170), (80, 100))[ring] if rings > 1 else (220, 210)
    return round(wide * cos(angle), 1), round(high * sin(angle), 1)
