"""The SPARQL 1.1 Protocol: W3C's cases on the endpoint, and what else the protocol says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

rdflib = pytest.importorskip("rdflib")
CASES = Path(__file__).parents[2].parent / "shared/w3c/sparql11-protocol"
MF, HT, CNT, UT = (
    rdflib.Namespace(iri)
    for iri in (
        "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#",
        "http://www.w3.org/2011/http#",
        "http://www.w3.org/2011/content#",
        "http://www.w3.org/2009/sparql/tests/test-update#",
    )
)
GRAPHS = {f"http://kasei.us/2009/09/sparql/data/data{number}.rdf": f"data{number}.nt" for number in (1, 2, 3)}
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
FORMATS = {
    "boolean": {JSON, XML},
    "tabular": {JSON, XML, "text/csv", "text/tab-separated-values"},
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml"},
}


def manifest() -> Any:
    return rdflib.Graph().parse(CASES / "manifest.ttl") if CASES.exists() else rdflib.Graph()


MANIFEST = manifest()
ENTRIES = sorted(str(entry).rpartition("#")[2] for entry in MANIFEST.subjects(MF.action, None))
needs_cases = pytest.mark.skipif(not ENTRIES, reason="the W3C cases are not at hand (../shared/w3c/sparql11-protocol)")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """Nothing but the endpoint, on the graphs of the cases."""
    import pyoxigraph as ox
    import uvicorn
    from starlette.applications import Starlette
    from starlette.routing import Route

    from kg.query import Engine
    from kg.web.app import _plainly
    from kg.web.guard import Guard
    from kg.web.sparql import Endpoint
    from tests.web.running import served

    quads = [
        ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(iri))
        for iri, name in GRAPHS.items()
        if CASES.exists()
        for t in ox.parse(path=str(CASES / name), format=ox.RdfFormat.N_TRIPLES)
    ]
    with Engine.of_quads(quads) as engine:
        app = Starlette(routes=[Route("/sparql/", _plainly(Endpoint(lambda: engine)), methods=["GET", "POST"], name="sparql")])
        with served(uvicorn.Server(uvicorn.Config(Guard(app, ["www.example"]), port=0, log_level="error", lifespan="off"))) as port:
            yield f"http://127.0.0.1:{port}"


def listed(node: Any) -> list[Any]:
    return list(rdflib.collection.Collection(MANIFEST, node)) if node is not None else []


@needs_cases
@pytest.mark.parametrize("entry", ENTRIES)
def test_w3c(entry: str, endpoint: str) -> None:
    """A query is answered as expected; what is wrong is told by a 4xx; an update, however right, is refused by one."""
    me = next(s for s in MANIFEST.subjects(MF.action, None) if str(s).endswith(f"#{entry}"))
    updates = entry.startswith("update_")
    for number, request in enumerate(listed(MANIFEST.value(MANIFEST.value(me, MF.action), HT.requests))):
        answer = sent(endpoint, request)
        if updates and number:
            continue  # a query about what the update would have done
        expected = {str(status)[-3:] for status in MANIFEST.objects(MANIFEST.value(request, HT.resp), MF.expectedStatus)}
        wanted = {"4xx"} if updates else expected
        assert f"{answer.status_code // 100}xx" in wanted, (entry, answer.status_code, answer.text)
        if not updates and answer.status_code == 200:
            fits(request, answer)


def sent(endpoint: str, request: Any) -> httpx.Response:
    body = MANIFEST.value(request, HT.body)
    encoding = str(MANIFEST.value(body, CNT.characterEncoding)) if body is not None else "utf-8"
    content = str(MANIFEST.value(body, CNT.chars)).encode(encoding) if body is not None else None
    headers = {
        str(MANIFEST.value(h, HT.fieldName)): str(MANIFEST.value(h, HT.fieldValue)) for h in listed(MANIFEST.value(request, HT.headers))
    }
    return httpx.request(
        str(MANIFEST.value(request, HT.methodName)),
        endpoint + str(MANIFEST.value(request, HT.absolutePath)),
        content=content,
        headers=headers,
        timeout=30,
    )


def fits(request: Any, answer: httpx.Response) -> None:
    response = MANIFEST.value(request, HT.resp)
    if (truth := MANIFEST.value(response, MF.expectedBoolean)) is not None:
        assert answer.json()["boolean"] == truth.toPython()
    if (form := MANIFEST.value(response, MF.expectedFormat)) is not None:
        assert answer.headers["content-type"].partition(";")[0] in FORMATS[str(form)]


ASK, ROWS, TRIPLES = "ASK {}", "SELECT ?s { ?s a <https://district-kg.example/ns#Park> }", "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3"


@pytest.mark.parametrize(
    ("accept", "query", "media"),
    [
        ("*/*", ROWS, JSON),
        (XML, ROWS, XML),
        ("text/csv", ROWS, "text/csv"),
        ("text/tab-separated-values", ROWS, "text/tab-separated-values"),
        (f"text/csv;q=0.2, {XML};q=0.9", ROWS, XML),
        ("application/json", ROWS, JSON),
        ("application/*", ROWS, JSON),
        ("text/csv", ASK, JSON),
        (XML, ASK, XML),
        ("text/turtle", TRIPLES, "text/turtle"),
        ("application/ld+json", TRIPLES, "application/ld+json"),
        ("application/n-triples", TRIPLES, "application/n-triples"),
        ("application/rdf+xml", TRIPLES, "application/rdf+xml"),
        ("*/*", TRIPLES, "text/turtle"),
    ],
)
def test_results_by_accept(ask, accept: str, query: str, media: str) -> None:  # type: ignore[no-untyped-def]
    answer = ask.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT", 400),
        ("ASK { SERVICE <http://127.0.0.1/> {} }", 400),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", 400),
        ("ASK " + "{" * 500, 400),
        ("ASK FROM <http://127.0.0.1:1/x> {}", 400),
        ("", 400),
        ("SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(9)) + " }", 503),
    ],
)
def test_what_is_refused(ask, query: str, status: int, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("kg.web.sparql.SECONDS", 1.0)
    assert ask.get("/sparql", params={"query": query}).status_code == status


def test_not_acceptable_and_not_utf8(ask) -> None:  # type: ignore[no-untyped-def]
    assert ask.get("/sparql", params={"query": ROWS}, headers={"accept": "image/png"}).status_code == 406
    assert ask.get("/sparql?query=ASK%20%7B%22%FF%22%7D").status_code == 400
    assert ask.post("/sparql", content="update=CLEAR+ALL", headers={"content-type": "application/x-www-form-urlencoded"}).status_code == 403


def test_service_description_and_void(ask) -> None:  # type: ignore[no-untyped-def]
    described = rdflib.Graph().parse(data=ask.get("/sparql", headers={"accept": "text/turtle"}).text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert list(described.objects(None, sd.endpoint)) == [rdflib.URIRef(str(ask.base_url).rstrip("/") + "/sparql")]
    assert rdflib.Graph().parse(data=ask.get("/.well-known/void").text, format="turtle")
    assert ask.get("/sparql", headers={"accept": "text/html"}).headers["location"] == "/query"


def test_cors_is_an_option(ask, graph_folder: Path) -> None:  # type: ignore[no-untyped-def]
    from tests.web.running import running

    other = {"origin": "https://elsewhere.example"}
    assert "access-control-allow-origin" not in ask.get("/sparql", params={"query": ASK}, headers=other).headers
    assert ask.post("/sparql", data={"query": ASK}, headers=other).status_code == 403
    with running(graph_folder, cors=True, read_only=True) as open_room:
        answer = httpx.post(open_room.home + "/sparql", data={"query": ASK}, headers=other, timeout=30)
        assert answer.headers["access-control-allow-origin"] == "*" and answer.json()["boolean"]
        assert httpx.options(open_room.home + "/sparql", headers=other).status_code == 204


def test_sparqlwrapper(room) -> None:  # type: ignore[no-untyped-def]
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(room.home + "/sparql")
    for method in (
        wrapper.GET,
        wrapper.POST,
    ):
        for form in (wrapper.JSON, wrapper.XML, wrapper.CSV):
            client.setMethod(method)
            client.setReturnFormat(form)
            client.setQuery(ROWS)
            found = client.query().convert()
            assert "松岭光电产业园" in (
                json.dumps(found, ensure_ascii=False) if form == wrapper.JSON else found.toxml() if form == wrapper.XML else found.decode()
            )
    client.setRequestMethod(wrapper.POSTDIRECTLY)
    client.setReturnFormat(wrapper.TURTLE)
    client.setQuery(TRIPLES)
    assert len(rdflib.Graph().parse(data=client.query().convert(), format="turtle")) == 3


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_sparqlstore(room, method: str) -> None:  # type: ignore[no-untyped-def]
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = rdflib.Graph(SPARQLStore(room.home + "/sparql", method=method))
    assert len(list(graph.query(ROWS))) == 1
    park = rdflib.URIRef("https://district-kg.example/id/Park/松岭光电产业园")
    assert (park, rdflib.RDF.type, rdflib.URIRef("https://district-kg.example/ns#Park")) in graph
