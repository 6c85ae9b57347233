"""Every export of a graph re-read by a parser of others, with the counts beside those of the graph.

    python -m benchmarks.exports [--graph DIR]

Exit code 1 if any count differs. The schema of GEXF is looked for in ../shared and passed over where it is absent.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import kg

SCHEMA = Path(__file__).parents[2] / "shared" / "schemas" / "gexf-1.3" / "gexf.rng"
Counts = tuple[int, ...]


def main() -> None:
    """Print one line a format."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--graph", default="graph")
    with kg.open(arguments.parse_args().graph) as graph:
        same = [compared(graph, form, *way) for form, way in READERS.items()]
        print(f"GEXF schema: {verdict(graph)}")
    sys.exit(0 if all(same) else 1)


def compared(graph: kg.Graph, form: str, what: str, read: Callable[[bytes], Counts], wanted: Callable[[kg.Graph], Counts]) -> bool:
    """Print a format's line; whether its counts are those of the graph."""
    content = graph.export(form)
    assert isinstance(content, bytes)
    theirs, ours = read(content), wanted(graph)
    print(f"{form:10} {len(content):10} bytes  {what}: {theirs} of {ours}  {'same' if theirs == ours else 'DIFFERENT'}", flush=True)
    return theirs == ours


def verdict(graph: kg.Graph) -> str:
    """What the schema says to the GEXF file."""
    if not SCHEMA.exists():
        return "not at hand"
    from lxml import etree

    validator = etree.RelaxNG(etree.parse(str(SCHEMA)))
    return "valid" if validator.validate(etree.fromstring(graph.export("gexf"))) else str(validator.error_log)


def network(graph: kg.Graph) -> Counts:
    """Nodes and edges."""
    return len(graph.nx), graph.nx.number_of_edges()


def statements(graph: kg.Graph) -> Counts:
    """Triples."""
    return (len({line for line in graph.export("ntriples").splitlines() if line}),)  # type: ignore[union-attr]


def rows(graph: kg.Graph) -> Counts:
    """Rows of each table."""
    from kg.export.tables import tables

    return tuple(len(table.rows) for table in tables(graph.knowledge).values())


def by_networkx(reader: str) -> Callable[[bytes], Counts]:
    """Count with one of networkx's readers."""

    def read(content: bytes) -> Counts:
        import networkx as nx

        if reader == "cytoscape":
            found = nx.cytoscape_graph(json.loads(content))
        elif reader == "gexf":
            found = nx.read_gexf(io.BytesIO(content), version="1.3")
        else:
            found = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
        return len(found), found.number_of_edges()

    return read


def by_rdflib(name: str) -> Callable[[bytes], Counts]:
    """Count the distinct triples that rdflib reads, whatever graph they stand in."""

    def read(content: bytes) -> Counts:
        from rdflib import Dataset

        found = Dataset(default_union=True)
        found.parse(data=content, format=name)
        return (len(set(found.triples((None, None, None)))),)

    return read


def by_csv(nodes: str, edges: str) -> Callable[[bytes], Counts]:
    """Count the rows of two files of an archive."""

    def read(content: bytes) -> Counts:
        with zipfile.ZipFile(io.BytesIO(content)) as files:
            return tuple(sum(1 for _ in csv.DictReader(io.StringIO(files.read(name).decode(), newline=""))) for name in (nodes, edges))

    return read


def by_openpyxl(content: bytes) -> Counts:
    """Count the rows of each sheet under its head."""
    import openpyxl

    return tuple(sheet.max_row - 1 for sheet in openpyxl.load_workbook(io.BytesIO(content), read_only=False))


def by_pyarrow(content: bytes) -> Counts:
    """Count the rows of the one table that is written unless another is named: the facts."""
    from pyarrow import parquet

    return (parquet.read_table(io.BytesIO(content)).num_rows,)


def facts(graph: kg.Graph) -> Counts:
    """Facts."""
    return (len(graph.knowledge.facts),)


def by_json(content: bytes) -> Counts:
    """Count the records."""
    return (sum(1 for line in content.splitlines() if json.loads(line)),)


def records(graph: kg.Graph) -> Counts:
    """Records."""
    return (sum(1 for _ in graph.facts()),)


READERS: dict[str, tuple[str, Callable[[bytes], Counts], Callable[[kg.Graph], Counts]]] = {
    "gexf": ("nodes, edges (networkx)", by_networkx("gexf"), network),
    "graphml": ("nodes, edges (networkx)", by_networkx("graphml"), network),
    "cytoscape": ("nodes, edges (networkx)", by_networkx("cytoscape"), network),
    "csv": ("nodes, edges (csv)", by_csv("nodes.csv", "edges.csv"), network),
    "neo4j": ("nodes, edges (csv)", by_csv("nodes.csv", "relationships.csv"), network),
    "turtle": ("triples (rdflib)", by_rdflib("turtle"), statements),
    "ntriples": ("triples (rdflib)", by_rdflib("nt"), statements),
    "nquads": ("triples (rdflib)", by_rdflib("nquads"), statements),
    "trig": ("triples (rdflib)", by_rdflib("trig"), statements),
    "jsonld": ("triples (rdflib)", by_rdflib("json-ld"), statements),
    "rdfxml": ("triples (rdflib)", by_rdflib("xml"), statements),
    "excel": ("rows a sheet (openpyxl)", by_openpyxl, rows),
    "parquet": ("facts (pyarrow)", by_pyarrow, facts),
    "jsonl": ("records (json)", by_json, records),
}

if __name__ == "__main__":
    main()
