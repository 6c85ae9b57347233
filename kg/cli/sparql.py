"""kg sparql: any SPARQL 1.1 query, on the graph or on a server."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import click

from kg.cli.common import (
    endpoint_option,
    graph_option,
    lang_option,
    note,
    opened,
    out,
    password_option,
    print_answer,
    signed_in,
    user_option,
)
from kg.errors import UsageError
from kg.query.prefixes import declared

ROWS = ("table", "csv", "json", "markdown")
RESULTS = {"srj": "json", "srx": "xml", "srcsv": "csv", "tsv": "tsv"}
QUERY = re.compile(r"\s*(#|(BASE|PREFIX|SELECT|ASK|CONSTRUCT|DESCRIBE|INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b)", re.IGNORECASE)
TRIPLES = {"turtle": "text/turtle", "ntriples": "application/n-triples", "rdfxml": "application/rdf+xml", "jsonld": "application/ld+json"}


@click.command()
@click.argument("query", default="-", metavar="[QUERY.rq|-]")
@graph_option
@click.option(
    "--format", "-f", "form", type=click.Choice((*ROWS, *RESULTS, *TRIPLES)),
    help="Rows: table (default), csv, json, markdown, or the standard srj, srx, srcsv, tsv. Triples: turtle (default), ntriples, rdfxml, jsonld.",
)  # fmt: skip
@endpoint_option
@click.option("--timeout", type=click.FloatRange(min=0.01), default=30, show_default=True, help="Seconds that the query may take.")
@user_option
@password_option
@click.option("--max-rows", type=click.IntRange(min=1), default=100_000, show_default=True, help="Rows that it may give; the answer says if it was cut.")
@lang_option
def sparql(
    query: str, folder: str, form: str | None, endpoint: str | None, timeout: float, user: str | None, password: str | None, max_rows: int, lang: str
) -> None:
    """Answer a SPARQL 1.1 query: from a file, from standard input (-), or given in quotes. kg:, rdf:, rdfs: and the like need no PREFIX.

    Queries read only, reach no network, and are stopped at their limits.
    """
    text = declared(_text(query))
    limits: dict[str, Any] = {"timeout": timeout, "max_rows": max_rows, "media": TRIPLES.get(form or "turtle", "text/turtle")}
    if endpoint:
        from kg.templates.server import Server

        del limits["timeout"]
        _print(Server(endpoint, timeout, signed_in(user, password)).sparql(text, **limits), form, lang)
        return
    with opened(folder) as graph:
        _print(graph.sparql(text, **limits), form, lang)


def _text(query: str) -> str:
    if query == "-":
        return sys.stdin.read()
    if "{" in query or QUERY.match(query) and not Path(query).exists():
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except OSError as why:
        raise UsageError(f"{query}: {why.strerror}", "name a file with a query, or - for standard input") from why


def _print(found: Any, form: str | None, lang: str) -> None:
    if isinstance(found, bool):
        _fits(form, (*ROWS, "srj", "srx"), "true or false")
        out(_boolean(found, RESULTS.get(form or "")))
    elif isinstance(found, bytes):
        _fits(form, TRIPLES, "triples")
        out(found.decode())
        if getattr(found, "truncated", False):
            note("kg: the row limit cut these triples: there are more (--max-rows)")
    elif form in RESULTS:
        out(found.results(RESULTS[form]))
    else:
        _fits(form, (*ROWS, *RESULTS), "rows")
        print_answer(found, form or "table", lang)


def _boolean(found: bool, form: str | None) -> str:
    from kg.answer.results import boolean

    return boolean(found, form) if form else str(found).lower()


def _fits(form: str | None, allowed: Any, what: str) -> None:
    if form and form not in allowed:
        raise UsageError(f"--format {form} does not fit a query that gives {what}", f"use one of {', '.join(allowed)}")


@click.command()
@click.argument("url")
@graph_option
@click.option("--timeout", type=click.FloatRange(min=0.01), default=600, show_default=True, help="Seconds that it may take.")
@user_option
@password_option
def load(url: str, folder: str, timeout: float, user: str | None, password: str | None) -> None:
    """Put the graph into a server's graph store, in place of what it holds.

    URL is the address of its Graph Store Protocol (Oxigraph: http://host:7878/store).
    """
    with opened(folder) as graph:
        graph.load(url, timeout=timeout, auth=signed_in(user, password))
    note(f"→ {url}")
