"""GEXF 1.3 for Gephi and Gephi Lite.

One attribute block a class with numeric ids, sizes by degree, colours by type (without alpha), positions of
``kg.export.layout``, ``kind`` on every edge so that readers which merge edges of one kind lose none, and spells where
facts are dated, so that Gephi's time line plays the years. Written here because networkx's writer gives no ``kind``,
puts today's date in, and its files do not pass the schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr

from kg.export.flat import EDGE_FIELDS, NODE_FIELDS, Edge, Node, flatten
from kg.export.labels import colours, edge_colours
from kg.export.layout import positions, sizes
from kg.export.legend import OTHER, edge_sort, legend
from kg.export.selection import ALL, Selection, is_frame, select, spell
from kg.model import Knowledge
from kg.safe.text import clean

if TYPE_CHECKING:
    import networkx as nx

EXTENSION = "gexf"
LABEL_ZH = "Gephi 图（GEXF 1.3）"
LABEL_EN = "graph for Gephi (GEXF 1.3)"

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">'

Spells = list[tuple[str, str]]


def write(knowledge: Knowledge, target: BinaryIO, *, part: Selection = ALL, static: bool = False) -> None:
    """Write the graph, or the ``part`` of it that is selected; ``static`` leaves the spells out."""
    graph = select(knowledge, part)
    for line in lines(graph, static=static):
        target.write(f"{line}\n".encode())


def lines(graph: nx.MultiDiGraph[str], *, static: bool = False) -> Iterator[str]:
    """The file's lines."""
    nodes, edges = flatten(graph)
    when = {} if static else {edge.id: [found] for edge in edges if (found := spell(edge.data))}
    yield HEAD
    yield f"<meta><creator>district-kg</creator><description>{escape(clean(legend(graph)))}</description></meta>"
    yield f'<graph defaultedgetype="directed" idtype="string" {_mode(bool(when))}>'
    yield from _attributes("node", NODE_FIELDS)
    yield from _attributes("edge", EDGE_FIELDS)
    yield f'<nodes count="{len(nodes)}">'
    yield from _nodes(graph, nodes, _node_spells(edges, when))
    yield f'</nodes>\n<edges count="{len(edges)}">'
    shades = edge_colours()
    frame = {node.id for node in nodes if is_frame({"type": node.fields["class"]})}
    yield from (_edge(edge, when.get(edge.id, []), shades[edge_sort(edge, frame)], edge.target in frame) for edge in edges)
    yield "</edges>\n</graph>\n</gexf>"


def _mode(dynamic: bool) -> str:
    return 'mode="dynamic" timeformat="date" timerepresentation="interval"' if dynamic else 'mode="static"'


def _attributes(name: str, fields: Mapping[str, str]) -> Iterator[str]:
    yield f'<attributes class="{name}" mode="static">'
    yield from (f'<attribute id="{number}" title="{title}" type="{kind}"/>' for number, (title, kind) in enumerate(fields.items()))
    yield "</attributes>"


def _values(fields: Mapping[str, Any], all_fields: Mapping[str, str]) -> str:
    found = "".join(f'<attvalue for="{number}" value={_attribute(fields[name])}/>' for number, name in enumerate(all_fields) if name in fields)
    return f"<attvalues>{found}</attvalues>" if found else ""


def _attribute(value: Any) -> str:
    return quoteattr(format(value, "f") if isinstance(value, Decimal) else str(value))


def _nodes(graph: nx.MultiDiGraph[str], nodes: list[Node], when: Mapping[str, Spells]) -> Iterator[str]:
    size, colour = sizes(graph), colours()
    place = positions(graph, size)
    for node in nodes:
        (x, y), shade = place[node.source], colour.get(node.fields["class"], OTHER)
        yield (
            f"<node id={quoteattr(node.id)} label={quoteattr(node.label)}>{_values(node.fields, NODE_FIELDS)}{_spells(when.get(node.id, []))}"
            f'{_colour(shade)}<viz:position x="{x}" y="{y}"/><viz:size value="{size[node.source]}"/></node>'
        )


def _edge(edge: Edge, when: Spells, shade: str, framed: bool) -> str:
    label = "" if framed else f" label={quoteattr(edge.label)}"  # hundreds of labels on the way to one year are a grey bar
    return (
        f"<edge id={quoteattr(edge.id)} source={quoteattr(edge.source)} target={quoteattr(edge.target)}{label}"
        f" kind={quoteattr(edge.kind)}>{_values(edge.fields, EDGE_FIELDS)}{_spells(when)}{_colour(shade)}</edge>"
    )


def _colour(shade: str) -> str:
    red, green, blue = (int(shade[i : i + 2], 16) for i in (0, 2, 4))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _spells(spells: Spells) -> str:
    found = "".join(f'<spell start="{start}" end="{end}"/>' for start, end in spells)
    return f"<spells>{found}</spells>" if found else ""


def _node_spells(edges: list[Edge], when: Mapping[str, Spells]) -> dict[str, Spells]:
    """A node is there while any of its facts is; one with an undated fact is always there, and has no spells."""
    found: dict[str, Spells] = {}
    always: set[str] = set()
    for edge in edges:
        for node in (edge.source, edge.target):
            found.setdefault(node, []).extend(when.get(edge.id, []))
            if edge.id not in when:
                always.add(node)
    return {node: merged(spells) for node, spells in found.items() if node not in always}


def merged(spells: Spells) -> Spells:
    """Spells in order, overlapping ones as one."""
    joined: Spells = []
    for start, end in sorted(spells):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
