"""Positions for a graph's nodes: things lie around what holds them, years below as a time line, documents above.

Each node is hung on one other (its container, else the most linked thing that it is linked to), and the trees that
come of it are drawn as circles within circles: no two nodes overlap, what belongs together lies together, and the same
graph is drawn the same on every machine (no chance, no iteration to convergence, coordinates rounded to a tenth).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import asin, cos, pi, sin, sqrt
from typing import TYPE_CHECKING

from kg.export.places import containers
from kg.export.selection import is_frame
from kg.ontology import ontology

if TYPE_CHECKING:
    import networkx as nx

GAP = 6.0
GOLDEN = pi * (3 - sqrt(5))
SMALLEST, LARGEST = 6.0, 60.0

Point = tuple[float, float]
Circle = tuple[float, float, float]


def sizes(graph: nx.MultiDiGraph[str]) -> dict[str, float]:
    """The size (radius) of each node, by its number of facts."""
    return {node: round(min(LARGEST, SMALLEST + 3 * sqrt(degree)), 1) for node, degree in graph.degree()}


def positions(graph: nx.MultiDiGraph[str], size: Mapping[str, float] | None = None) -> dict[str, Point]:
    """x and y of each node, in the units of the sizes; y grows upwards."""
    size = size or sizes(graph)
    things = [node for node, data in graph.nodes(data=True) if not is_frame(data)]
    parents = _parents(graph, things)
    placed, reach = _forest(things, parents, size)
    placed |= _row(sorted((n for n, data in graph.nodes(data=True) if data["type"] == "Year"), key=str), size, reach, below=True)
    documents = sorted((n for n, data in graph.nodes(data=True) if data["type"] == "Document"), key=lambda n: (graph.nodes[n].get("date") or "", n))
    placed |= _row(documents, size, reach, below=False)
    return {node: (round(placed[node][0], 1) + 0.0, round(placed[node][1], 1) + 0.0) for node in graph}


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
        inner[node], radius[node] = pack({child: radius[child] for child in children[node]}, size[node])
    top, reach = pack({root: radius[root] for root in roots}, 0)
    placed = dict(top)
    for node in order:
        x, y = placed[node]
        placed |= {child: (x + dx, y + dy) for child, (dx, dy) in inner[node].items()}
    return placed, reach


def pack(radii: Mapping[str, float], centre: float) -> tuple[dict[str, Point], float]:
    """Circles in rings around a circle of radius ``centre`` (0: the largest takes the middle), and the radius of it all."""
    left = sorted(radii, key=lambda name: (-radii[name], name))
    placed: dict[str, Point] = {}
    reach = centre
    if not centre and left:
        placed[left[0]], reach = (0.0, 0.0), radii[left[0]]
        left = left[1:]
    ring = 0
    while left:
        taken, placed_now = _ring(left, radii, reach + GAP, ring * GOLDEN)
        placed |= placed_now
        reach, left, ring = reach + GAP + 2 * radii[left[0]], left[taken:], ring + 1
    return placed, reach + GAP / 2


def _ring(left: list[str], radii: Mapping[str, float], inner: float, start: float) -> tuple[int, dict[str, Point]]:
    """As many circles as one ring holds, spread evenly; how many, and where."""
    away = inner + radii[left[0]]
    angles = [0.0]
    for before, name in zip(left, left[1:], strict=False):
        angle = angles[-1] + _apart(radii[before], radii[name], away)
        if angle + _apart(radii[name], radii[left[0]], away) > 2 * pi:
            break
        angles.append(angle)
    last = left[len(angles) - 1]
    stretch = 2 * pi / (angles[-1] + _apart(radii[last], radii[left[0]], away))
    spread = [start + angle * max(1.0, stretch) for angle in angles]
    return len(angles), {name: (away * cos(a), away * sin(a)) for name, a in zip(left, spread, strict=False)}


def _apart(one: float, other: float, away: float) -> float:
    """The angle between two circles on a ring that just keep their distance."""
    return 2 * asin(min(1.0, (one + other + GAP) / (2 * away)))


def _row(nodes: list[str], size: Mapping[str, float], reach: float, *, below: bool) -> dict[str, Point]:
    """Nodes in rows as wide as the drawing, left to right."""
    if not nodes:
        return {}
    widest = max(size[node] for node in nodes)
    step = 2 * widest + 3 * GAP
    columns = max(1, min(len(nodes), int(2 * reach / step) + 1))
    step = max(step, 2 * reach / max(1, columns - 1))
    side = -1 if below else 1
    return {node: ((i % columns - (columns - 1) / 2) * step, side * (reach + 2 * widest + 4 * GAP + i // columns * (2 * widest + 3 * GAP)))
            for i, node in enumerate(nodes)}
