"""Answers: values, tables, and the libraries that they turn into."""

from __future__ import annotations

import builtins
import csv
import datetime
import io
import json
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from pyoxigraph import QueryResultsFormat, parse_query_results

from kg.answer import Answer, Iri, Term
from kg.answer.formats import width
from kg.answer.results import of_json
from kg.errors import MissingExtra, UsageError
from kg.model import Evidence

XSD = "http://www.w3.org/2001/XMLSchema#"
PLACE = Iri("https://district-kg.example/id/evidence/2023/a%20b/3-9")
ANSWER = Answer.of_values(
    ("name", "count", "share", "day", "evidence", "evidence_iri"),
    [("青禾区", 3, Decimal("537.0"), datetime.date(2024, 3, 1), "共3家企业", PLACE), ("=SUM(A1)", -1, None, None, "a|b *c*\n<d>", None)],
    labels={"name": {"zh": "名称", "en": "name"}},
    title={"zh": "例", "en": "Sample"},
)


def test_values_are_typed() -> None:
    def value(text: str, datatype: str) -> object:
        return Answer(("x",), ((Term("literal", text, XSD + datatype),),))[0]["x"]

    assert value("2024", "gYear") == 2024 and value("7", "nonNegativeInteger") == 7
    assert str(value("537.0", "decimal")) == "537" and str(value("0.50", "decimal")) == "0.5"
    assert value("true", "boolean") is True and value("1.5", "double") == 1.5
    assert value("2024-02-30", "date") == "2024-02-30", "what its datatype does not allow stays text"


def test_rows_are_dicts() -> None:
    assert len(ANSWER) == 2 and [row["count"] for row in ANSWER] == [3, -1] == ANSWER.column("count")
    with pytest.raises(UsageError, match="no column 'counts'"):
        ANSWER.column("counts")


def test_table_is_aligned_for_wide_characters_and_hides_iris() -> None:
    _, head, rule, first, second, *_ = str(ANSWER).splitlines()
    assert "evidence_iri" not in head and rule.startswith("--------  -----")
    assert first.startswith("青禾区        3") and second.startswith("=SUM(A1)     -1")
    assert width("青禾区") == 6 and width("e\u0301") == 1


def test_csv_is_safe_in_a_spreadsheet() -> None:
    rows = list(csv.DictReader(io.StringIO(ANSWER.format("csv"))))
    assert rows[1]["name"] == "'=SUM(A1)" and rows[1]["count"] == "-1" and rows[0]["share"] == "537" and rows[0]["evidence_iri"] == PLACE


def test_json_keeps_numbers() -> None:
    rows = json.loads(ANSWER.format("json"))
    assert rows[0] == {"name": "青禾区", "count": 3, "share": 537, "day": "2024-03-01", "evidence": "共3家企业", "evidence_iri": PLACE}
    assert rows[1]["share"] is None


def test_markdown_and_html_escape() -> None:
    assert "a\\|b \\*c\\* \\<d\\>" in ANSWER.format("markdown")
    assert "&lt;d&gt;" in ANSWER._repr_html_() and "<d>" not in ANSWER._repr_html_()


def test_unknown_formats_are_named() -> None:
    with pytest.raises(UsageError, match="no format 'xlsx'"):
        ANSWER.format("xlsx")
    with pytest.raises(UsageError, match="no result format 'table'"):
        ANSWER.results("table")


@pytest.mark.parametrize(
    ("name", "kind"), [("json", QueryResultsFormat.JSON), ("xml", QueryResultsFormat.XML), ("tsv", QueryResultsFormat.TSV)]
)
def test_standard_results_are_read_by_others(name: str, kind: QueryResultsFormat) -> None:
    terms = (
        (Term("uri", "http://example.org/a"), Term("literal", 'x\\"\n\t<&>', "", "zh")),
        (Term("literal", "1.5", XSD + "decimal"), None),
    )
    read = parse_query_results(Answer(("a", "b"), terms).results(name).encode(), format=kind)
    rows = [[str(row[0]), str(row[1]) if row[1] else None] for row in read]
    assert rows == [["<http://example.org/a>", '"x\\\\\\"\\n\\t<&>"@zh'], [f'"1.5"^^<{XSD}decimal>', None]]


def test_standard_json_comes_back() -> None:
    assert of_json(ANSWER.results("json")) == (ANSWER.columns, ANSWER.terms)
    assert of_json('{"head": {}, "boolean": true}') is True
    with pytest.raises(ValueError, match="not a SPARQL JSON result"):
        of_json('{"rows": []}')


def test_standard_xml_holds_what_xml_can() -> None:
    ElementTree.fromstring(Answer.of_values(("a",), [("\x00\x1b",)]).results("xml"))


def test_evidence_is_found_by_its_iri() -> None:
    assert ANSWER.evidence() == [Evidence("2023/a b", 3, 9, "共3家企业")]


def test_frames() -> None:
    assert list(ANSWER.to_pandas()["count"]) == [3, -1]
    assert ANSWER.to_polars()["count"].to_list() == [3, -1]
    graph = ANSWER.to_networkx("name", "evidence")
    assert list(graph.edges(data="count")) == [("青禾区", "共3家企业", 3), ("=SUM(A1)", "a|b *c*\n<d>", -1)]


def test_rich_takes_no_markup_from_values() -> None:
    from rich.console import Console

    out = io.StringIO()
    Console(file=out, width=80).print(Answer.of_values(("a",), [("[bold]x[/bold]",)]).to_rich())
    assert "[bold]x[/bold]" in out.getvalue()


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in str(Answer.of_values(("a",), [("\x1b[31mred",)]))


def test_what_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: object) -> object:
        raise ImportError(name)

    monkeypatch.setattr("kg.answer.frames.importlib.import_module", missing)
    with pytest.raises(MissingExtra, match=r"district-kg\[tables\]"):
        ANSWER.to_pandas()
    assert builtins.__import__ is real


def test_a_cut_answer_says_so() -> None:
    cut = Answer(("a",), ((Term("literal", "x"),),), truncated=True)
    assert cut.note in str(cut) and cut.note in cut.format("markdown")


@pytest.mark.parametrize(("form", "part"), [("json", '"boolean": true'), ("xml", "<boolean>true</boolean>")])
def test_the_answer_of_an_ask_has_a_standard_form(form: str, part: str) -> None:
    from kg.answer.results import boolean

    assert part in boolean(True, form)


def test_facts_of_all_kinds_are_named_for_people() -> None:
    labels = {"predicate": {"zh": "关系", "codes": "predicates"}}
    shown = Answer.of_values(("predicate",), [("reached",), ("observed",), ("locatedIn",)], labels=labels).format("csv")
    assert "reached" in shown
    assert "reached" not in Answer.of_values(("predicate",), [("reached",)], labels=labels).format("table")
