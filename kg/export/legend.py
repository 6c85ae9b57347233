"""What the sizes and colours of a drawn graph mean: the colour of an edge, and the legend in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.export.flat import Edge
from kg.export.labels import colours, edge_colours, type_word
from kg.ontology import ontology

if TYPE_CHECKING:
    import networkx as nx

OTHER = "999999"  # of a type that the ontology gives no colour


def legend(graph: nx.MultiDiGraph[str]) -> str:
    """What the colours mean, and how much there is of each type."""
    counts, colour = Counter(data["type"] for _, data in graph.nodes(data=True)), colours()
    types = [name for name in colour if counts[name]] + sorted(name for name in counts if name not in colour)
    listed = "；".join(f"{type_word(name)} {name} #{colour.get(name, OTHER)} ({counts[name]})" for name in types)
    return f"图例 Legend: {listed}。大小 size: 事实数 number of facts。{_edge_legend(edge_colours())}"


def _edge_legend(colour: Mapping[str, str]) -> str:
    sorts = {"place": "位于与属于 where it lies", "fact": "其他事实 other facts", "plan": "计划与承诺 plans and promises"}
    return f"边 edges: {'，'.join(f'{words} #{colour[sort]}' for sort, words in sorts.items())}；连到年份或文档的较浅 paler to a year or document。"


def edge_sort(edge: Edge, frame: set[str]) -> str:
    """Which colour an edge has: what the layout shows by itself (where a thing lies, the year) is pale, what is planned looks other than what is."""
    sort = "fact" if edge.data.get("modality", "actual") == "actual" and edge.data["kind"] != "promise" else "plan"
    if sort == "fact" and edge.data.get("predicate") in ontology().predicates_that("containment"):
        return "place"
    return f"{sort}{'-year' if edge.target in frame else ''}"
