"""The application: every address, and what answers it."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote, unquote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg import __version__
from kg.errors import GraphError, KgError, LimitError, UsageError
from kg.export.labels import colours
from kg.web import api, content, correcting, forms, pages, reading
from kg.web.accept import choose, language
from kg.web.busy import Busy, Queue
from kg.web.correcting import COOKIE, Desk
from kg.web.describing import dataset
from kg.web.guard import Guard
from kg.web.library import Library
from kg.web.shelf import Shelf
from kg.web.sparql import Endpoint
from kg.web.view import HERE, LANGUAGES, VENDOR, Said, render, url, words

Page = Callable[[Shelf, Said, Mapping[str, str]], Mapping[str, Any]]
YEAR = 365 * 24 * 3600


class Room:
    """The reading room over a ``library``, its corrections written at a ``desk``."""

    def __init__(self, library: Library, desk: Desk) -> None:
        self.library, self.desk, self.queue = library, desk, Queue()
        self.version = hashlib.sha256((HERE / "static" / "room.css").read_bytes() + (HERE / "static" / "room.js").read_bytes()).hexdigest()[:8]

    def lang(self, request: Request) -> str:
        chosen = request.query_params.get("lang") or request.cookies.get("kg_lang", "")
        return chosen if chosen in LANGUAGES else language(request.headers.get("accept-language", ""))

    def frame(self, request: Request, shelf: Shelf, said: Said) -> dict[str, Any]:
        """What every page is filled with."""
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return {"t": words()[said.lang], "lang": said.lang, "said": said, "shelf": shelf, "path": path, "version": self.version, "may": self.desk.entered(request.cookies.get(COOKIE)),
                "desk": self.desk, "form_key": self.desk.form_key if self.desk.entered(request.cookies.get(COOKIE)) else "", "sigma": (VENDOR / "sigma.min.js").is_file()}  # fmt: skip

    def filled(self, request: Request, template: str, given: Callable[[Shelf, Said], Mapping[str, Any]], status: int = 200) -> Response:
        """A page; a mistake of the reader is a page that says so. A generation that a build has just taken away is looked for anew, once."""
        shelf, begun = self.library.shelf(), time.thread_time()
        try:
            answer = self._filled(request, shelf, template, given, status)
        except GraphError:
            answer = self._filled(request, self.library.renew(), template, given, status)
        answer.headers["Server-Timing"] = f"processor;dur={(time.thread_time() - begun) * 1000:.1f}"
        return answer

    def _filled(self, request: Request, shelf: Shelf, template: str, given: Callable[[Shelf, Said], Mapping[str, Any]], status: int) -> Response:
        said = Said(shelf, self.lang(request))
        frame = self.frame(request, shelf, said)
        try:
            return HTMLResponse(render(template, {**frame, **given(shelf, said)}), status, {"Vary": "Accept-Language, Cookie", "Cache-Control": "no-cache"})
        except UsageError as error:
            return HTMLResponse(render("error.html", {**frame, "error": error, "status": 404}), 404)
        except LimitError as error:
            return HTMLResponse(render("error.html", {**frame, "error": error, "status": 503}), 503)
        except GraphError:
            if template == "document.html" and request.path_params.get("ref") not in shelf.documents:
                return HTMLResponse(render("error.html", {**frame, "error": UsageError(f"no document {request.path_params['ref']!r}"), "status": 404}), 404)
            raise
        except KgError as error:
            return HTMLResponse(render("error.html", {**frame, "error": error, "status": 400}), 400)

    def page(self, template: str, given: Page, *, heavy: bool = False) -> Callable[[Request], Any]:
        """The handler of a page."""

        async def answer(request: Request) -> Response:
            asked = {**dict(request.query_params), **request.path_params}

            def work() -> Response:
                return self.filled(request, template, lambda shelf, said: given(shelf, said, asked))

            if not heavy:
                return await run_in_threadpool(work)
            try:
                async with self.queue.turn(request):
                    return await run_in_threadpool(work)
            except Busy:
                return Response("too many wait; try again shortly\n", 503, {"Retry-After": "5"}, "text/plain")

        return answer

    async def document(self, request: Request) -> Response:
        given = {**dict(request.query_params), **request.path_params}
        return await run_in_threadpool(self.filled, request, "document.html", lambda shelf, said: reading.document(shelf, said, self._known(shelf, given), self.desk.pending(shelf)))

    @staticmethod
    def _known(shelf: Shelf, given: Mapping[str, str]) -> Mapping[str, str]:
        if given["ref"] not in shelf.documents:
            raise UsageError(f"no document {given['ref']!r}", "see the newest on the first page, or search")
        return given

    async def thing(self, request: Request) -> Response:
        """The IRI of a thing: its page for readers, RDF for others."""
        ref = request.path_params["ref"]
        media = choose(request.headers.get("accept", "*/*"), content.FORMS)
        if media is None:
            return Response(f"this is given as {', '.join(content.FORMS)}\n", 406, media_type="text/plain")
        shelf = self.library.shelf()
        place = content.page_of(shelf, ref)
        if place is None:
            raise HTTPException(404)
        if media == "text/html":
            return RedirectResponse(place, 303, {"Vary": "Accept"})
        found = await run_in_threadpool(content.rdf, shelf, ref if "%" not in unquote(ref) else quote(ref), media)
        return Response(bytes(found), media_type=media, headers={"Vary": "Accept"})

    async def live(self, request: Request) -> Response:
        """Search as one types: a fragment of a page."""
        asked = request.query_params.get("q", "")
        return await run_in_threadpool(self.filled, request, "live.html", lambda shelf, said: {"found": shelf.search(asked, 8, text=False) if asked.strip() else None})

    async def network(self, request: Request) -> Response:
        return JSONResponse(self.library.shelf().network)

    async def offline(self, request: Request) -> Response:
        from io import BytesIO

        from kg.export.html import write

        target = BytesIO()
        await run_in_threadpool(write, self.library.shelf().knowledge, target)
        return Response(target.getvalue(), media_type="text/html; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="network.html"'})

    async def speak(self, request: Request) -> Response:
        """Choose a language, and go on where one was."""
        answer = RedirectResponse(local(request.query_params.get("to", "/")), 303)
        if request.path_params["code"] in LANGUAGES:
            answer.set_cookie("kg_lang", request.path_params["code"], max_age=YEAR, samesite="lax", httponly=True)
        return answer

    async def enter(self, request: Request) -> Response:
        """Come in with the token that was printed at start."""
        cookie = self.desk.cookie(request.query_params.get("token", ""))
        if cookie is None:
            return Response("no such token\n", 403, media_type="text/plain")
        answer = RedirectResponse("/?entered=1", 303)
        answer.set_cookie(COOKIE, cookie, httponly=True, samesite="strict")
        return answer

    async def correct(self, request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form(max_files=0, max_fields=40)).items()}
        if not self.desk.admits(request.cookies.get(COOKIE), form.get("form_key", "")):
            return await run_in_threadpool(self.filled, request, "error.html", lambda shelf, said: {"error": UsageError(words()[said.lang]["read_only"]), "status": 403}, 403)
        try:
            await run_in_threadpool(self.desk.write, self.library.shelf(), form)
        except KgError as error:
            wrong = error
            return await run_in_threadpool(self.filled, request, "error.html", lambda shelf, said: {"error": wrong, "status": 400}, 400)
        back = local(form.get("back", "/corrections"))
        return RedirectResponse(back + ("&" if "?" in back else "?") + "recorded=1" if "recorded=1" not in back else back, 303)

    async def corrections(self, request: Request) -> Response:
        return await run_in_threadpool(self.filled, request, "corrections.html", lambda shelf, said: correcting.listed(shelf, said, self.desk))

    async def download(self, request: Request) -> Response:
        """The answer of a template as a file."""
        name, form = request.path_params["template"], request.path_params["form"]
        values = {key: value for key, value in request.query_params.items() if value and key != "lang"}
        try:
            async with self.queue.turn(request):
                body, media = await run_in_threadpool(forms.download, self.library.shelf(), name, form, values, self.lang(request))
        except Busy:
            return Response("too many wait; try again shortly\n", 503, {"Retry-After": "5"}, "text/plain")
        except KgError as error:
            return Response(f"{error}\n", 400, media_type="text/plain; charset=utf-8")
        return Response(body, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'})

    async def shades(self, request: Request) -> Response:
        """The colours of the ontology's types, as the sheet needs them."""
        lines = [f'.dot[data-type="{name}"] {{ background: #{colour}; }}' for name, colour in colours().items()]
        return Response("\n".join(lines), media_type="text/css", headers={"Cache-Control": "max-age=3600"})

    async def void(self, request: Request) -> Response:
        shelf = self.library.shelf()
        return Response(dataset(str(request.base_url).rstrip("/"), shelf.base, shelf.manifest), media_type="text/turtle; charset=utf-8")

    async def missing(self, request: Request, _: Exception) -> Response:
        status = getattr(_, "status_code", 404)
        return await run_in_threadpool(self.filled, request, "error.html", lambda shelf, said: {"error": UsageError(words()[said.lang]["page_not_found"]), "status": status}, status)

    def routes(self) -> Iterable[Any]:
        """Every address."""
        simple: dict[str, tuple[str, Page, bool]] = {
            "/": ("start.html", pages.start, False), "/search": ("search.html", pages.search, False), "/entity/{ref:path}": ("entity.html", pages.entity, False),
            "/promises": ("promises.html", pages.promises, False), "/compare": ("compare.html", pages.compare, False), "/network": ("network.html", pages.network, False),
            "/ask": ("asks.html", forms.listed, False), "/ask/{template}": ("ask.html", forms.asked, True), "/query": ("query.html", forms.query, True),
        }  # fmt: skip
        yield from (Route(path, self.page(template, given, heavy=heavy), methods=["GET"]) for path, (template, given, heavy) in simple.items())
        yield Route("/verify", self.page("verify.html", forms.verified, heavy=True), methods=["GET"])
        yield Route("/verify", self.verify, methods=["POST"])
        yield Route("/document/{ref:path}", self.document, methods=["GET"])
        yield Route("/id/{ref:path}", self.thing, methods=["GET"])
        yield Route("/ask/{template}/{form}", self.download, methods=["GET"])
        yield from (Route(path, handler, methods=["GET"]) for path, handler in {
            "/live": self.live, "/network.json": self.network, "/network.html": self.offline, "/lang/{code}": self.speak, "/enter": self.enter,
            "/corrections": self.corrections, "/.well-known/void": self.void, "/types.css": self.shades}.items())  # fmt: skip
        yield Route("/correct", self.correct, methods=["POST"])
        for path in ("/sparql", "/sparql/"):
            yield Route(path, _plainly(Endpoint(lambda: self.library.shelf().graph.engine, self.queue)), methods=["GET", "POST", "OPTIONS"], name="sparql" if path == "/sparql" else None)
        yield from api.routes(self.library, self.queue)
        yield Mount("/static", StaticFiles(directory=HERE / "static"), name="static")

    async def verify(self, request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form(max_files=0, max_fields=10)).items()}
        try:
            async with self.queue.turn(request):
                return await run_in_threadpool(self.filled, request, "verify.html", lambda shelf, said: forms.verified(shelf, said, form))
        except Busy:
            return Response("too many wait; try again shortly\n", 503, {"Retry-After": "5"}, "text/plain")


def _plainly(endpoint: Endpoint) -> Callable[[Request], Any]:
    """A function, for what Starlette takes to be an application if it is none."""

    async def answer(request: Request) -> Response:
        return await endpoint(request)

    return answer


def local(path: str) -> str:
    """A path of this site, whatever was asked for: nothing leads elsewhere."""
    return path if re.fullmatch(r"/(?![/\\])[^\x00-\x20\\]*", path) and len(path) < 4000 else "/"


def application(library: Library, desk: Desk | None = None, *, names: Iterable[str] = (), cors: bool = False) -> Guard:
    """The reading room as an ASGI application. ``names`` are host names that it may be asked by; ``cors`` lets other sites' pages read."""
    room = Room(library, desk or Desk(None, None))
    made = Starlette(routes=list(room.routes()), exception_handlers={404: room.missing, 405: room.missing})
    made.state.version = __version__
    return Guard(made, names, cors=cors)


__all__ = ["Room", "application", "local", "url"]
