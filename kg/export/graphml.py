"""GraphML with typed keys, for yEd, igraph, Cytoscape and networkx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr

from kg.export.flat import EDGE_FIELDS, NODE_FIELDS, flatten
from kg.export.selection import ALL, Selection, select
from kg.model import Knowledge

EXTENSION = "graphml"
LABEL_ZH = "GraphML 图"
LABEL_EN = "graph (GraphML)"

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
TYPES = {"string": "string", "double": "double", "integer": "int"}


def write(knowledge: Knowledge, target: BinaryIO, *, part: Selection = ALL) -> None:
    """Write the graph, or the ``part`` of it that is selected."""
    nodes, edges = flatten(select(knowledge, part))
    target.write(f"{HEAD}\n".encode())
    for line in (*_keys("node", {"label": "string", **NODE_FIELDS}), *_keys("edge", {"label": "string", **EDGE_FIELDS})):
        target.write(f"{line}\n".encode())
    target.write(b'<graph edgedefault="directed">\n')
    for node in nodes:
        target.write(f"<node id={quoteattr(node.id)}>{_data('node', {'label': node.label, **node.fields})}</node>\n".encode())
    for edge in edges:
        ends = f"id={quoteattr(edge.id)} source={quoteattr(edge.source)} target={quoteattr(edge.target)}"
        target.write(f"<edge {ends}>{_data('edge', {'label': edge.label, **edge.fields})}</edge>\n".encode())
    target.write(b"</graph>\n</graphml>\n")


def _keys(of: str, fields: Mapping[str, str]) -> Iterator[str]:
    yield from (f'<key id="{of}.{name}" for="{of}" attr.name="{name}" attr.type="{TYPES[kind]}"/>' for name, kind in fields.items())


def _data(of: str, fields: Mapping[str, Any]) -> str:
    return "".join(f'<data key="{of}.{name}">{_text(value)}</data>' for name, value in fields.items())


def _text(value: Any) -> str:
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    return escape(text, {"\r": "&#13;"})
