"""A small JSON API for the same answers, described by OpenAPI."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.errors import KgError, LimitError, UsageError
from kg.web import answers
from kg.web.busy import Busy, Queue
from kg.web.library import Library
from kg.web.openapi import document
from kg.web.shelf import Shelf

Given = Mapping[str, str]


def _limit(given: Given) -> int:
    text = given.get("limit", str(answers.ROWS))
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        raise UsageError(f"no limit {text!r}", f"write a number from 1 to {answers.MOST}")
    return int(text)


def _need(given: Given, name: str) -> str:
    if not given.get(name):
        raise UsageError(f"{name} is not given", f"add ?{name}=…")
    return given[name]


ANSWERS: dict[str, Callable[[Shelf, Given], answers.Plain]] = {
    "/api/search": lambda shelf, given: answers.search(shelf, _need(given, "q"), _limit(given)),
    "/api/show/{name:path}": lambda shelf, given: answers.show(shelf, given["name"], _limit(given)),
    "/api/ask": lambda shelf, given: {"templates": answers.catalogue()},
    "/api/ask/{template}": lambda shelf, given: answers.ask(shelf, given["template"], {k: v for k, v in given.items() if k not in ("template", "limit")}, _limit(given)),
    "/api/evidence/{key}": lambda shelf, given: answers.evidence(shelf, given["key"]),
    "/api/compare": lambda shelf, given: answers.compare(shelf, _need(given, "a"), _need(given, "b"), _limit(given)),
    "/api/promises": lambda shelf, given: answers.promises(shelf, given.get("area", ""), given.get("year", ""), given.get("outcome", ""), _limit(given)),
    "/api/describe": lambda shelf, given: answers.describe(shelf),
}


def routes(library: Library, queue: Queue) -> Iterable[Route]:
    """The addresses under /api/."""
    yield from (Route(path, _handler(library, queue, give), methods=["GET"]) for path, give in ANSWERS.items())
    yield Route("/api/verify", _verifier(library, queue), methods=["POST"])
    yield Route("/api/openapi.json", _openapi, methods=["GET"])


async def _openapi(request: Request) -> Response:
    return JSONResponse(document(str(request.base_url).rstrip("/")))


def _handler(library: Library, queue: Queue, give: Callable[[Shelf, Given], answers.Plain]) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        given = {**dict(request.query_params), **request.path_params}
        return await _answered(queue if "/ask/" in request.url.path else None, request, lambda: give(library.shelf(), given))

    return answer


def _verifier(library: Library, queue: Queue) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        try:
            body = json.loads(await request.body())
            text, date, region = (body.get(name) or "" for name in ("text", "date", "region"))
            if not all(isinstance(value, str) for value in (text, date, region)) or not text:
                raise ValueError("text is missing")
        except (ValueError, AttributeError, RecursionError) as why:
            return wrong(400, f"send JSON with a text: {why}", '{"text": "…", "date": "2031-02", "region": "…"}')
        return await _answered(queue, request, lambda: answers.verify(library.shelf(), text, date, region))

    return answer


async def _answered(queue: Queue | None, request: Request, give: Callable[[], answers.Plain]) -> Response:
    """The answer, or what is wrong; what runs a query or reads a text waits for its turn in the queue."""
    try:
        async with queue.turn(request) if queue else nullcontext():
            return JSONResponse(await run_in_threadpool(give))
    except Busy:
        return wrong(503, "too many wait", "try again shortly", {"Retry-After": "5"})
    except LimitError as error:
        return wrong(503, error.what, error.way_out)
    except UsageError as error:
        return wrong(404 if error.what.startswith("no ") else 400, error.what, error.way_out)
    except KgError as error:
        return wrong(400, error.what, error.way_out)


def wrong(status: int, what: str, way_out: str, headers: Mapping[str, str] | None = None) -> Response:
    """An error as JSON: what is wrong, and the way out."""
    return JSONResponse({"error": what, "way_out": way_out}, status, dict(headers or {}))
