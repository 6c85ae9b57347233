"""Figures of an entity over time, a panel a figure: what was reported and what was planned, side by side for each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from kg.errors import UsageError
from kg.model import Knowledge, Observation
from kg.outcomes.indicators import indicator, vague
from kg.outcomes.measure_names import name_of
from kg.plot.page import page, status_bar, statuses
from kg.plot.picture import Picture
from kg.plot.scene import PALE, SIZE, Line, Scene, Text, width, wrapped
from kg.plot.words import about, look, say

HIGH, PLOT, HEAD = 170.0, 84.0, 40.0  # of a panel: its height, that of its longest bar, the room above
GAP, BAR = 30.0, 20.0
TITLE = 9.0  # letters of a panel's title
WIDEST = 780.0
MOST_NAMED = 12

Panel = tuple[str, str, list[Observation]]


def series(graph: Any, name: str, *, measures: Sequence[str] = (), top: int = 12, lang: str = "zh", font: str | None = None) -> Picture:
    """The figures of ``name`` that are given for several times, or those whose measure holds one of the words ``measures``.

    A figure said in different words is one where the vocabulary of indicators knows it; one whose words are too general to
    be the same figure each time (项目数) is drawn only if named. At most ``top`` panels, those of most times first.
    Raises ``UsageError`` for a name or measure that there is none of, naming some that there are.
    """
    knowledge, entity = about(graph, name)
    known = panels(knowledge, entity.id)
    found = [one for one in known if (_named(one, measures) if measures else times(one) > 1 and one_figure(one))]
    if not found:
        named = "、".join(measure for measure, _, _ in known[:MOST_NAMED])
        what = f"no figure called {'、'.join(measures)}" if measures else "no figure given for several times"
        raise UsageError(f"{entity.name} has {what}", f"name one of these with --measures: {named}" if known else "it has no figures at all")
    scene = laid(found[:top])
    below = say("panels", lang, shown=top, all=len(found)) if len(found) > top else ""
    used = [fact.modality for _, _, facts in found[:top] for fact in facts]
    return Picture(page(scene, say("series", lang, name=entity.name), below, statuses(used, lang)), font)


def panels(knowledge: Knowledge, subject: str) -> list[Panel]:
    """Measure, unit and figures, those of most times first; in a panel by time, the same figure said twice once."""
    found: dict[tuple[str, str], list[Observation]] = {}
    for fact in knowledge.facts:
        if isinstance(fact, Observation) and fact.subject == subject:
            found.setdefault((name_of(fact.measure, fact.unit), fact.unit), []).append(fact)
    made = [(measure, unit, distinct(facts)) for (measure, unit), facts in found.items()]
    return sorted(made, key=lambda panel: (-times(panel), panel[0], panel[1]))


def times(panel: Panel) -> int:
    """For how many times the figure is given."""
    return len({fact.time for fact in panel[2] if fact.time})


def one_figure(panel: Panel) -> bool:
    """Whether its figures are the same thing at different times: their name says which, and no time has two of them."""
    measure, unit, facts = panel
    if indicator(measure, unit):
        return True
    told = Counter((fact.time, fact.modality, fact.bound, fact.role) for fact in facts)
    return not any(vague(fact.measure, unit) for fact in facts) and max(told.values()) == 1


def _named(panel: Panel, measures: Sequence[str]) -> bool:
    return any(part in words for part in measures for words in (panel[0], *(fact.measure for fact in panel[2])))


def distinct(facts: list[Observation]) -> list[Observation]:
    """By time, from before to, actual before planned; one of those that say the same."""
    order = list(look()["statuses"])
    ranked = sorted(facts, key=lambda fact: (fact.time or "9999", fact.role != "from", order.index(fact.modality), fact.value))
    return list({(fact.time, fact.modality, fact.value, fact.bound, fact.role): fact for fact in ranked}.values())


def laid(found: list[Panel]) -> Scene:
    """The panels in lines, as many as go into the width."""
    scene, x, y = Scene(), GAP, 0.0
    for panel in found:
        slots = [slot(fact) for fact in panel[2]]
        wide = max(sum(slots), 120.0)
        if x > GAP and x + wide > WIDEST:
            x, y = GAP, y + HIGH
        draw_panel(scene, panel, slots, x, y, wide)
        x += wide + GAP
        scene.wide, scene.high = max(scene.wide, x), y + HIGH
    return scene


def slot(fact: Observation) -> float:
    """How wide a bar's place is: its figure and its time must fit."""
    return max(width(amount(fact)) * SIZE, *(width(line) * SIZE for line in when(fact)), BAR) + 10.0


def draw_panel(scene: Scene, panel: Panel, slots: list[float], x: float, y: float, wide: float) -> None:
    """One figure: its name and unit, a bar a value from the zero line, the value above, the time below."""
    measure, unit, facts = panel
    values = [float(fact.value) for fact in facts]
    low, high = min(0.0, *values), max(0.0, *values)
    scale = (PLOT - (12.0 if low else 0.0)) / ((high - low) or 1.0)
    zero = y + HEAD + 12.0 + high * scale
    title = wrapped(f"{measure}（{unit}）", wide / TITLE, 2)
    scene.add(*(Text(x, y + HEAD - 11.0 - (len(title) - 1 - row) * 13.0, line, TITLE) for row, line in enumerate(title)))
    scene.add(Line(x, zero, x + wide, zero, "888888"))
    for fact, value, room in zip(facts, values, slots, strict=True):
        long = abs(value) * scale
        scene.add(status_bar(fact.modality, x + (room - BAR) / 2, zero - max(value, 0.0) * scale, BAR, long))
        scene.add(Text(x + room / 2, zero - long - 7.0 if value >= 0 else zero + long + 7.0, amount(fact), SIZE, "center"))
        bottom = y + HEAD + 12.0 + PLOT + 8.0
        scene.add(*(Text(x + room / 2, bottom + row * 10.0, line, SIZE, "center", PALE) for row, line in enumerate(when(fact))))
        x += room


def amount(fact: Observation) -> str:
    """The value with the sign of its bound: ≥5.5."""
    return f"{look()['bounds'][fact.bound]}{fact.value:f}"


def when(fact: Observation) -> list[str]:
    """The time as said, a range in two lines, and whether the value is the one before or after a change."""
    role = look()["roles"][fact.role]["zh"] if fact.role else ""
    first, slash, last = (fact.time or "—").partition("/")
    return [f"{first}{slash and '–'}{role}", last] if slash else [f"{first}{role}"]
