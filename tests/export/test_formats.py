"""The other formats: re-read by parsers that are not ours, with the same counts and the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

from kg.errors import UsageError
from kg.export import FORMATS, options, write
from kg.export.selection import ALL
from kg.export.tables import MAKERS, tables
from kg.model import Entity, Evidence, Knowledge, Relation
from kg.network.networkx import to_networkx
from kg.records import dumps, to_records
from tests.export import strange
from tests.invented import BRIDGE, PARK, knowledge

OURS = ["gexf", "graphml", "jsonl", "csv", "neo4j", "cytoscape", "parquet", "excel"]


def out(form: str, whole: Knowledge | None = None, **given_: Any) -> io.BytesIO:
    target = io.BytesIO()
    write(form, whole if whole is not None else knowledge(), target, **given_)
    target.seek(0)
    return target


def rows(archive: io.BytesIO, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(archive) as files:
        return list(csv.DictReader(io.StringIO(files.read(name).decode(), newline="")))


@pytest.mark.parametrize("form", OURS)
def test_every_format_says_what_it_is(form: str) -> None:
    module = FORMATS[form]
    assert module.EXTENSION and module.LABEL_ZH and module.LABEL_EN and module.__doc__


@pytest.mark.parametrize("form", OURS)
def test_the_same_knowledge_gives_the_same_bytes(form: str) -> None:
    assert out(form).getvalue() == out(form).getvalue()


@pytest.mark.parametrize("form", OURS)
@settings(max_examples=25, deadline=None)
@given(whole=strange.knowledge())
def test_no_text_breaks_a_format(form: str, whole: Knowledge) -> None:
    assert out(form, whole).getvalue()


@pytest.mark.parametrize("form", OURS)
def test_an_empty_graph_is_written_too(form: str) -> None:
    assert out(form, Knowledge()) is not None


def test_a_wrong_format_or_option_is_named() -> None:
    with pytest.raises(UsageError, match="no export format 'gefx'\n.*gexf, graphml"):
        write("gefx", knowledge(), io.BytesIO())
    with pytest.raises(UsageError, match="jsonl has no option 'topp'"):
        write("jsonl", knowledge(), io.BytesIO(), topp=3)
    assert options("gexf")["documents"] is True and "gefx" not in FORMATS and "gexf" in FORMATS


@pytest.mark.parametrize("form", ["gexf", "graphml", "csv", "neo4j", "cytoscape"])
def test_every_graph_takes_the_same_selection(form: str) -> None:
    assert {name: default for name, default in options(form).items() if name not in ("static", "table")} == asdict(ALL)
    assert out(form, types=("Park",)).getvalue() != out(form).getvalue()


def test_jsonl_is_the_records() -> None:
    assert out("jsonl").getvalue().decode() == "".join(dumps(record) + "\n" for record in to_records(knowledge()))


def test_graphml_reads_back_with_typed_values() -> None:
    ours, theirs = to_networkx(knowledge()), nx.read_graphml(out("graphml"), force_multigraph=True)
    assert set(theirs) == set(ours) and sorted(theirs.edges()) == sorted(ours.edges())
    invested = next(data for _, _, data in theirs.edges(data=True) if data["label"] == "投资 1.30亿元")
    assert invested["value"] == 1.3 and invested["unit"] == "亿元" and isinstance(theirs.nodes[PARK]["facts"], int)


@settings(max_examples=30, deadline=None)
@given(strange.knowledge())
def test_graphml_loses_nothing_whatever_the_graph(whole: Knowledge) -> None:
    theirs = nx.read_graphml(out("graphml", whole), force_multigraph=True)
    assert (len(theirs), theirs.number_of_edges()) == (len(to_networkx(whole)), to_networkx(whole).number_of_edges())


def test_cytoscape_reads_back() -> None:
    theirs = nx.cytoscape_graph(json.load(out("cytoscape")))
    ours = to_networkx(knowledge())
    assert set(theirs) == set(ours) and sorted(theirs.edges()) == sorted(ours.edges()) and theirs.is_directed()


def test_csv_has_every_node_and_edge_and_the_tables() -> None:
    ours, archive = to_networkx(knowledge()), out("csv")
    assert [row["Id"] for row in rows(archive, "nodes.csv")] == list(ours)
    edges = rows(archive, "edges.csv")
    assert sorted((row["Source"], row["Target"]) for row in edges) == sorted(ours.edges()) and {row["Type"] for row in edges} == {"Directed"}
    assert set(zipfile.ZipFile(archive).namelist()) == {"nodes.csv", "edges.csv", *(f"{name}.csv" for name in MAKERS)}
    assert out("csv", table="nodes").getvalue() == zipfile.ZipFile(archive).read("nodes.csv")
    with pytest.raises(UsageError, match="no table 'node'\n.*nodes, edges"):
        out("csv", table="node")


def test_neo4j_has_the_importers_heads() -> None:
    archive, ours = out("neo4j"), to_networkx(knowledge())
    nodes, edges = rows(archive, "nodes.csv"), rows(archive, "relationships.csv")
    assert [row["id:ID"] for row in nodes] == list(ours) and {"Park", "Year", "Document"} <= {row[":LABEL"] for row in nodes}
    assert sorted((row[":START_ID"], row[":END_ID"]) for row in edges) == sorted(ours.edges())
    assert {"LOCATED_IN", "HOLDS_POST", "MILESTONE", "OBSERVATION", "PROMISE", "CONFLICT", "LIKELY"} <= {row[":TYPE"] for row in edges}
    assert all(row["value:double"] == "" or float(row["value:double"]) for row in edges)


FORMULA = Knowledge(
    entities=(Entity("Company", '=HYPERLINK("x")', ("+1",), None, (Evidence("d", 0, 1, "@sum", "r"),), "=id"), Entity("Park", "-园", id="p")),
    facts=(Relation("=id", "locatedIn", "p", time="2031", evidence=(Evidence("d", 0, 1, "@sum", "r"),)),),
)


def test_no_cell_of_a_csv_is_a_formula() -> None:
    for form in ("csv", "neo4j"):
        archive = out(form, FORMULA)
        for name in zipfile.ZipFile(archive).namelist():
            for row in rows(archive, name):
                assert not [cell for cell in row.values() if cell[:1] in ("=", "+", "-", "@")], (name, row)
    assert rows(out("csv", FORMULA), "edges.csv")[0]["Source"] == rows(out("csv", FORMULA), "nodes.csv")[0]["Id"] == "'=id"


def test_excel_has_a_sheet_for_each_table_and_no_formula() -> None:
    import openpyxl

    book = openpyxl.load_workbook(out("excel"))
    assert book.sheetnames == ["实体", "事实", "项目台账", "承诺", "指标", "出处", "文档"]
    assert [sheet.max_row - 1 for sheet in book] == [len(table.rows) for table in tables(knowledge()).values()]
    for sheet in openpyxl.load_workbook(out("excel", FORMULA)):
        assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)
    assert openpyxl.load_workbook(out("excel", FORMULA))["实体"]["C2"].value == '=HYPERLINK("x")'


def test_excel_holds_no_clock() -> None:
    with zipfile.ZipFile(out("excel")) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:modified" not in archive.read("docProps/core.xml") and b"dcterms:created" not in archive.read("docProps/core.xml")


@pytest.mark.parametrize("name", MAKERS)
def test_parquet_reads_back(name: str, tmp_path: Path) -> None:
    from pyarrow import parquet

    found, wanted = parquet.read_table(out("parquet", table=name)), tables(knowledge())[name]
    assert found.column_names == list(wanted.columns) and found.num_rows == len(wanted.rows) > 0
    if name == "indicators":
        assert found["value"].to_pylist() == [1.3, 90.0, 5000.0]


def test_the_ledger_sets_plan_beside_outcome() -> None:
    opened = next(row for row in tables(knowledge())["ledger"].rows if row["subject_id"] == BRIDGE and row["event"] == "投用")
    assert (opened["planned"], opened.get("actual"), opened["outcome"], opened["slip_months"]) == ("2032；2033-06", None, "改期", 18)


def test_every_column_has_a_chinese_head() -> None:
    from kg.ontology import table

    known = {row["name"] for row in table("columns")}
    missing = {column for made in tables(knowledge()).values() for column in (made.name, *made.columns)} - known
    assert not missing, f"add to ontology/names/columns.csv: {missing}"
