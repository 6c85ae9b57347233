"""The marks of a network: a dot with its name below for each entity, and lines that keep off the names and dots of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import hypot, sqrt
from typing import TYPE_CHECKING

from kg.export.labels import colours
from kg.export.layout import WIDE
from kg.ontology import ontology
from kg.plot.scene import LEADING, Dot, Line, Mark, Text, width, wrapped
from kg.plot.words import look, shapes

if TYPE_CHECKING:
    import networkx as nx

LABEL, LINES = 8.5, 3  # of a label: widest line in characters, most lines
GAP = 2.0  # between dot and label
MANY = 20  # lines to the middle from which on they are pale
BENDS = (0.0, 0.06, -0.06, 0.12, -0.12, 0.18, -0.18, 0.25, -0.25)  # of a line, to its length
STEPS = 32
OTHER, UNKNOWN = "999999", "X"  # colour and shape of a type to which the ontology gives none

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Node:
    """An entity as drawn: its name in lines, the size of its letters, its dot's radius and middle."""

    words: tuple[str, ...]
    kind: str
    letters: float
    radius: float
    x: float = 0.0
    y: float = 0.0

    @staticmethod
    def of(name: str, kind: str, degree: int, letters: float) -> Node:
        return Node(tuple(wrapped(name, LABEL, LINES)), kind, letters, min(11.0, 4.0 + 1.2 * sqrt(degree)))

    @property
    def wide(self) -> float:
        return max(2 * self.radius, self.letters * max(map(width, self.words)))

    @property
    def high(self) -> float:
        return 2 * self.radius + GAP + len(self.words) * self.letters * LEADING

    @property
    def reach(self) -> float:
        """The radius of the circle that the layout (which is wider than high) keeps free for it."""
        return sqrt((self.wide / 2 / WIDE) ** 2 + (self.high / 2) ** 2)

    def at(self, x: float, y: float) -> Node:
        """The node with the middle of all of it there."""
        return replace(self, x=x, y=y - self.high / 2 + self.radius)

    def marks(self) -> list[Mark]:
        top = self.y + self.radius + GAP
        lines = [Text(self.x, top + (row + 0.5) * self.letters * LEADING, line, self.letters, "center", halo=True) for row, line in enumerate(self.words)]
        return [dot(self.kind, self.x, self.y, self.radius), *lines]

    def covers(self, x: float, y: float) -> bool:
        """Whether a point lies on the name."""
        return abs(x - self.x) < self.wide / 2 and 0 < y - self.y - self.radius - GAP < len(self.words) * self.letters * LEADING


def dot(kind: str, x: float, y: float, radius: float) -> Dot:
    """The mark of an entity of a type."""
    return Dot(x, y, radius, colours().get(kind, OTHER), shapes().get(kind, UNKNOWN))


def line(kind: str, planned: bool, start: Point, end: Point) -> Line:
    """A relation's line, of a kind of ``lines`` in ``ontology/names/pictures.yaml``."""
    style = look()["lines"][kind]
    return Line(*start, *end, style["colour"], style["wide"], planned)


def kind_of(predicate: str) -> str:
    """``contains`` or ``other``."""
    return "contains" if predicate in ontology().predicates_that("containment") else "other"


def lines(graph: nx.MultiDiGraph[str], nodes: Mapping[str, Node], middle: str) -> list[Line]:
    """One line for each pair and kind of relation, dashed where all that is said of it is planned; many to the middle are pale and straight."""
    planned: dict[tuple[str, str, str], bool] = {}
    for source, target, data in graph.edges(data=True):
        if source != target:
            pair = (*sorted((source, target)), kind_of(data["predicate"]))
            planned[pair] = planned.get(pair, True) and data.get("modality") == "planned"
    pale = sum(middle in pair for pair in planned) > MANY
    kinds = {pair: "middle" if pale and middle in pair and pair[2] == "contains" else pair[2] for pair in planned}
    order = sorted(planned, key=lambda pair: (list(look()["lines"]).index(kinds[pair]), pair))
    straight = [(pair, line(kinds[pair], planned[pair], *((nodes[end].x, nodes[end].y) for end in pair[:2]))) for pair in order]
    return [one if kinds[pair] == "middle" else clear(one, nodes, pair[:2]) for pair, one in straight]


def clear(straight: Line, nodes: Mapping[str, Node], ends: tuple[str, ...]) -> Line:
    """The line, bent as little as keeps it off names and the dots of others as far as may be."""
    long = hypot(straight.x2 - straight.x, straight.y2 - straight.y)
    bends = [replace(straight, bend=part * long) for part in BENDS]
    others = [(key, node) for key, node in nodes.items() if _near(straight, node, long)]
    return min(bends, key=lambda one: (_crossed(one, others, ends), abs(one.bend)))


def _near(one: Line, node: Node, long: float) -> bool:
    """Whether a bent line could meet a node."""
    far = long * BENDS[-2] + node.reach * WIDE
    return min(one.x, one.x2) - far < node.x < max(one.x, one.x2) + far and min(one.y, one.y2) - far < node.y < max(one.y, one.y2) + far


def _crossed(one: Line, nodes: list[tuple[str, Node]], ends: tuple[str, ...]) -> int:
    """How much of a line lies on names, and on dots (which is worse)."""
    points = [one.at(step / STEPS) for step in range(1, STEPS)]
    names = sum(node.covers(x, y) for _, node in nodes for x, y in points)
    return names + 4 * sum(hypot(x - node.x, y - node.y) < node.radius + GAP for key, node in nodes if key not in ends for x, y in points)
