"""A SPARQL 1.1 server over HTTP: queries and templates on it, and the graph loaded into it (Graph Store Protocol)."""

from __future__ import annotations

import socket
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import BinaryIO
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from kg.answer import Answer
from kg.answer.results import of_json
from kg.errors import QueryError, UsageError
from kg.query import GraphText
from kg.query.guard import check

RESULTS = "application/sparql-results+json"
MAX_BYTES = 256 << 20
TOLD = 300  # characters of a server's own message that are passed on


@dataclass(frozen=True)
class Endpoint:
    """A server's query URL, and user and password where it wants them. ``query`` answers like an engine's, so templates and names work on it too."""

    url: str
    timeout: float = 30.0
    auth: tuple[str, str] | None = field(default=None, repr=False)

    def query(self, text: str, *, media: str = "text/turtle", max_rows: int = 100_000) -> Answer | GraphText | bool:
        """Answer one query there. SERVICE and updates are refused here; limits beyond ``timeout`` (seconds) are the server's.

        Raises ``QueryError`` for what the server refuses or does not answer in time, ``UsageError`` for a URL that is none.
        """
        form, _ = check(text)
        triples = form in ("CONSTRUCT", "DESCRIBE")
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": media if triples else RESULTS, **basic(self.auth)}
        body = exchange(self.url, "POST", urlencode({"query": text}).encode(), headers, self.timeout)
        return _graph(body, media) if triples else _answer(self.url, body, max_rows)


def load(
    url: str, source: Path | bytes | BinaryIO, *, graph: str | None = None, timeout: float = 600.0, media: str = "application/n-quads", auth: tuple[str, str] | None = None
) -> None:
    """Put a graph into a server's graph store, in place of what it holds there (HTTP PUT).

    ``url`` is the store's URL (Oxigraph: ``http://host:7878/store``). N-Quads replace the whole store, which servers
    allow though the protocol does not speak of it; with ``graph`` (an IRI, or ``default``) only that graph is replaced,
    and ``source`` has to be triples, in ``media`` (``application/n-triples``, ``text/turtle``). Raises ``QueryError``
    for what the server refuses, ``UsageError`` for a URL that is none.
    """
    target = url if graph is None else f"{url}?default" if graph == "default" else f"{url}?{urlencode({'graph': graph})}"
    if isinstance(source, Path):
        with source.open("rb") as lines:
            _put(target, lines, source.stat().st_size, media, timeout, auth)
    else:
        content = source if isinstance(source, bytes) else source.read()
        _put(target, content, len(content), media, timeout, auth)


def basic(auth: tuple[str, str] | None) -> dict[str, str]:
    """The header of HTTP Basic authentication (RFC 7617) for user and password; none without them."""
    return {"Authorization": "Basic " + b64encode(":".join(auth).encode()).decode()} if auth else {}


def _put(url: str, content: bytes | BinaryIO, length: int, media: str, timeout: float, auth: tuple[str, str] | None) -> None:
    exchange(url, "PUT", content, {"Content-Type": media, "Content-Length": str(length), **basic(auth)}, timeout)


def exchange(url: str, method: str, content: bytes | BinaryIO | None, headers: Mapping[str, str], timeout: float) -> bytes:
    """One HTTP exchange: the body of the answer. Raises ``QueryError`` naming the server and what went wrong."""
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise UsageError(f"{url!r} is no address of a server", "write it as http://host:port/query")
    try:
        with urlopen(Request(url, content, dict(headers), method=method), timeout=timeout) as reply:
            body: bytes = reply.read(MAX_BYTES + 1)
    except HTTPError as error:
        raise QueryError(f"{url} answered {error.code} {error.reason}: {_told(error)}", _advice(error.code)) from error
    except (URLError, HTTPException, OSError) as error:
        raise QueryError(*_failure(url, error, timeout)) from error
    if len(body) > MAX_BYTES:
        raise QueryError(f"{url} answered more than {MAX_BYTES >> 20} MiB", "narrow the query, or give it a LIMIT")
    return body


def _told(error: HTTPError) -> str:
    return error.read(4096).decode("utf-8", "replace").strip()[:TOLD]


def _advice(code: int) -> str:
    if code in (404, 405):
        return "check the path: Oxigraph takes queries at /query and graphs at /store, Fuseki at /DATASET/sparql and /DATASET/data"
    if code in (401, 403):
        return "it wants to know who asks: --user, and the password in $KG_PASSWORD (auth=(user, password) in Python)"
    return "mend the query" if code == 400 else "see what the server's log says"


def _failure(url: str, error: Exception, timeout: float) -> tuple[str, str]:
    reason = getattr(error, "reason", error)
    if isinstance(reason, (TimeoutError, socket.timeout)):
        return f"{url} did not answer within {timeout:g} s", "narrow the query, or give it more time"
    return f"{url} cannot be reached: {reason}", "is the server running there?"


def _answer(url: str, body: bytes, max_rows: int) -> Answer | bool:
    try:
        result = of_json(body.decode("utf-8"))
    except ValueError as error:
        raise QueryError(f"{url} did not answer in {RESULTS}: {error}", "is that the server's query address?") from error
    if isinstance(result, bool):
        return result
    columns, rows = result
    return Answer(columns, rows[:max_rows], truncated=len(rows) > max_rows)


def _graph(body: bytes, media: str) -> GraphText:
    graph = GraphText(body)
    graph.media = media
    return graph
