"""The network of a district or of any entity: what is linked to what, by which kind of relation, as said or as planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.export.labels import type_word
from kg.export.layout import positions
from kg.export.places import inside
from kg.export.selection import is_frame
from kg.network.networkx import to_networkx
from kg.ontology import ontology
from kg.plot.nodes import Node, dot, kind_of, line, lines
from kg.plot.page import MARGIN, Sample, page
from kg.plot.picture import Picture
from kg.plot.scene import SIZE, Scene
from kg.plot.words import about, say

if TYPE_CHECKING:
    import networkx as nx

BIG = 1.4  # the entity's own label, to the others


def network(graph: Any, name: str, *, top: int = 80, steps: int = 2, lang: str = "zh", font: str | None = None) -> Picture:
    """What lies in the area ``name`` and is linked to it; of any other entity, what is within ``steps`` relations of it.

    At most ``top`` entities, those with the most facts first. Raises ``UsageError`` for a name that there is none of,
    or of which no relation is known.
    """
    knowledge, entity = about(graph, name)
    whole = relations(to_networkx(knowledge))
    near = around(whole, entity.id, steps)
    if len(near) < 2:
        raise UsageError(f"no relation of {entity.name} is known", "draw its milestones: --kind timeline")
    chosen = most(whole, near, entity.id, top, Counter(fact.subject for fact in knowledge.facts))
    part = whole.copy()
    part.remove_nodes_from([node for node in whole if node not in chosen])  # networkx's subgraph would give an order of its own
    below = say("shown", lang, shown=len(part), all=len(near)) if len(part) < len(near) else ""
    return Picture(page(drawn(part, entity.id), say("network", lang, name=entity.name), below, legend(part, lang)), font)


def relations(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The entities and the relations between them."""
    kept: nx.MultiDiGraph[str] = graph.copy()
    kept.remove_edges_from([edge for edge in graph.edges(keys=True) if graph.edges[edge]["kind"] != "relation"])
    kept.remove_nodes_from([node for node, data in graph.nodes(data=True) if is_frame(data) or not kept.degree(node)])
    return kept


def around(graph: nx.MultiDiGraph[str], node: str, steps: int) -> set[str]:
    """The node and what is near it: for an area all that lies in it and what that is linked to; other areas lead no further."""
    if node not in graph:
        return {node}
    areas = ontology().types_that("area")
    if graph.nodes[node]["type"] in areas:
        core = inside(graph, node)
        return core | {other for held in sorted(core) for other in _linked(graph, held) if graph.nodes[other]["type"] not in areas}
    found, edge = {node}, {node}
    for _ in range(steps):
        edge = {other for one in edge if one == node or graph.nodes[one]["type"] not in areas for other in _linked(graph, one)} - found
        found |= edge
    return found


def _linked(graph: nx.MultiDiGraph[str], node: str) -> list[str]:
    return [*graph.successors(node), *graph.predecessors(node)]


def most(graph: nx.MultiDiGraph[str], near: set[str], node: str, top: int, facts: Mapping[str, int]) -> set[str]:
    """The node and those of most relations among ``near``, ``top`` in all; of equals some of each type, those of most facts first.

    Raises ``UsageError`` for a ``top`` below 2.
    """
    if top < 2:
        raise UsageError(f"no network of {top}", "top is 2 or more")
    degree = Counter(end for source, target in graph.subgraph(near).edges() for end in (source, target))
    ranked = sorted(near - {node}, key=lambda other: (-degree[other], -facts.get(other, 0), other))
    place: Counter[tuple[int, str]] = Counter()
    turn: dict[str, int] = {}
    for other in ranked:
        equals = (degree[other], graph.nodes[other]["type"])
        place[equals] += 1
        turn[other] = place[equals]
    return {node, *sorted(ranked, key=lambda other: (-degree[other], turn[other], other))[: top - 1]}


def drawn(graph: nx.MultiDiGraph[str], middle: str) -> Scene:
    """Nodes set so that no label lies on another, lines below them."""
    nodes = {node: Node.of(data["label"], data["type"], graph.degree(node), SIZE * BIG if node == middle else SIZE) for node, data in graph.nodes(data=True)}
    place = positions(apart(graph, middle), {node: found.reach for node, found in nodes.items()})
    left = min(place[node][0] - found.wide / 2 for node, found in nodes.items()) - MARGIN
    right = max(place[node][0] + found.wide / 2 for node, found in nodes.items()) + MARGIN
    top = max(place[node][1] + found.high / 2 for node, found in nodes.items())
    bottom = min(place[node][1] - found.high / 2 for node, found in nodes.items())
    there = {node: found.at(place[node][0] - left, top - place[node][1]) for node, found in nodes.items()}
    scene = Scene(right - left, top - bottom)
    scene.add(*lines(graph, there, middle))
    scene.add(*(mark for found in there.values() for mark in found.marks()))
    return scene


def apart(graph: nx.MultiDiGraph[str], node: str) -> nx.MultiDiGraph[str]:
    """For the layout: without what the middle is linked to but does not hold, where that has other links, so that it stands with those."""
    kept = graph.copy()
    loose = [(node, other) for other in graph.successors(node) if graph.in_degree(other) > graph.number_of_edges(node, other)]
    kept.remove_edges_from(loose)
    return kept


def legend(graph: nx.MultiDiGraph[str], lang: str) -> list[tuple[Sample, str]]:
    """The types that there are, with how many of each, and the lines."""
    counts = Counter(data["type"] for _, data in graph.nodes(data=True))
    types = [(_dot_sample(kind), f"{type_word(kind, lang)} {counts[kind]}") for kind in (*ontology().types, *sorted(counts.keys() - ontology().types.keys())) if counts[kind]]
    edges = [data for _, _, data in graph.edges(data=True)]
    kinds = {kind_of(data["predicate"]) for data in edges}
    found = [(_line_sample(kind, False), say(kind, lang)) for kind in ("contains", "other") if kind in kinds]
    if any(data.get("modality") == "planned" for data in edges):
        found.append((_line_sample("other", True), say("planned_line", lang)))
    return types + found


def _dot_sample(kind: str) -> Sample:
    return lambda x, y: [dot(kind, x + 8.0, y, 6.0)]


def _line_sample(kind: str, planned: bool) -> Sample:
    return lambda x, y: [line(kind, planned, (x, y), (x + 16.0, y))]
