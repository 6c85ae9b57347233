"""The SPARQL 1.1 Protocol, read-only: query by GET, by form and directly; results by Accept; graphs named by the request; a service description."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.answer import Answer
from kg.answer.results import RESULTS, boolean
from kg.errors import KgError, LimitError, QueryError
from kg.query import Dataset, Engine
from kg.web.accept import choose
from kg.web.busy import Busy, Queue
from kg.web.describing import service

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
ROWS = {RESULTS[name].media.partition(";")[0]: name for name in ("json", "xml", "csv", "tsv")} | {"application/json": "json", "application/xml": "xml", "text/xml": "xml"}
TRUTHS = {media: name for media, name in ROWS.items() if name in ("json", "xml")}
TRIPLES = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json", "text/plain")
UPDATES = frozenset({"update", "using-graph-uri", "using-named-graph-uri"})
SECONDS, MOST_ROWS = 20.0, 50_000


class Refusal(Exception):
    """A request that is not answered: its status, and why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


class Endpoint:
    """Answers the protocol on whatever engine ``engine`` gives at the time. ``base`` is where it is reached, for its description."""

    def __init__(self, engine: Callable[[], Engine], queue: Queue | None = None) -> None:
        self.engine, self.queue = engine, queue or Queue()

    async def __call__(self, request: Request) -> Response:
        try:
            if request.method == "OPTIONS":
                return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
            if request.method in ("GET", "HEAD") and "query" not in request.query_params and not UPDATES & set(request.query_params):
                return self._describe(request)
            query, dataset = await asked(request)
            async with self.queue.turn(request):
                return await run_in_threadpool(self._answer, query, dataset, request.headers.get("accept", "*/*"), str(request.url.replace(query="")))
        except Refusal as refusal:
            return said(refusal.status, refusal.why)
        except Busy:
            return said(503, "too many queries wait; try again shortly", {"Retry-After": "5"})
        except LimitError as error:
            return said(503, str(error))
        except KgError as error:
            return said(400 if isinstance(error, QueryError) else 500, str(error))

    def _describe(self, request: Request) -> Response:
        if choose(request.headers.get("accept", "*/*"), ("text/turtle", "text/html")) == "text/html":
            return RedirectResponse("/query", 303)
        return Response(service(str(request.url_for("sparql")).rstrip("/")), media_type="text/turtle; charset=utf-8")

    def _answer(self, query: str, dataset: Dataset | None, accept: str, base: str) -> Response:
        triples = choose(accept, TRIPLES)
        media = "application/n-triples" if triples == "text/plain" else triples or "text/turtle"
        found = self.engine().query(query, media=media, dataset=dataset, base=base, timeout=SECONDS, max_rows=MOST_ROWS)
        if isinstance(found, bool):
            name = TRUTHS[_offered(accept, tuple(TRUTHS), lenient=tuple(ROWS))]
            return Response(boolean(found, name), media_type=RESULTS[name].media)
        if isinstance(found, Answer):
            name = ROWS[_offered(accept, tuple(ROWS))]
            return Response(found.results(name), media_type=RESULTS[name].media, headers=_cut(found.truncated))
        if triples is None:
            raise Refusal(406, f"triples are written as {', '.join(TRIPLES)}")
        return Response(bytes(found), media_type=triples, headers=_cut(found.truncated))


def _offered(accept: str, offered: tuple[str, ...], lenient: tuple[str, ...] = ()) -> str:
    chosen = choose(accept, offered) or (offered[0] if choose(accept, lenient) else None)
    if chosen is None:
        raise Refusal(406, f"this is written as {', '.join(offered)}")
    return chosen


def _cut(truncated: bool) -> dict[str, str]:
    return {"Kg-Truncated": f"at {MOST_ROWS}"} if truncated else {}


def said(status: int, why: str, headers: dict[str, str] | None = None) -> Response:
    """A plain answer that says what is wrong."""
    return Response(f"{why}\n", status, headers, "text/plain; charset=utf-8")


async def asked(request: Request) -> tuple[str, Dataset | None]:
    """The query of a request and the dataset it names. Raises ``Refusal`` with the status that the protocol wants."""
    values = _values(request.scope["query_string"])
    direct: str | None = None
    if request.method == "POST":
        media, _, parameters = request.headers.get("content-type", "").lower().partition(";")
        if media.strip() not in (FORM, DIRECT, UPDATE):
            raise Refusal(415, f"POST a query as {DIRECT}, or as {FORM}")
        body = _decoded(await request.body(), parameters)
        if media.strip() == UPDATE:
            raise Refusal(403, "this endpoint only reads: updates are refused")
        if media.strip() == FORM:
            values += _values(body.encode())
        else:
            direct = body
    return _one(values, direct), _dataset(values)


def _values(text: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=200)
    except (UnicodeDecodeError, ValueError) as why:
        raise Refusal(400, f"not a URL-encoded query in UTF-8: {why}") from why


def _decoded(body: bytes, parameters: str) -> str:
    charset = next((part.strip()[8:].strip('"') for part in parameters.split(";") if part.strip().startswith("charset=")), "utf-8")
    try:
        if charset not in ("utf-8", "utf8"):
            raise Refusal(415, f"write it in UTF-8, not in {charset}")
        return body.decode("utf-8")
    except UnicodeDecodeError as why:
        raise Refusal(400, f"not UTF-8: {why}") from why


def _one(values: list[tuple[str, str]], direct: str | None) -> str:
    if UPDATES & {name for name, _ in values}:
        raise Refusal(403, "this endpoint only reads: updates are refused")
    queries = [value for name, value in values if name == "query"] + ([direct] if direct is not None else [])
    if len(queries) != 1:
        raise Refusal(400, f"{len(queries)} queries; ask one")
    return queries[0]


def _dataset(values: list[tuple[str, str]]) -> Dataset | None:
    default, named = (tuple(value for name, value in values if name == key) for key in ("default-graph-uri", "named-graph-uri"))
    for iri in (*default, *named):
        if ":" not in iri or any(char in iri for char in ' <>"{}|\\^`\n\r\t') or not iri.isprintable():
            raise Refusal(400, f"{iri!r} is no IRI of a graph")
    return Dataset(default, named) if default or named else None
