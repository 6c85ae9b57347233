"""The whole network, drawn: nodes with places, sizes and colours, and the relations between them, as plain values."""

from __future__ import annotations

from typing import Any

from kg.export.labels import colours, type_word, word
from kg.export.layout import positions, sizes
from kg.export.selection import is_frame
from kg.model import Knowledge
from kg.network.networkx import to_networkx
from kg.ontology import ontology

MOST = 5000  # nodes; those with the most facts first


def drawn(knowledge: Knowledge, most: int = MOST) -> dict[str, Any]:
    """``nodes`` (id, label, type, x, y, size, colour), ``edges`` (source, target, label, planned), and how many there are in ``all``.

    At most ``most`` nodes, the most spoken of; areas, things and people, no years and no documents.
    """
    graph = to_networkx(knowledge)
    graph.remove_edges_from([edge for edge in graph.edges(keys=True) if graph.edges[edge]["kind"] != "relation"])
    spoken = dict(graph.degree())
    graph.remove_nodes_from([node for node, data in graph.nodes(data=True) if is_frame(data) or not spoken[node]])
    whole = len(graph)
    ranked = sorted(graph, key=lambda node: (-spoken[node], node))
    graph.remove_nodes_from(ranked[most:])
    size, colour = sizes(graph), colours()
    place = positions(graph, size)
    nodes = [{"id": node, "label": data["label"], "type": data["type"], "x": place[node][0], "y": place[node][1], "size": size[node],
              "colour": "#" + colour.get(data["type"], "888888")} for node, data in graph.nodes(data=True)]  # fmt: skip
    return {"nodes": nodes, "edges": _edges(graph), "all": whole, "types": {name: [type_word(name), type_word(name, "en")] for name in ontology().types}}


def _edges(graph: Any) -> list[dict[str, Any]]:
    known = ontology().predicates
    found: dict[tuple[str, str, str, bool], None] = {}
    for source, target, data in graph.edges(data=True):
        if source != target:
            found[(source, target, data["predicate"], data.get("modality") != "actual")] = None
    return [{"source": a, "target": b, "zh": word(known, name), "en": word(known, name, "en"), "planned": planned} for a, b, name, planned in found]


def svg(network: dict[str, Any], most: int = 400, lang: str = "zh", link: str = "") -> str:
    """The network as one SVG: the ``most`` biggest nodes, labels on the bigger ones; ``link`` is put before a node's id to lead to its page."""
    from html import escape
    from urllib.parse import quote

    nodes = sorted(network["nodes"], key=lambda node: (-node["size"], node["id"]))[:most]
    if not nodes:
        return ""
    kept = {node["id"]: node for node in nodes}
    left, right = min(n["x"] - n["size"] for n in nodes), max(n["x"] + n["size"] for n in nodes)
    low, high = min(n["y"] - n["size"] for n in nodes), max(n["y"] + n["size"] for n in nodes)
    scale = max(right - left, high - low, 1.0) / 1000
    box = f"{left:.0f} {-high:.0f} {right - left:.0f} {high - low + 30 * scale:.0f}"
    lines = [f'<svg class="network" role="group" aria-label="{len(nodes)} / {network["all"]}" xmlns="http://www.w3.org/2000/svg" viewBox="{box}">']
    for edge in network["edges"]:
        if edge["source"] in kept and edge["target"] in kept:
            a, b = kept[edge["source"]], kept[edge["target"]]
            kind = "plan" if edge["planned"] else "fact"
            lines.append(f'<line class="{kind}" x1="{a["x"]}" y1="{-a["y"]}" x2="{b["x"]}" y2="{-b["y"]}" stroke-width="{scale:.2f}"/>')
    for place, node in enumerate(nodes):
        text = escape(_clean(node["label"]))
        mark = f'<circle cx="{node["x"]}" cy="{-node["y"]}" r="{node["size"]}" fill="{node["colour"]}"><title>{text}</title></circle>'
        if place < 60:
            mark += f'<text x="{node["x"]}" y="{-node["y"] + node["size"] + 11 * scale:.1f}" font-size="{11 * scale:.1f}" text-anchor="middle">{text}</text>'
        lines.append(f'<a href="{escape(link + quote(node["id"]))}">{mark}</a>' if link else mark)
    return "".join([*lines, "</svg>"])


def _clean(text: str) -> str:
    from kg.safe.text import clean

    return clean(text)
