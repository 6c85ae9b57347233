"""Milestones of an entity and of what lies in it: planned above, actual below, each as long as the time that was said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.errors import UsageError
from kg.export.labels import what, word
from kg.export.places import inside
from kg.model import Knowledge, Milestone, Promise
from kg.network.networkx import attributes, to_networkx
from kg.ontology import ontology
from kg.plot.axis import PAD, TOP, Axis, axis_of, days, grid
from kg.plot.page import MARGIN, page, status_bar, statuses
from kg.plot.picture import Picture
from kg.plot.scene import LEADING, SIZE, Bar, Scene, Text, width, wrapped
from kg.plot.words import about, say

LANE, BAR = 16.0, 11.0
NAME, NAME_SIZE = 15.0, 9.0  # the widest line of a name, in characters of that size
SHORTEST = 3.0  # of a bar


@dataclass(frozen=True, slots=True)
class Row:
    """An entity's milestones, each with its status, once; and lines on its promises."""

    name: list[str]
    steps: list[Milestone]
    outcomes: list[str]


@dataclass(frozen=True, slots=True)
class Item:
    """A milestone on the axis: its bar from ``left`` to ``right``, its words from ``text``, all of it up to ``end``."""

    left: float
    right: float
    text: float
    end: float
    words: str
    status: str


def timeline(graph: Any, name: str, *, top: int = 40, lang: str = "zh", font: str | None = None) -> Picture:
    """The milestones of ``name`` and of what lies in it, a row an entity: planned, then actual, and what became of the plans.

    At most ``top`` rows, those with the most milestones first, drawn by time. Raises ``UsageError`` for a name that
    there is none of, or without milestones.
    """
    knowledge, entity = about(graph, name)
    here = inside(to_networkx(knowledge), entity.id)
    said = milestones(knowledge, here)
    if not said:
        raise UsageError(f"no milestone of {entity.name} is known", "draw its network: --kind network")
    chosen = sorted(said, key=lambda key: (-len(said[key]), key != entity.id, key))[:top]
    order = sorted(chosen, key=lambda key: (key != entity.id, said[key][0].time or "9999", key))
    rows = [row(knowledge, key, said[key], lang) for key in order]
    below = say("rows", lang, shown=len(rows), all=len(said)) if len(rows) < len(said) else ""
    used = [step.modality for one in rows for step in one.steps]
    return Picture(page(laid(rows, lang), say("timeline", lang, name=entity.name), below, statuses(used, lang)), font)


def milestones(knowledge: Knowledge, here: set[str]) -> dict[str, list[Milestone]]:
    """The milestones of each entity, by time and in the order of a project's life; said twice, they are one."""
    order = {event: place for place, event in enumerate(ontology().events)}
    found: dict[str, dict[tuple[str, str, str | None], Milestone]] = {}
    for fact in knowledge.facts:
        if isinstance(fact, Milestone) and fact.kind == "milestone" and fact.subject in here:
            found.setdefault(fact.subject, {})[fact.event, fact.modality, fact.time] = fact
    return {key: sorted(steps.values(), key=lambda step: (step.time or "9999", order.get(step.event, 99), step.modality)) for key, steps in found.items()}


def row(knowledge: Knowledge, key: str, steps: list[Milestone], lang: str) -> Row:
    promises = sorted((promise for promise in knowledge.promises if promise.subject == key and promise.event), key=lambda promise: promise.due)
    return Row(wrapped(knowledge.by_id[key].name, NAME, 2), steps, [outcome(promise, lang) for promise in promises])


def outcome(promise: Promise, lang: str) -> str:
    """投用 2024 → 改期 2025; 投用 2024 → 未见结果 在建, where that is the furthest step told."""
    later = promise.moved_to or promise.fulfilled or (word(ontology().events, promise.progress, lang) if promise.progress else "")
    return f"{what(attributes(promise), lang)} {promise.due} → {word(ontology().outcomes, promise.outcome, lang)} {later}".rstrip()


def laid(rows: list[Row], lang: str) -> Scene:
    """Rows below one another, on an axis of years."""
    axis = axis_of([step for one in rows for step in one.steps], MARGIN + NAME * NAME_SIZE + 16.0, lang)
    placed = [(one, stacked(items(one, axis, lang, planned=True)), stacked(items(one, axis, lang, planned=False))) for one in rows]
    side = max([axis.right, *(item.end for _, *groups in placed for lanes in groups for lane in lanes for item in lane)]) + 16.0
    wide = side + max((width(words) * SIZE for one in rows for words in one.outcomes), default=0.0)
    scene, ground, y = Scene(wide + MARGIN), list[Bar](), TOP
    for number, (one, planned, actual) in enumerate(placed):
        high = max((len(planned) + len(actual)) * LANE + 6.0, len(one.name) * NAME_SIZE * LEADING + 8.0, len(one.outcomes) * SIZE * LEADING + 8.0)
        if number % 2 == 0:
            ground.append(Bar(MARGIN, y, wide - MARGIN, high, "F1F1F1", edge=False))
        draw_row(scene, one, [*planned, *actual], y, high, side)
        y += high
    scene.high = y
    scene.marks[:0] = [*ground, *grid(axis, y, side, lang, any(one.outcomes for one in rows))]
    return scene


def items(one: Row, axis: Axis, lang: str, *, planned: bool) -> list[Item]:
    """The planned milestones of a row, or the others, where they stand."""
    return [item(step, axis, lang) for step in one.steps if (step.modality == "planned") == planned]


def item(step: Milestone, axis: Axis, lang: str) -> Item:
    """A bar as long as its time, the word in it if it fits, else to its right."""
    words = word(ontology().events, step.event, lang)
    long = width(words) * SIZE
    span = days(step)
    if not span:
        return Item(axis.left + 2.0, axis.left + 2.0 + long + 2 * PAD, axis.left + 2.0 + PAD, axis.left + 2.0 + long + 2 * PAD, words, step.modality)
    left, right = axis.at(span[0]) + 1.5, axis.at(span[1], end=True) - 1.5
    right = max(right, left + SHORTEST)
    if right - left >= long + 2 * PAD:
        return Item(left, right, (left + right - long) / 2, right, words, step.modality)
    return Item(left, right, right + 3.0, right + 3.0 + long, words, step.modality)


def stacked(found: list[Item]) -> list[list[Item]]:
    """Items in lanes, none on another."""
    lanes: list[list[Item]] = []
    for one in sorted(found, key=lambda item: item.left):
        lane = next((lane for lane in lanes if lane[-1].end + 4.0 <= one.left), None)
        if lane is None:
            lanes.append(lane := [])
        lane.append(one)
    return lanes


def draw_row(scene: Scene, one: Row, lanes: list[list[Item]], y: float, high: float, side: float) -> None:
    """Name to the left, bars in the middle, outcomes to the right."""
    centred(scene, one.name, MARGIN + 4.0, y + high / 2, NAME_SIZE)
    for number, lane in enumerate(lanes):
        middle = y + (high - len(lanes) * LANE) / 2 + (number + 0.5) * LANE
        for item in lane:
            bar(scene, item, middle)
    centred(scene, one.outcomes, side, y + high / 2, SIZE)


def bar(scene: Scene, item: Item, middle: float) -> None:
    """A bar with its word: in white on a filled one."""
    drawn = status_bar(item.status, item.left, middle - BAR / 2, item.right - item.left, BAR)
    scene.add(drawn)
    if item.text < item.right and not drawn.filled:
        scene.add(Bar(item.text - 2.0, middle - BAR / 2 + 0.8, width(item.words) * SIZE + 4.0, BAR - 1.6, "FFFFFF", edge=False))
    scene.add(Text(item.text, middle, item.words, SIZE, colour="FFFFFF" if item.text < item.right and drawn.filled else "1A1A1A"))


def centred(scene: Scene, lines: Iterable[str], x: float, middle: float, size: float) -> None:
    """Lines of words about a height."""
    found = list(lines)
    scene.add(*(Text(x, middle + (row - (len(found) - 1) / 2) * size * LEADING, words, size) for row, words in enumerate(found)))
