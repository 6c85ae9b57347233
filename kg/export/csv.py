"""CSV: nodes and edges for Gephi's spreadsheet import, and the tables. Without ``table`` a ZIP of all, with it one CSV file."""

from __future__ import annotations

from typing import BinaryIO

from kg.export.flat import EDGE_FIELDS, NODE_FIELDS, flatten
from kg.export.safe import csv_bytes, write_one_or_all
from kg.export.selection import ALL, Selection, select
from kg.export.tables import tables
from kg.model import Knowledge

EXTENSION = "zip"
LABEL_ZH = "CSV 表格（节点、边与各表）"
LABEL_EN = "CSV tables (nodes, edges and the rest)"


def write(knowledge: Knowledge, target: BinaryIO, *, table: str | None = None, part: Selection = ALL) -> None:
    """Write ``nodes`` and ``edges`` (of the ``part`` that is selected) and the tables of ``kg.export.tables`` (of everything).

    Formulas are neutralised with a ``'``. Raises ``UsageError`` for a table that there is not.
    """
    graph = select(knowledge, part)
    nodes, edges = flatten(graph)
    edge_rows = (
        [edge.source, edge.target, "Directed", edge.id, edge.label, edge.kind, *(edge.fields.get(name) for name in EDGE_FIELDS)] for edge in edges
    )
    files = {
        "nodes.csv": csv_bytes(["Id", "Label", *NODE_FIELDS], ([node.id, node.label, *(node.fields.get(name) for name in NODE_FIELDS)] for node in nodes)),
        "edges.csv": csv_bytes(["Source", "Target", "Type", "Id", "Label", "Kind", *EDGE_FIELDS], edge_rows),
    }
    files |= {f"{name}.csv": csv_bytes(found.columns, found.lists()) for name, found in tables(knowledge).items()}
    write_one_or_all(target, files, table)
