"""What every picture has around it: a title above, a line of small words, a legend below."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from kg.export.labels import word
from kg.ontology import ontology
from kg.plot.scene import PALE, SIZE, Bar, Line, Mark, Scene, Text, width
from kg.plot.words import look

MARGIN = 24.0
TITLE = 14.0
HEAD = 42.0  # room above, for the title
BELOW = 18.0  # for a line below it
LEGEND_LINE = 18.0

Sample = Callable[[float, float], Iterable[Mark]]  # the marks of a legend's sample, 16 points wide, whose left end and middle are given


def page(scene: Scene, title: str, below: str, legend: list[tuple[Sample, str]]) -> Scene:
    """The scene with title and legend, its own marks moved down to make room, wide enough for the title."""
    wide = max(scene.wide, *(width(words) * size + 2 * MARGIN for words, size in ((title, TITLE), (below, SIZE))), 320.0)
    framed = Scene(wide)
    framed.add(Text(MARGIN, 24.0, title, TITLE), *([Text(MARGIN, 44.0, below, SIZE, colour=PALE)] if below else []))
    head = HEAD + (BELOW if below else 0.0)
    framed.add(*(moved(mark, 0.0, head) for mark in scene.marks))
    y = _legend(framed, legend, head + scene.high + LEGEND_LINE)
    framed.high = y + MARGIN
    return framed


def _legend(scene: Scene, legend: list[tuple[Sample, str]], y: float) -> float:
    """The legend in lines; gives the height of the last."""
    x = MARGIN
    for sample, words in legend:
        wide = 22.0 + width(words) * SIZE + 16.0
        if x > MARGIN and x + wide > scene.wide - MARGIN + 16.0:
            x, y = MARGIN, y + LEGEND_LINE
        scene.add(*sample(x, y), Text(x + 22.0, y, words))
        x += wide
    return y


def moved(mark: Mark, right: float, down: float) -> Mark:
    """A mark, elsewhere."""
    if isinstance(mark, Line):
        return replace(mark, x=mark.x + right, y=mark.y + down, x2=mark.x2 + right, y2=mark.y2 + down)
    return replace(mark, x=mark.x + right, y=mark.y + down)


def statuses(used: Iterable[str], lang: str) -> list[tuple[Sample, str]]:
    """The legend of the statuses that a picture has."""
    seen = set(used)
    return [(_status_sample(name), word(ontology().modalities, name, lang)) for name in look()["statuses"] if name in seen]


def _status_sample(name: str) -> Sample:
    return lambda x, y: [status_bar(name, x, y - 5.0, 16.0, 10.0)]


def status_bar(name: str, x: float, y: float, wide: float, high: float) -> Bar:
    """A bar in the colour and fill of a status."""
    style = look()["statuses"][name]
    return Bar(x, y, wide, high, style["colour"], style["filled"])
