"""Cytoscape JSON, for Cytoscape, Cytoscape.js and networkx, with positions."""

from __future__ import annotations

from typing import BinaryIO

from kg.export.flat import flatten
from kg.export.layout import positions
from kg.export.selection import ALL, Selection, select
from kg.model import Knowledge
from kg.records import dumps

EXTENSION = "cyjs"
LABEL_ZH = "Cytoscape 图（JSON）"
LABEL_EN = "graph for Cytoscape (JSON)"


def write(knowledge: Knowledge, target: BinaryIO, *, part: Selection = ALL) -> None:
    """Write the graph, or the ``part`` of it that is selected."""
    graph = select(knowledge, part)
    place = positions(graph)
    nodes, edges = flatten(graph)
    shown = [
        f'{{"data": {dumps({"id": node.id, "value": node.id, "name": node.label, **node.fields})}, '
        f'"position": {dumps({"x": place[node.source][0], "y": -place[node.source][1] + 0.0})}}}'
        for node in nodes
    ]
    joined = [
        f'{{"data": {dumps({**edge.fields, "id": edge.id, "key": edge.id, "source": edge.source, "target": edge.target, "interaction": edge.kind, "label": edge.label})}}}'
        for edge in edges
    ]
    text = '{{"data": [], "directed": true, "multigraph": true, "elements": {{"nodes": [\n{}\n], "edges": [\n{}\n]}}}}\n'
    target.write(text.format(",\n".join(shown), ",\n".join(joined)).encode())
