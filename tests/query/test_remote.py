"""A SPARQL server over HTTP: errors by a server of our own, answers by a real one."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.request import urlopen

import pytest

from kg.answer import Answer
from kg.errors import QueryError, UsageError
from kg.query import GraphText
from kg.query.remote import Endpoint, load
from kg.templates import Names, Template, ask, templates
from tests.queries.engines import engine, ntriples, visible

ALL = list(templates().values())
BINARY = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")


class Fake(BaseHTTPRequestHandler):
    """Answers by path: /400, /404, /html, /slow; anything else is an ASK that is true."""

    def do_POST(self) -> None:
        if self.path == "/slow":
            time.sleep(1)
        self.send_response(int(self.path[1:]) if self.path[1:].isdigit() else 200)
        self.end_headers()
        self.wfile.write(b"<html>" if self.path == "/html" else b"bad query" if self.path == "/400" else b'{"head": {}, "boolean": true}')

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


@pytest.fixture(scope="module")
def fake() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Fake)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "what", "hint"),
    [("/400", "400.*bad query", "mend"), ("/404", "404", "path"), ("/500", "500", "log"), ("/html", "did not answer in", "address")],
)
def test_what_a_server_refuses_is_said(fake: str, path: str, what: str, hint: str) -> None:
    with pytest.raises(QueryError, match=what) as error:
        Endpoint(fake + path).query("ASK { ?s ?p ?o }")
    assert hint in error.value.way_out and path in error.value.what


def test_a_slow_server_is_left(fake: str) -> None:
    with pytest.raises(QueryError, match=r"within 0\.2 s"):
        Endpoint(fake + "/slow", timeout=0.2).query("ASK { ?s ?p ?o }")


def test_no_server_and_no_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(QueryError, match="cannot be reached"):
        Endpoint(f"http://127.0.0.1:{port}/query").query("ASK { ?s ?p ?o }")
    for url in ("file:///etc/hosts", "localhost:7878", "http://"):
        with pytest.raises(UsageError, match="no address"):
            Endpoint(url).query("ASK { ?s ?p ?o }")


def test_harm_is_not_passed_on(fake: str) -> None:
    for query in ("DROP ALL", "ASK { SERVICE <http://localhost/> { ?s ?p ?o } }"):
        with pytest.raises(QueryError, match="refused"):
            Endpoint(fake + "/ask").query(query)
    assert Endpoint(fake + "/ask").query("ASK { ?s ?p ?o }") is True


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real ``oxigraph serve`` on a free port, with the fixture's graph loaded over HTTP."""
    if BINARY is None:
        pytest.skip("the oxigraph server is not installed: pip install oxigraph")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    place = tmp_path_factory.mktemp("server")
    process = subprocess.Popen(
        [BINARY, "serve", "--location", str(place), "--bind", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(f"http://127.0.0.1:{port}/")
        load(f"http://127.0.0.1:{port}/store", ntriples())
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _wait(url: str) -> None:
    for _ in range(100):
        try:
            urlopen(url, timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url} did not come up")


@pytest.mark.heavy
@pytest.mark.parametrize("each", ALL, ids=lambda each: each.name)
def test_every_example_is_answered_alike_over_http(server: str, each: Template) -> None:
    there = Endpoint(server + "/query")
    remote = ask(each, each.example["params"], there.query)
    here = ask(each, each.example["params"], engine().query, Names(there.query))
    assert isinstance(remote, Answer) and remote.rows == here.rows and visible(remote)


@pytest.mark.heavy
def test_forms_over_http(server: str) -> None:
    there = Endpoint(server + "/query")
    assert there.query("ASK { ?s ?p ?o }") is True
    graph = there.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 2", media="application/n-triples")
    assert isinstance(graph, GraphText) and graph.count(b"\n") == 2
    cut = there.query("SELECT * { ?s ?p ?o }", max_rows=2)
    assert isinstance(cut, Answer) and len(cut) == 2 and cut.truncated
    with pytest.raises(QueryError, match="400"):
        there.query("SELECT * WHERE { ?s ?p }")


@pytest.mark.heavy
def test_one_graph_can_be_put_and_replaced(server: str, tmp_path: Path) -> None:
    there, name = Endpoint(server + "/query"), "http://example.org/g"
    for words in ("first", "second"):
        (tmp_path / "g.nt").write_text(f'<http://example.org/s> <http://example.org/p> "{words}" .\n', encoding="utf-8")
        load(server + "/store", tmp_path / "g.nt", graph=name, media="application/n-triples")
    answer = there.query(f"SELECT ?o {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
    assert isinstance(answer, Answer) and answer.column("o") == ["second"]
    with pytest.raises(QueryError, match="400"):
        load(server + "/store", b"not triples", graph=name, media="application/n-triples")
