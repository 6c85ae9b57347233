"""Where exactly a query is refused, and what is said of it: each limit is one that may be reached, and no further."""

from __future__ import annotations

import pytest

from kg.errors import QueryError, UsageError
from kg.query import guard
from kg.query.engine import Engine, Limits, _cause, _result
from kg.query.guard import check
from kg.query.tokens import meaningful, tokens, where
from kg.query.worker import Died
from tests.queries.engines import engine

ASK = "ASK { ?s ?p ?o }"


def test_tokens_may_be_as_many_as_the_limit() -> None:
    assert check(ASK, max_tokens=6) == ("ASK", [])
    with pytest.raises(QueryError, match="more than 5 tokens"):
        check(ASK, max_tokens=5)


def test_brackets_may_be_as_deep_as_the_limit() -> None:
    assert check("ASK {{ ?s ?p ?o }} ", max_depth=2)[0] == "ASK" and check("ASK { ?s ?p (1) . ?s ?p [] }", max_depth=2)[0] == "ASK"
    for query in ("ASK {{ ?s ?p ?o }}", "ASK { ?s ?p (1) }", "ASK { ?s ?p [] }"):
        with pytest.raises(QueryError, match="deeper than 1 at line 1"):
            check(query, max_depth=1)


def test_a_query_may_be_as_long_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_LENGTH", len(ASK))
    assert check(ASK) == ("ASK", [])
    with pytest.raises(QueryError, match=f"has {len(ASK) + 1} characters; at most {len(ASK)}"):
        check(ASK + " ")


def test_places_are_counted_from_one() -> None:
    assert [where("ab\ncd\n", offset) for offset in (0, 1, 2, 3, 6)] == ["line 1, column 1", "line 1, column 2", "line 1, column 3", "line 2, column 1", "line 3, column 1"]
    assert [(token.kind, token.text, token.start) for token in tokens("ASK {} # c")] == [
        ("word", "ASK", 0), ("space", " ", 3), ("punctuation", "{", 4), ("punctuation", "}", 5), ("space", " ", 6), ("comment", "# c", 7),
    ]  # fmt: skip
    assert [token.text for token in meaningful("ASK {} # c")] == ["ASK", "{", "}"]
    with pytest.raises(QueryError, match="cannot be read at line 2, column 2"):
        list(tokens('ASK\n "open'))


@pytest.mark.parametrize(("query", "graphs"), [
    ("SELECT * FROM <http://a/b> FROM NAMED <http://c/d> { ?s ?p ?o }", ["http://a/b", "http://c/d"]), ("SELECT * from <http://a/b> { ?s ?p ?o }", ["http://a/b"]),
    ('ASK { ?s ?p "FROM" }', []), ("ASK { ?from ?p ?o }", []),
])  # fmt: skip
def test_the_graphs_that_a_query_names(query: str, graphs: list[str]) -> None:
    assert check(query)[1] == graphs


@pytest.mark.parametrize("query", ["SELECT * FROM", "SELECT * FROM NAMED", "SELECT * FROM NAMED NAMED <http://a/b> {}", "SELECT * FROM <a> {}", "SELECT * FROM ?g {}", "SELECT * FROM NAMED ?g {}"])
def test_a_graph_that_is_no_full_iri_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="names no graph of this store"):
        check(query)


@pytest.mark.parametrize(("query", "form"), [
    ("PREFIX insert: <http://x/> SELECT * {}", "SELECT"), ("describe <http://x/>", "DESCRIBE"), ("CONSTRUCT WHERE {}", "CONSTRUCT"),
    ("# DROP\nASK {}", "ASK"),
])  # fmt: skip
def test_the_first_word_that_is_a_form_says_which(query: str, form: str) -> None:
    assert check(query)[0] == form


def test_an_iri_in_two_readings_is_refused_and_a_whole_one_is_not() -> None:
    assert check("ASK { <http://a/b#c'd> ?p ?o }")[0] == "ASK" and check("ASK { <a> ?p ?o }")[0] == "ASK"
    for iri in ("<a#b>", "<a'b>"):
        with pytest.raises(QueryError, match="can be read in two ways"):
            check(f"ASK {{ {iri} ?p ?o }}")


def test_limits_may_be_reached_and_no_further() -> None:
    most = Limits(timeout=0.01, memory=1, max_rows=1, max_bytes=1, max_depth=1, max_tokens=1 << 62)
    assert (most.timeout, most.max_rows, most.max_tokens) == (0.01, 1, 1 << 62)
    for wrong in ({"timeout": 0.009}, {"max_rows": 0}, {"memory": (1 << 62) + 1}, {"max_bytes": 1.5}, {"max_depth": True}):
        with pytest.raises(UsageError, match=next(iter(wrong))):
            Limits(**wrong)  # type: ignore[arg-type]


def test_a_limit_that_there_is_none_of_names_those_there_are() -> None:
    with pytest.raises(UsageError, match="no limit rows") as caught:
        engine().query(ASK, rows=3)
    assert "max_rows" in caught.value.way_out


def test_limits_of_a_question_are_those_of_the_engine_but_for_what_it_names() -> None:
    with Engine(engine().store, Limits(max_rows=2)) as small:
        assert len(small.query("SELECT * { ?s ?p ?o }").rows) == 2 and len(small.query("SELECT * { ?s ?p ?o }", max_rows=3).rows) == 3  # type: ignore[union-attr]
        assert len(small._idle) == 1
        with pytest.raises(QueryError, match="deeper than 1"):
            small.query("ASK {{ ?s ?p ?o }}", max_depth=1)
        with pytest.raises(QueryError, match="more than 2 tokens"):
            small.query(ASK, max_tokens=2)
    assert small._idle == []


def test_how_a_process_ended_is_said() -> None:
    what, way_out = _cause(Died(-9), Limits(memory=3 << 20))
    assert what == "the query ended its process (SIGKILL): past 3 MiB of memory, or too deep" and way_out
    assert "(status 0)" in _cause(Died(0), Limits())[0]


def test_what_the_child_says_becomes_an_answer() -> None:
    assert _result({"boolean": False}, b"", "") is False and _result({"boolean": True}, b"", "") is True
    rows = _result({"columns": ["a", "b"], "truncated": True}, '[[["literal","云","",""],null]]'.encode(), "")
    assert rows.columns == ("a", "b") and rows.rows[0][1] is None and str(rows.rows[0][0]) == "云" and rows.truncated  # type: ignore[union-attr, index]
    graph = _result({"truncated": True}, b"<a>", "text/plain")
    assert graph == b"<a>" and graph.media == "text/plain" and graph.truncated  # type: ignore[union-attr]
