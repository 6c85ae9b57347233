"""Which thing of a graph lies in which: for choosing a district, and for drawing it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.ontology import ontology

if TYPE_CHECKING:
    import networkx as nx


def areas(graph: nx.MultiDiGraph[str]) -> dict[str, list[str]]:
    """The nodes of administrative areas, by each of their names."""
    kinds = ontology().types_that("area")
    found: dict[str, list[str]] = {}
    for node, data in graph.nodes(data=True):
        if data.get("type") in kinds:
            for name in dict.fromkeys((data["label"], *data.get("aliases", ()))):
                found.setdefault(name, []).append(node)
    return found


def containers(graph: nx.MultiDiGraph[str]) -> dict[str, list[str]]:
    """Node → the nodes that hold it, by relations of containment and ``within``; the first said is first."""
    by_name, found, containment = areas(graph), {}, ontology().predicates_that("containment")
    for node, data in graph.nodes(data=True):
        said = [target for _, target, edge in graph.out_edges(node, data=True) if edge.get("predicate") in containment]
        found[node] = [holder for holder in dict.fromkeys((*said, *by_name.get(data.get("within", ""), ()))) if holder != node]
    return found


def inside(graph: nx.MultiDiGraph[str], name: str) -> set[str]:
    """The nodes that lie in the area ``name`` (any of its names, or its id), at any depth, and itself."""
    seen = set(_area(graph, name))
    holders, waiting = _held(graph), sorted(seen)
    while waiting:
        fresh = [node for node in holders.get(waiting.pop(), ()) if node not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return seen


def _held(graph: nx.MultiDiGraph[str]) -> dict[str, list[str]]:
    held: dict[str, list[str]] = {}
    for node, holders in containers(graph).items():
        for holder in holders:
            held.setdefault(holder, []).append(node)
    return held


def _area(graph: nx.MultiDiGraph[str], name: str) -> list[str]:
    known = areas(graph)
    nodes = [name] if name in graph else known.get(name, [])
    if not nodes:
        raise UsageError(f"no area {name!r} in this graph", f"there are: {', '.join(_first(sorted(known), 20))}")
    return nodes


def _first(names: list[str], most: int) -> Iterator[str]:
    yield from names[:most]
    if len(names) > most:
        yield f"… ({len(names)})"
