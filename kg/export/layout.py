"""Positions for a graph's nodes: things lie around what holds them, years below as a time line, documents above (``kg.export.frame``).

Each node is hung on one other (its container, else the most linked thing that it is linked to), and the trees that
come of it are packed as circles within circles: no two nodes overlap, what belongs together lies together, and the same
graph is drawn the same on every machine (no chance, no iteration to convergence, coordinates rounded to a tenth).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import cos, log2, pi, sin, sqrt
from typing import TYPE_CHECKING

from kg.export import frame
from kg.export.places import containers
from kg.export.selection import is_frame
from kg.ontology import ontology

if TYPE_CHECKING:
    import networkx as nx

GAP = 8.0
WIDE = 1.8  # labels are wider than high
GOLDEN = pi * (3 - sqrt(5))
SMALLEST, STEP = 6.0, 5.0  # the size of a node without facts, and what each doubling of them adds

Point = tuple[float, float]
Circle = tuple[float, float, float]


def sizes(graph: nx.MultiDiGraph[str]) -> dict[str, float]:
    """The size (radius) of each node, by its number of facts."""
    return {node: round(SMALLEST + STEP * log2(1 + graph.nodes[node].get("facts", degree)), 1) for node, degree in graph.degree()}


def positions(graph: nx.MultiDiGraph[str], size: Mapping[str, float] | None = None) -> dict[str, Point]:
    """x and y of each node, in the units of the sizes; y grows upwards."""
    size = size or sizes(graph)
    things = [node for node, data in graph.nodes(data=True) if not is_frame(data)]
    parents = _parents(graph, things)
    placed, reach = _forest(things, parents, size)
    placed |= frame.years(sorted((n for n, data in graph.nodes(data=True) if data["type"] == "Year"), key=str), size, reach)
    documents = sorted((n for n, data in graph.nodes(data=True) if data["type"] == "Document"), key=lambda n: (graph.nodes[n].get("date") or "", n))
    placed |= frame.documents(documents, {node: graph.nodes[node]["label"] for node in documents}, size, reach)
    return {node: (round(placed[node][0] * WIDE, 1) + 0.0, round(placed[node][1], 1) + 0.0) for node in graph}


def _parents(graph: nx.MultiDiGraph[str], things: list[str]) -> dict[str, str]:
    """Each thing's place in the forest; a choice that would close a circle is passed over."""
    holders, known, degree = containers(graph), set(things), dict(graph.degree())
    narrow = {name: kind.order for name, kind in ontology().types.items()}
    parents: dict[str, str] = {}
    for node in things:
        held = sorted((h for h in holders[node] if h in known), key=lambda h: (-narrow.get(graph.nodes[h]["type"], 0), h))
        near = sorted((o for o in {*graph.successors(node), *graph.predecessors(node)} if o in known), key=lambda o: (-degree[o], o))
        more = [other for other in near if node not in holders[other] and degree[other] >= degree[node]]
        choice = next((other for other in (*held, *more) if not _leads_to(other, node, parents)), None)
        if choice is not None:
            parents[node] = choice
    return parents


def _leads_to(start: str, goal: str, parents: Mapping[str, str]) -> bool:
    node: str | None = start
    while node is not None:
        if node == goal:
            return True
        node = parents.get(node)
    return False


def _forest(things: list[str], parents: Mapping[str, str], size: Mapping[str, float]) -> tuple[dict[str, Point], float]:
    """The position of each thing, and the radius of the whole."""
    children: dict[str, list[str]] = {node: [] for node in things}
    for node, parent in parents.items():
        children[parent].append(node)
    roots = [node for node in things if node not in parents]
    order = list(roots)
    for node in order:
        order.extend(children[node])
    radius: dict[str, float] = {}
    inner: dict[str, dict[str, Point]] = {}
    for node in reversed(order):
        inner[node], radius[node] = pack({child: radius[child] for child in children[node]}, node, size[node])
    middle, reach = pack({root: radius[root] for root in roots})
    for node in order:
        x, y = middle[node]
        middle |= {child: (x + dx, y + dy) for child, (dx, dy) in inner[node].items() if child != node}
        middle[node] = (x + inner[node][node][0], y + inner[node][node][1])
    return middle, reach


def pack(radii: Mapping[str, float], hub: str = "", hub_radius: float = 0.0) -> tuple[dict[str, Point], float]:
    """Circles set as near as they fit around a hub (if there is one), large ones first.

    Gives their places, the hub's too, from the middle of the circle that holds them all, and that circle's radius.
    """
    if not radii:
        return {hub: (0.0, 0.0)}, hub_radius + GAP / 2
    room = Room(max(sum(radii.values()) / len(radii), max(radii.values()) / 8))
    placed: dict[str, Circle] = {}
    if hub:
        placed[hub] = room.add((0.0, 0.0, hub_radius))
    step, radius = 0, 0.0
    for name in sorted(radii, key=lambda name: (-radii[name], name)):
        if radii[name] < radius * 0.8 or not radius:
            step, radius = 0, radii[name]  # smaller circles may fit into gaps further in
        step, (x, y) = room.place(radii[name] + GAP / 2, radius / 2, step)
        placed[name] = (x, y, radii[name])
    x, y, reach = _around(list(placed.values()))
    return {name: (a - x, b - y) for name, (a, b, _) in placed.items()}, reach + GAP / 2


def _around(circles: list[Circle]) -> Circle:
    """A circle that holds them all, nearly the smallest: its middle moves towards the farthest, less each time (Bădoiu and Clarkson 2003)."""
    x = y = 0.0
    for turn in range(1, 60 if len(circles) > 1 else 1):
        a, b, radius = max(circles, key=lambda circle: _far(x, y, circle))
        away = max(_far(a, b, (x, y, 0.0)), 1e-9)
        x += (a - x + (a - x) / away * radius) / (turn + 1)
        y += (b - y + (b - y) / away * radius) / (turn + 1)
    return x, y, max((_far(x, y, circle) for circle in circles), default=0.0)


def _far(x: float, y: float, circle: Circle) -> float:
    """How far the farthest point of a circle lies from a point."""
    return sqrt((x - circle[0]) ** 2 + (y - circle[1]) ** 2) + circle[2]


class Room:
    """Circles on a plane, found by the cells of a grid that they touch."""

    def __init__(self, cell: float) -> None:
        self.cell, self.cells = cell, dict[tuple[int, int], list[Circle]]()

    def _touched(self, circle: Circle) -> Iterator[tuple[int, int]]:
        x, y, radius = circle
        left, right, low, high = (int(value // self.cell) for value in (x - radius, x + radius, y - radius, y + radius))
        yield from ((i, j) for i in range(left, right + 1) for j in range(low, high + 1))

    def add(self, circle: Circle) -> Circle:
        """Take up room."""
        for cell in self._touched(circle):
            self.cells.setdefault(cell, []).append(circle)
        return circle

    def free(self, circle: Circle) -> bool:
        """Whether a circle would overlap none that is there."""
        x, y, radius = circle
        near = (other for cell in self._touched(circle) for other in self.cells.get(cell, ()))
        return all((x - a) ** 2 + (y - b) ** 2 >= (radius + r) ** 2 for a, b, r in near)

    def place(self, radius: float, pitch: float, step: int) -> tuple[int, Point]:
        """The free point nearest to the middle, along a sunflower's seeds from number ``step`` on; takes it, and gives its number."""
        while not self.free((*_seed(step, pitch), radius)):
            step += 1
        point = _seed(step, pitch)
        self.add((*point, radius))
        return step, point


def _seed(step: int, pitch: float) -> Point:
    away = pitch * sqrt(step)
    return away * cos(step * GOLDEN), away * sin(step * GOLDEN)
