"""Which part of the graph an export takes: by type, district, years, rank, with or without years and documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.export.places import inside
from kg.model import Knowledge
from kg.network.networkx import to_networkx
from kg.ontology import ontology
from kg.outcomes.timespan import bounds
from kg.safe.calls import number

if TYPE_CHECKING:
    import networkx as nx

BY = ("degree", "pagerank")
DAMPING, ROUNDS = 0.85, 100


@dataclass(frozen=True, slots=True)
class Selection:
    """What an export takes of the graph; the defaults take all.

    ``types`` keeps entities of these types; ``district`` what lies in that area and what is linked to it; ``years``
    ("2024" or "2023-2025") the facts of that time and those without one; ``top`` the first N entities ``by`` degree
    or PageRank; ``documents`` and ``year_nodes`` False leave those nodes out, and with them the facts that hang on them (milestones,
    figures, promises); ``linked`` leaves out what then has no fact.
    """

    types: Sequence[str] = ()
    district: str | None = None
    years: str | None = None
    top: int | None = None
    by: str = "degree"
    documents: bool = True
    year_nodes: bool = True
    linked: bool = False

    def __post_init__(self) -> None:
        if self.top is not None:
            number("top", self.top, least=1, whole=True)
        if isinstance(self.types, str) or not isinstance(self.types, Sequence) or not all(isinstance(name, str) for name in self.types):
            raise UsageError(f"types is {self.types!r}", "give a list of names")

    @property
    def narrowed(self) -> bool:
        """Whether facts or entities are left out, not nodes of years and documents alone."""
        return bool(self.years or self.district or self.types or self.top is not None)


ALL = Selection()


def select(knowledge: Knowledge, part: Selection = ALL) -> nx.MultiDiGraph[str]:
    """The part of the knowledge's graph that is selected, in the graph's own order.

    Nodes of years and documents that lose all their facts go. Raises ``UsageError`` naming what there is where a value is unknown.
    """
    graph = to_networkx(knowledge)
    for node, degree in dict(graph.degree()).items():
        graph.nodes[node]["facts"] = degree  # of the whole graph, whatever is left out
    if part.years:
        graph.remove_edges_from([edge for edge in graph.edges(keys=True) if not _within(graph.edges[edge], _span(part.years))])
    if part.district:
        _keep(graph, _around(graph, inside(graph, part.district)))
    if part.types:
        _keep(graph, _of_types(graph, part.types))
    if part.top is not None:
        _keep(graph, _top(graph, part.top, part.by))
    _drop_frame(graph, part)
    if part.linked:
        _keep(graph, [node for node, degree in graph.degree() if degree])
    return graph


def is_frame(data: Mapping[str, Any]) -> bool:
    """Whether a node is a year or a document: what facts hang on, not what they are about."""
    return data["type"] in ("Year", "Document")


def _span(years: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{4})(?:[-/–](\d{4}))?", years.strip())
    if not found or int(found[2] or found[1]) < int(found[1]):
        raise UsageError(f"no span of years: {years!r}", "write 2024 or 2023-2025")
    return int(found[1]), int(found[2] or found[1])


def _within(edge: Mapping[str, Any], span: tuple[int, int]) -> bool:
    time = spell(edge)
    return time is None or (int(time[0][:4]) <= span[1] and int(time[1][:4]) >= span[0])


def spell(edge: Mapping[str, Any]) -> tuple[str, str] | None:
    """First and last day of a fact's time (a promise's: of its due time), or None where it has none."""
    try:
        first, last = bounds(edge.get("due") or edge.get("time") or "")
    except ValueError:
        return None
    return first.isoformat(), last.isoformat()


def _around(graph: nx.MultiDiGraph[str], core: set[str]) -> set[str]:
    """The core, and what is linked to it except other areas and their things."""
    area_types = ontology().types_that("area")
    near = {other for node in core for other in (*graph.successors(node), *graph.predecessors(node))}
    return core | {node for node in near if graph.nodes[node]["type"] not in area_types}


def _of_types(graph: nx.MultiDiGraph[str], types: Sequence[str]) -> set[str]:
    wanted = set(types)
    unknown = [name for name in types if name not in ontology().types]
    if unknown:
        raise UsageError(f"no entity type {', '.join(map(repr, unknown))}", f"there are: {', '.join(ontology().types)}")
    return {node for node, data in graph.nodes(data=True) if data["type"] in wanted or is_frame(data)}


def _top(graph: nx.MultiDiGraph[str], top: int, by: str) -> set[str]:
    if by not in BY or top < 1:
        raise UsageError(f"no ranking: top {top} by {by!r}", f"top is 1 or more, by is {' or '.join(BY)}")
    rank = pagerank(graph) if by == "pagerank" else dict(graph.degree())
    entities = sorted((node for node, data in graph.nodes(data=True) if not is_frame(data)), key=lambda node: (-rank[node], node))
    return {*entities[:top], *(node for node, data in graph.nodes(data=True) if is_frame(data))}


def pagerank(graph: nx.MultiDiGraph[str]) -> dict[str, float]:
    """PageRank over the facts between entities (damping 0.85, 100 rounds), rounded so that ties are ties on every machine."""
    nodes = [node for node, data in graph.nodes(data=True) if not is_frame(data)]
    known = set(nodes)
    out = {node: [other for _, other in graph.out_edges(node) if other in known] for node in nodes}
    rank = dict.fromkeys(nodes, 1 / max(1, len(nodes)))
    for _ in range(ROUNDS):
        lost = sum(rank[node] for node in nodes if not out[node])
        fresh = dict.fromkeys(nodes, (1 - DAMPING + DAMPING * lost) / max(1, len(nodes)))
        for node in nodes:
            for other in out[node]:
                fresh[other] += DAMPING * rank[node] / len(out[node])
        rank = fresh
    return {node: round(value, 12) for node, value in rank.items()}


def _drop_frame(graph: nx.MultiDiGraph[str], part: Selection) -> None:
    unwanted = {name for name, wanted in (("Document", part.documents), ("Year", part.year_nodes)) if not wanted}
    graph.remove_nodes_from([node for node, data in graph.nodes(data=True) if data["type"] in unwanted])
    if part.narrowed:
        graph.remove_nodes_from([node for node, data in graph.nodes(data=True) if is_frame(data) and not graph.degree(node)])


def _keep(graph: nx.MultiDiGraph[str], nodes: Iterable[str]) -> None:
    wanted = set(nodes)
    graph.remove_nodes_from([node for node in graph if node not in wanted])
