"""The pages on which one asks: a template as a form, SPARQL, a paragraph to be checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from kg.answer import Answer
from kg.answer.formats import shown
from kg.answer.frames import PLACE
from kg.errors import KgError, UsageError
from kg.ontology import ontology
from kg.templates import ask, bind, template, templates
from kg.templates.model import Param, Template
from kg.web import drawing
from kg.web.shelf import Shelf
from kg.web.view import Said, document_url, entity_url, unquoted, url

Given = Mapping[str, str]
ROWS, QUERY_ROWS, SECONDS = 500, 1000, 20.0
LISTS = {"type": "types", "event": "events", "outcome": "outcomes"}
DOWNLOADS = {"csv": "text/csv; charset=utf-8", "json": "application/json", "markdown": "text/markdown; charset=utf-8", "xlsx": "", "rq": "application/sparql-query"}
EXAMPLES = ("SELECT ?type (COUNT(*) AS ?n) WHERE { ?s a ?type } GROUP BY ?type ORDER BY DESC(?n)",)


def listed(shelf: Shelf, said: Said, given: Given) -> dict[str, Any]:
    """Every question there is."""
    return {"templates": [each for each in templates().values() if each.form == "SELECT"]}


def asked(shelf: Shelf, said: Said, given: Given) -> dict[str, Any]:
    """A template's form, made from its header; its answer, once what it needs is given. Raises ``UsageError`` for a name that is none."""
    asking = template(given["template"])
    values = {name: given[name] for name in asking.params if given.get(name)}
    page: dict[str, Any] = {"asking": asking, "values": values, "fields": [_field(shelf, said, param) for param in asking.params.values()], "answer": None, "wrong": None,
                            "query": None, "downloads": list(DOWNLOADS), "link": urlencode(values)}  # fmt: skip
    if "go" not in given and any(param.required and param.default is None and param.name not in values for param in asking.params.values()):
        return page
    try:
        return page | _answer(shelf, said, asking, values)
    except UsageError as error:
        return page | {"wrong": error}


def _field(shelf: Shelf, said: Said, param: Param) -> dict[str, Any]:
    choices: list[tuple[str, str]] = []
    if param.type in LISTS:
        choices = [(name, said.label(LISTS[param.type], name)) for name in getattr(ontology(), LISTS[param.type])]
    names = [entity.name for entity in shelf.knowledge.entities if entity.type in param.classes][:300] if param.type == "entity" and param.classes else []
    names = names or ([document.id for document in shelf.newest[:300]] if "Document" in param.classes else [])
    return {"param": param, "label": param.label.get(said.lang) or param.name, "choices": choices, "names": names}


def _answer(shelf: Shelf, said: Said, asking: Template, values: Given) -> dict[str, Any]:
    found = _asked(shelf, asking, values)
    return {"answer": table(shelf, said, found.filled()), "query": bind(asking, values, shelf.graph.names), "chart": Markup(chart(found)), "answered": True}


def _asked(shelf: Shelf, asking: Template, values: Given) -> Answer:
    return ask(asking, values, lambda text: shelf.graph.engine.query(text, timeout=SECONDS), shelf.graph.names)


def table(shelf: Shelf, said: Said, found: Answer) -> dict[str, Any]:
    """An answer's rows with links: a name that has an IRI beside it leads to its page, words to their place."""
    cells = shown(found, said.lang)[:ROWS]
    links = [_links(shelf, found, row) for row, _ in zip(found, cells, strict=False)]
    head = [found.label(name, said.lang) for name in found.visible]
    return {"head": head, "rows": [list(zip(row, link, strict=True)) for row, link in zip(cells, links, strict=True)], "count": len(found), "cut": found.truncated or len(found) > ROWS}


def _links(shelf: Shelf, found: Answer, row: Mapping[str, Any]) -> list[str]:
    return [_link(shelf, str(row.get(f"{name}_iri") or (row[name] if str(row[name]).startswith(shelf.base) else ""))) for name in found.visible]


def _link(shelf: Shelf, iri: str) -> str:
    if not iri.startswith(shelf.base):
        return ""
    if place := PLACE.search(iri):
        return f"{document_url(unquoted(place['doc']))}?at={place['start']}-{place['end']}#lit"
    ref = unquoted(iri.removeprefix(shelf.base))
    if ref in shelf.entities:
        return entity_url(ref)
    return document_url(ref.removeprefix("Document/")) if ref.removeprefix("Document/") in shelf.documents else ""


def chart(found: Answer) -> str:
    """Bars of the first column of numbers, by the first column of words or times; empty where there is none."""
    numbers = [name for name in found.visible if any(isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) for value in found.column(name))]
    names = [name for name in found.visible if name not in numbers and any(isinstance(value, (str, Date)) for value in found.column(name))]
    wanted = [name for name in numbers if name not in ("year", "start", "end")]
    if not wanted or not names:
        return ""
    rows = [(str(row[names[0]]), float(row[wanted[0]])) for row in found if row[wanted[0]] is not None and row[names[0]] is not None]  # type: ignore[arg-type]
    return drawing.bars(rows[:30], found.label(wanted[0]))


def download(shelf: Shelf, name: str, form: str, values: Given, lang: str) -> tuple[bytes, str]:
    """A template's answer as a file, and its media type. Raises ``UsageError``."""
    if form not in DOWNLOADS:
        raise UsageError(f"no form {form!r}", f"there are: {', '.join(DOWNLOADS)}")
    asking = template(name)
    if form == "rq":
        return bind(asking, values, shelf.graph.names).encode(), DOWNLOADS[form]
    found = _asked(shelf, asking, values)
    if form == "xlsx":
        return _workbook(found, lang)
    return found.format(form, lang).encode(), DOWNLOADS[form]


def _workbook(found: Answer, lang: str) -> tuple[bytes, str]:
    from io import BytesIO

    from kg.errors import MissingExtra
    from kg.export.safe import cell

    try:
        from openpyxl import Workbook
    except ModuleNotFoundError as missing:
        raise MissingExtra("a workbook", "tables") from missing
    book = Workbook(write_only=True)
    sheet = book.create_sheet(found.template or "answer")
    sheet.append([found.label(name, lang) for name in found.visible])
    for row in shown(found, lang):
        sheet.append([cell(value) for value in row])
    target = BytesIO()
    book.save(target)
    return target.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def query(shelf: Shelf, said: Said, given: Given) -> dict[str, Any]:
    """Any SPARQL query, and its answer."""
    text = given.get("query", "")
    page: dict[str, Any] = {"text": text, "answer": None, "triples": None, "truth": None, "wrong": None, "examples": EXAMPLES, "link": url("/sparql", query=text)}
    if not text.strip():
        return page
    try:
        found = shelf.graph.engine.query(text, timeout=SECONDS, max_rows=QUERY_ROWS)
    except KgError as error:
        return page | {"wrong": error}
    if isinstance(found, bool):
        return page | {"truth": found}
    return page | ({"answer": table(shelf, said, found)} if isinstance(found, Answer) else {"triples": bytes(found).decode()})


def verified(shelf: Shelf, said: Said, given: Given) -> dict[str, Any]:
    """A paragraph checked claim by claim."""
    text = given.get("text", "")
    page: dict[str, Any] = {"text": text, "date": given.get("date", ""), "region": given.get("region", ""), "checked": None, "wrong": None}
    if not text.strip():
        return page
    try:
        return page | {"checked": shelf.verifier.verify(text, date=given.get("date") or None, region=given.get("region") or None)}
    except KgError as error:
        return page | {"wrong": error}
