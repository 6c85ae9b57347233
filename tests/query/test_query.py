"""Running queries: answers, limits, and thirty-odd queries that mean harm."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kg.answer import Answer
from kg.errors import GraphError, QueryError
from kg.query import Engine, GraphText, check, run
from kg.query.tokens import meaningful, tokens
from kg.rdf import quads
from tests.queries.engines import engine
from tests.queries.fixture import BASE, knowledge

KG = "PREFIX kg: <https://district-kg.example/ns#> "
DOUBLING = " ".join(f"BIND(CONCAT(?x{step}, ?x{step}) AS ?x{step + 1})" for step in range(40))
REFUSED = [
    "ASK { SERVICE <URL> { ?s ?p ?o } }",
    "ASK { service <URL> { ?s ?p ?o } }",
    "ASK { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "ASK { SERVICESILENT<URL>{ ?s ?p ?o } }",
    "ASK { SeRvIcE\n\t<URL> { ?s ?p ?o } }",
    "ASK { SERVICE#comment\n<URL> { ?s ?p ?o } }",
    "PREFIX e: <URL> ASK { SERVICE e: { ?s ?p ?o } }",
    "ASK { BIND(<URL> AS ?u) SERVICE ?u { ?s ?p ?o } }",
    "ASK { VALUES ?u { <URL> } SERVICE ?u { ?s ?p ?o } }",
    "ASK { ?s ?p 1SERVICE <URL> { ?s ?p ?o } }",
    "ASK { ?s ?p trueSERVICE <URL> { ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "ASK { ?s ?p ?b . FILTER(1<?b||'>'!='') SERVICE <URL> { ?s ?p ?o } FILTER(''='') }",
    "ASK { ?s ?p ?b . FILTER(1<?b#>'''\n) SERVICE <URL> { ?s ?p ?o } #'''\n}",
    "ASK { ?s ?p ?b . FILTER(1<?b)SERVICE?x#c>\n{ ?s ?p ?o } }",
    "LOAD <URL>",
    "LOAD SILENT <URL> INTO GRAPH <http://example.org/g>",
    "INSERT DATA { <http://example.org/s> <http://example.org/p> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "WITH <http://example.org/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP ALL",
    "SELECT * FROM <URL> { ?s ?p ?o }",
    "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
    "PREFIX e: <URL> SELECT * FROM e: { ?s ?p ?o }",
    "ASK " + "{" * 5000 + "?s ?p ?o" + "}" * 5000,
    "ASK { ?s ?p ?o FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
    "ASK { ?s ?p ?o FILTER(" + "!" * 30_000 + "?o) }",
    "ASK { ?s ?p \"open",
    "",
    "nonsense",
]  # fmt: skip
COSTLY = [
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i",
    f'SELECT (STRLEN(?x40) AS ?n) {{ BIND("aaaaaaaaaaaaaaaaaaaaaaaa" AS ?x0) {DOUBLING} }}',
    'ASK { ?s ?p ?o . ?t ?q ?u . ?v ?w ?x FILTER(REGEX(CONCAT(STR(?o), STR(?u), STR(?x)), "(.*)*(.*)*$b")) }',
    "SELECT (COUNT(*) AS ?n) { ?a (<http://x>|!<http://x>)* ?b . ?b (<http://x>|!<http://x>)* ?c . ?c (<http://x>|!<http://x>)* ?d }",
    "ASK { ?s " + "/".join(["<http://example.org/p>"] * 9000) + " ?o }",
    "ASK { ?s ?p ?o FILTER(" + "!" * 15_000 + "?o) }",
    "ASK { ?s ?p ?o FILTER(" + "-" * 15_000 + "1 = 1) }",
    "ASK { ?s ?p ?o " + "OPTIONAL { ?s ?p ?o } " * 2500 + "}",
    "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
]


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[object]]]:
    """A local address, and who called there."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_accept, args=(server, calls), daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", calls


def _accept(server: socket.socket, calls: list[object]) -> None:
    while True:
        try:
            calls.append(server.accept())
        except OSError:
            return


def lives() -> None:
    started = time.monotonic()
    assert engine().query(KG + "ASK { ?s a kg:Project }") is True
    assert time.monotonic() - started < 60, "a new child starts well below that, even on a busy machine"


@pytest.mark.parametrize("query", REFUSED)
def test_harm_is_refused_and_reaches_nobody(query: str, listener: tuple[str, list[object]]) -> None:
    url, calls = listener
    with pytest.raises(QueryError):
        engine().query(query.replace("URL", url))
    lives()
    assert not calls


@pytest.mark.parametrize("query", COSTLY)
def test_costly_queries_end_and_the_next_is_answered(query: str) -> None:
    try:
        engine().query(query, timeout=0.5, memory=256 << 20)
    except QueryError as error:
        assert error.what
    lives()


def test_the_kernel_refuses_a_service_that_slips_through(monkeypatch: pytest.MonkeyPatch, listener: tuple[str, list[object]]) -> None:
    url, calls = listener
    monkeypatch.setattr("kg.query.engine.check", lambda text, **limits: ("ASK", []))
    with pytest.raises(QueryError):
        engine().query(f"ASK {{ SERVICE <{url}> {{ ?s ?p ?o }} }}")
    time.sleep(0.1)
    assert not calls


@pytest.mark.parametrize(
    "query",
    [
        'ASK { ?service ?p "SERVICE <http://localhost/>" } # SERVICE',
        "PREFIX service: <http://example.org/service#> ASK { ?s service:SERVICE ?o }",
        "PREFIX load: <http://example.org/load#> ASK { ?s load:LOAD <http://example.org/SERVICE> }",
        'ASK { ?s ?p "DROP ALL"@en, """a "quoted" { brace""" }',
    ],
)
def test_harmless_words_are_no_harm(query: str) -> None:
    assert engine().query(query) is False


def test_time_limit_is_kept_and_said() -> None:
    started = time.monotonic()
    with pytest.raises(QueryError, match=r"ran past 0\.3 s"):
        engine().query(COSTLY[0], timeout=0.3)
    assert time.monotonic() - started < 5


def test_memory_limit_is_kept_and_said() -> None:
    with pytest.raises(QueryError, match="memory"):
        engine().query(COSTLY[2], timeout=60, memory=200 << 20)


def test_row_limit_is_said() -> None:
    answer = engine().query("SELECT * { ?s ?p ?o }", max_rows=3)
    assert isinstance(answer, Answer) and len(answer) == 3 and answer.truncated and "3" in answer.note
    whole = engine().query("SELECT * { ?s ?p ?o } LIMIT 3", max_rows=3)
    assert isinstance(whole, Answer) and not whole.truncated and not whole.note


def test_nesting_limit_counts_brackets_not_strings() -> None:
    check('ASK { ?s ?p "' + "{" * 500 + '" }')
    with pytest.raises(QueryError, match="deeper than 5 at line 2, column 6"):
        check("ASK\n{{{{{{ ?s ?p ?o }}}}}}", max_depth=5)


def test_forms() -> None:
    source = list(quads(knowledge(), BASE))
    assert run("ASK { ?s ?p ?o }", source) is True
    rows = run(KG + "SELECT ?s { ?s a kg:Park } ORDER BY ?s", source)
    assert isinstance(rows, Answer) and len(rows) == 3
    graph = run(KG + "CONSTRUCT { ?s a [ kg:of ?s ] } WHERE { ?s a kg:Park }", source, media="application/n-triples")
    again = run(KG + "CONSTRUCT { ?s a [ kg:of ?s ] } WHERE { ?s a kg:Park }", source, media="application/n-triples")
    assert isinstance(graph, GraphText) and graph.media == "application/n-triples" and graph == again and graph.count(b"\n") == 6
    described = run(f"DESCRIBE <{BASE}Park/南浦智造园>", source, prefixes={"kg": "https://district-kg.example/ns#"})
    assert isinstance(described, GraphText) and b"a kg:Park" in described and not described.truncated


def test_a_graph_of_the_store_may_be_named_in_from() -> None:
    graph = f"{BASE}Document/2023/news"
    with Engine.of_quads(quads(knowledge(), BASE, graphs=True)) as named:
        assert named.query(f"ASK FROM <{graph}> {{ ?s ?p ?o }}") is True


def test_a_syntax_error_says_where() -> None:
    with pytest.raises(QueryError, match="1:15"):
        engine().query("SELECT * WHERE")


def test_a_folder_that_is_no_store_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=str(tmp_path)):
        run("ASK { ?s ?p ?o }", tmp_path)


def test_threads_share_an_engine() -> None:
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(engine().query("ASK { ?s ?p ?o }"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 4


def test_tokens_joined_are_the_query() -> None:
    query = 'SELECT ?x WHERE { ?x <a:b>|^e:c+ \'it\'\'s\' ; !(a|^e:d.e) """a"b"""@en-GB , -1.5e3 . # end\n FILTER(?x<3 && ?x >= $y) }'
    assert "".join(token.text for token in tokens(query)) == query
    kinds = {token.text: token.kind for token in meaningful(query)}
    assert (
        kinds["e:d.e"] == "prefixed"
        and kinds['"""a"b"""'] == "string"
        and kinds["$y"] == "variable"
        and kinds["<a:b>"] == "iri"
        and kinds["<"] == "punctuation"
    )


@pytest.mark.parametrize("piece", ["a.", "a ", "a-", "é.", ":a.", "<a", "'x", '"""x', "_:a.", "@a-", "1."])
def test_a_long_query_is_judged_at_once(piece: str) -> None:
    """The guard runs before the child that can be killed: it must be linear, and bounded."""
    for many in (60_000, 2_000_000):
        begun = time.perf_counter()
        with suppress(QueryError):  # one long name is a token like any other
            check("SELECT * { " + piece * many)
        assert time.perf_counter() - begun < 2
    with pytest.raises(QueryError, match="characters"):
        check("SELECT * { " + piece * 2_000_000)
