"""Node and relationship CSV with the headers of ``neo4j-admin database import``. Without ``table`` a ZIP of both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import BinaryIO

from kg.export.flat import EDGE_FIELDS, NODE_FIELDS, Edge, flatten
from kg.export.safe import csv_bytes, write_one_or_all
from kg.export.selection import ALL, Selection, select
from kg.model import Knowledge

EXTENSION = "zip"
LABEL_ZH = "Neo4j 导入表"
LABEL_EN = "tables for Neo4j's importer"

TYPES = {"string": "", "double": ":double", "integer": ":long"}


def write(knowledge: Knowledge, target: BinaryIO, *, table: str | None = None, part: Selection = ALL) -> None:
    """Write ``nodes.csv`` and ``relationships.csv`` of the graph, or of the ``part`` that is selected; ``table`` gives one of them."""
    nodes, edges = flatten(select(knowledge, part))
    node_rows = ([node.id, node.fields["class"], node.label, *(node.fields.get(name) for name in NODE_FIELDS if name != "class")] for node in nodes)
    edge_rows = ([edge.source, edge.target, relationship(edge), edge.id, edge.label, *(edge.fields.get(name) for name in EDGE_FIELDS)] for edge in edges)
    files = {
        "nodes.csv": csv_bytes(["id:ID", ":LABEL", "label", *_typed({n: t for n, t in NODE_FIELDS.items() if n != "class"})], node_rows),
        "relationships.csv": csv_bytes([":START_ID", ":END_ID", ":TYPE", "id", "label", *_typed(EDGE_FIELDS)], edge_rows),
    }
    write_one_or_all(target, files, table)


def relationship(edge: Edge) -> str:
    """Neo4j's type: LOCATED_IN for a relation, else MILESTONE, OBSERVATION, PROMISE, CONFLICT, LIKELY."""
    name = edge.fields["name"] if edge.fields["fact"] == "relation" else edge.fields["fact"]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper()


def _typed(fields: Mapping[str, str]) -> list[str]:
    return [name + TYPES[kind] for name, kind in fields.items()]
