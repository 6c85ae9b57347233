"""Commands against a server that wants user and password, and one that never answers."""

from __future__ import annotations

import socket
import threading
from base64 import b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.cli import run

RIGHT = "Basic " + b64encode("阿岭:松湖:1".encode()).decode()
SIGNED = ("--user", "阿岭", "--password", "松湖:1")
QUERY = "SELECT ?name WHERE { ?one <http://www.w3.org/2000/01/rdf-schema#label> ?name }"
ROWS = '{"head": {"vars": ["name"]}, "results": {"bindings": [{"name": {"type": "literal", "value": "云岭科技园"}}]}}'


class Guarded(BaseHTTPRequestHandler):
    """401 without the right name and password; with them one row for a query, and 204 for a graph, which is kept."""

    stored: bytes = b""

    def do_POST(self) -> None:
        self.answered(200, ROWS.encode())

    def do_PUT(self) -> None:
        self.answered(204, b"", keep=True)

    def answered(self, code: int, body: bytes, *, keep: bool = False) -> None:
        """The answer for who signed in; the body is read in any case, else the client's writing fails."""
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        allowed = self.headers.get("Authorization") == RIGHT
        if allowed and keep:
            Guarded.stored = sent
        self.send_response(code if allowed else 401)
        self.end_headers()
        self.wfile.write(body if allowed else b"who are you?")

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


@pytest.fixture
def guarded() -> Iterator[str]:
    Guarded.stored = b""
    with ThreadingHTTPServer(("127.0.0.1", 0), Guarded) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def mute() -> Iterator[str]:
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


def commands(url: str, folder: Path) -> list[list[str]]:
    return [
        ["ask", "posts", "--endpoint", f"{url}/query", "-f", "json"],
        ["sparql", QUERY, "--endpoint", f"{url}/query", "-f", "json"],
        ["load", f"{url}/store", "--graph", str(folder)],
    ]


@pytest.mark.parametrize("which", range(3), ids=["ask", "sparql", "load"])
def test_who_does_not_sign_in_is_told_how(which: int, guarded: str, graph_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    command = commands(guarded, graph_folder)[which]
    for given in ((), ("--user", "阿岭", "--password", "错")):
        assert run([*command, *given]) == 1
        told = capfd.readouterr()
        assert "401" in told.err and "who are you?" in told.err and "--user" in told.err and not told.out
        assert "错" not in told.err and not Guarded.stored


@pytest.mark.parametrize("which", range(3), ids=["ask", "sparql", "load"])
def test_who_signs_in_is_answered(which: int, guarded: str, graph_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run([*commands(guarded, graph_folder)[which], *SIGNED]) == 0
    printed = capfd.readouterr().out
    assert b"<https://district-kg.example/" in Guarded.stored if which == 2 else "云岭科技园" in printed


def test_name_and_password_may_stand_in_the_environment(guarded: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("KG_USER", SIGNED[1])
    monkeypatch.setenv("KG_PASSWORD", SIGNED[3])
    assert run(["sparql", QUERY, "--endpoint", f"{guarded}/query"]) == 0
    assert "云岭科技园" in capfd.readouterr().out


@pytest.mark.parametrize("which", range(3), ids=["ask", "sparql", "load"])
def test_a_server_that_never_answers_meets_the_time_limit(which: int, mute: str, graph_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run([*commands(mute, graph_folder)[which], "--timeout", "0.3"]) == 1
    lines = [line for line in capfd.readouterr().err.splitlines() if line.strip()]
    assert "did not answer within 0.3 s" in lines[0] and not any("Traceback" in line for line in lines) and len(lines) <= 2
