"""Nodes and edges with flat, typed fields: what every graph format writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.export.labels import edge_label, type_word, what
from kg.export.selection import spell
from kg.safe.text import clean, one_line

if TYPE_CHECKING:
    import networkx as nx

# Name → type (string, double or integer), in the order of the columns. A format names them in its own way.
# The type of a thing is its ``class``: drawing programs take a node attribute named type for the shape of its mark.
NODE_FIELDS = {
    "class": "string", "class_zh": "string", "aliases": "string", "within": "string", "code": "string", "code_year": "integer", "facts": "integer",
    "date": "string", "date_said": "string", "region": "string",
    "publisher": "string", "documents": "string", "document_ids": "string", "quote": "string",
}  # fmt: skip
EDGE_FIELDS = {
    "fact": "string", "sort": "string", "text": "string", "name": "string", "name_zh": "string", "time": "string", "year": "integer", "due": "string", "modality": "string",
    "object": "string", "of": "string",
    "value": "double", "unit": "string", "bound": "string", "role": "string", "values": "string", "outcome": "string", "moved_to": "string",
    "fulfilled": "string", "slip_months": "integer", "progress": "string", "score": "double", "reason": "string", "stated_in": "string", "documents": "string",
    "document_ids": "string", "quote": "string", "rule": "string",
}  # fmt: skip

JOINT = "|"  # between the values of a list
PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Node:
    """A node: ``fields`` are those of NODE_FIELDS that it has."""

    id: str
    label: str
    fields: Mapping[str, Any]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge: ``kind`` differs between edges that join the same two nodes, for readers that merge edges of one kind."""

    id: str
    source: str
    target: str
    label: str
    kind: str
    fields: Mapping[str, Any]
    data: Mapping[str, Any]


def flatten(graph: nx.MultiDiGraph[str]) -> tuple[list[Node], list[Edge]]:
    """The nodes and edges of a graph in its order, with clean texts and ids that differ."""
    ids = unique(graph)
    degree = dict(graph.degree())
    cited = graph.graph.get("cited", {})
    nodes = [Node(ids[node], clean(data["label"]), _node_fields(data, degree[node], cited), node) for node, data in graph.nodes(data=True)]
    found = list(graph.edges(keys=True, data=True))
    names = list(unique(range(len(found)), [key for _, _, key, _ in found]).values())
    kinds = _kinds([(source, target, data) for source, target, _, data in found])
    edges = [_edge(graph, ids, names[i], kinds[i], *found[i]) for i in range(len(found))]
    return nodes, edges


def unique(things: Iterable[Any], names: Iterable[str] | None = None) -> dict[Any, str]:
    """A clean name for each thing (its own, unless ``names`` gives them), ~2, ~3 … where two would be one."""
    things = list(things)
    given: dict[Any, str] = {}
    taken: set[str] = set()
    for thing, name in zip(things, names if names is not None else things, strict=True):
        found, number = clean(name), 1
        while found in taken:
            number += 1
            found = f"{clean(name)}~{number}"
        taken.add(found)
        given[thing] = found
    return given


def _sort(data: Mapping[str, Any]) -> str:
    """The word for what an edge says, the same for all of its sort."""
    return clean(what(data) if data["kind"] in ("relation", "milestone", "setback") else type_word(data["kind"].capitalize()))


def _kinds(edges: list[tuple[str, str, Mapping[str, Any]]]) -> list[str]:
    """A word for each edge; the second of one word between the same nodes (either way) gets a 2, and so on."""
    seen: Counter[tuple[str, str, str]] = Counter()
    kinds = []
    for source, target, data in edges:
        word = _sort(data)
        pair = (min(source, target), max(source, target), word)
        seen[pair] += 1
        kinds.append(word if seen[pair] == 1 else f"{word} {seen[pair]}")
    return kinds


def _edge(graph: nx.MultiDiGraph[str], ids: dict[str, str], name: str, kind: str, source: str, target: str, key: str, data: dict[str, Any]) -> Edge:
    literal, cited = data["kind"] == "relation" and data["object"] != target, graph.graph.get("cited", {})
    label = clean(edge_label(data, literal))
    fields = data | {"fact": data["kind"], "name": data.get("predicate") or data.get("event") or data.get("measure"), "name_zh": what(data),
                     "object": data["object"] if literal else None, "of": _label(graph, data.get("of")),
                     "values": JOINT.join(data.get("values", ())), "sort": _sort(data), "text": label, **_when(data), **_said(data, cited)}
    return Edge(name, ids[source], ids[target], label, kind, _flat(fields, EDGE_FIELDS), data)


def _label(graph: nx.MultiDiGraph[str], node: str | None) -> str | None:
    return graph.nodes[node]["label"] if node in graph else node


def _when(data: Mapping[str, Any]) -> dict[str, Any]:
    """The time of a fact, its year as a plain number; a promise's is that at which it is due, and it is planned."""
    promised = {"time": data["due"], "modality": PLANNED} if "due" in data else {}
    span = spell(data)
    return promised | ({"year": int(span[0][:4])} if span else {})


def _node_fields(data: Mapping[str, Any], degree: int, cited: Mapping[str, str]) -> dict[str, Any]:
    more = {"class": data["type"], "class_zh": type_word(data["type"]), "aliases": JOINT.join(data.get("aliases", ())), "facts": data.get("facts", degree)}
    return _flat({**data, **more, **_day(data), **_said(data, cited)}, NODE_FIELDS)


def _day(data: Mapping[str, Any]) -> dict[str, Any]:
    """The date of a document in one precision, its first day, beside the date as said."""
    span = spell({"time": data.get("date")})
    return {"date": span[0] if span else None, "date_said": data.get("date")}


def _said(data: Mapping[str, Any], cited: Mapping[str, str]) -> dict[str, Any]:
    """Documents by title and by id, first words and rule of a thing's evidence."""
    evidence = data.get("evidence") or []
    documents = dict.fromkeys(item["doc"] for item in evidence)
    known = {"documents": JOINT.join(cited.get(doc, doc) for doc in documents), "document_ids": JOINT.join(documents)}
    if data.get("stated_in"):
        known["stated_in"] = cited.get(data["stated_in"], data["stated_in"])
    return {**known, **({"quote": one_line(evidence[0]["text"]), "rule": evidence[0]["rule"]} if evidence else {})}


def _flat(data: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """The fields that have a value, texts clean."""
    found = {name: data.get(name) for name in fields}
    return {name: clean(value) if isinstance(value, str) else value for name, value in found.items() if value not in (None, "")}
