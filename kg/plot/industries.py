"""Industries by park: a table of marks, a row a park, a column an industry."""

from __future__ import annotations

from collections import Counter
from typing import Any

from kg.errors import UsageError
from kg.export.labels import word
from kg.export.places import inside
from kg.model import Entity, Knowledge, Relation
from kg.network.networkx import to_networkx
from kg.ontology import ontology
from kg.plot.page import MARGIN, Sample, page
from kg.plot.picture import Picture
from kg.plot.scene import Bar, Dot, Line, Mark, Scene, Text, width, wrapped
from kg.plot.words import about, look, say

ROW, COLUMN = 22.0, 26.0
LETTERS = 9.0
NAME = 24.0  # the longest name, in characters
SLANT = 0.71  # of 45 degrees

Said = dict[tuple[str, str], str]  # park, industry → status


def industries(graph: Any, name: str, *, top: int = 60, lang: str = "zh", font: str | None = None) -> Picture:
    """Which park of the area ``name`` (or the park itself, or the parks of an industry) works in which industry.

    At most ``top`` parks, those of most industries first. Raises ``UsageError`` for a name that there is none of, or without any.
    """
    knowledge, entity = about(graph, name)
    said = focus(knowledge, entity)
    if not said:
        raise UsageError(f"no park of {entity.name} is said to work in an industry", "name an area, a park or an industry: kg ask industries-by-park")
    parks, fields = Counter(park for park, _ in said), Counter(field for _, field in said)
    rows = sorted(parks, key=lambda park: (-parks[park], park))
    shown = {pair: status for pair, status in said.items() if pair[0] in rows[:top]}
    columns = sorted({field for _, field in shown}, key=lambda field: (-fields[field], field))
    below = say("shown", lang, shown=top, all=len(rows)) if len(rows) > top else ""
    names = {key: wrapped(knowledge.by_id[key].name, NAME, 1)[0] for key in (*rows, *columns)}
    return Picture(page(table(rows[:top], columns, shown, names), say("industries", lang, name=entity.name), below, _legend(shown, lang)), font)


def focus(knowledge: Knowledge, entity: Entity) -> Said:
    """Each park and industry, and its status: actual if any text says so."""
    here = inside(to_networkx(knowledge), entity.id)
    found: Said = {}
    focusing, parks = ontology().leads_to("concept"), ontology().types_that("contains")
    for fact in knowledge.facts:
        if not (isinstance(fact, Relation) and fact.predicate in focusing and fact.object in knowledge.by_id):
            continue
        if knowledge.by_id[fact.subject].type in parks and (fact.subject in here or fact.object == entity.id):
            pair = (fact.subject, fact.object)
            found[pair] = "actual" if "actual" in (fact.modality, found.get(pair)) else fact.modality
    return found


def table(rows: list[str], columns: list[str], said: Said, names: dict[str, str]) -> Scene:
    """Names of parks to the left, of industries above and slanted, a mark where they meet."""
    left = MARGIN + max(width(names[park]) for park in rows) * LETTERS + 10.0
    head = max(width(names[field]) for field in columns) * LETTERS * SLANT + 16.0
    right = max((number + 1) * COLUMN + width(names[field]) * LETTERS * SLANT for number, field in enumerate(columns))
    scene = Scene(left + max(right, len(columns) * COLUMN) + MARGIN, head + len(rows) * ROW)
    for number, park in enumerate(rows):
        y = head + (number + 0.5) * ROW
        if number % 2 == 0:
            scene.add(Bar(MARGIN, y - ROW / 2, left - MARGIN + len(columns) * COLUMN, ROW, "F1F1F1", edge=False))
        scene.add(Text(left - 10.0, y, names[park], LETTERS, "right"))
    for number, field in enumerate(columns):
        x = left + (number + 0.5) * COLUMN
        scene.add(Line(x, head, x, scene.high, "DDDDDD", 0.6), Text(x, head - 4.0, names[field], LETTERS, angle=45.0))
    for (park, field), status in said.items():
        scene.add(mark(status, left + (columns.index(field) + 0.5) * COLUMN, head + (rows.index(park) + 0.5) * ROW))
    return scene


def mark(status: str, x: float, y: float) -> Dot:
    style = look()["statuses"][status]
    return Dot(x, y, 6.0, style["colour"], "o" if style["filled"] else "D", style["filled"])


def _legend(said: Said, lang: str) -> list[tuple[Sample, str]]:
    used = set(said.values())
    return [(_sample(name), word(ontology().modalities, name, lang)) for name in look()["statuses"] if name in used]


def _sample(status: str) -> Sample:
    def marks(x: float, y: float) -> list[Mark]:
        return [mark(status, x + 8.0, y)]

    return marks
