"""kg show."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

import click

from kg.cli.common import graph_option, lang_option, note, opened, out, stated_by_option
from kg.cli.trim import trimmed

ROWS = 25


@click.command()
@click.argument("name", nargs=-1, required=True)
@graph_option
@click.option("--format", "-f", "form", type=click.Choice(("table", "markdown", "json")), default="table", show_default=True, help="How the page is written.")
@click.option("--limit", type=click.IntRange(min=0), help=f"Rows of each section, 0 for all (on a terminal {ROWS}, else all).")
@click.option("--unread", is_flag=True, help="Of a document: the sentences with numbers or event words that gave no fact, and where they stand.")
@stated_by_option
@lang_option
def show(name: tuple[str, ...], folder: str, form: str, limit: int | None, unread: bool, stated_by: str | None, lang: str) -> None:
    """Show all that is known of an entity or a document, with the words that say so.

    NAME is any of its names, or its id.
    """
    screen = form == "table" and sys.stdout.isatty()
    with opened(folder) as graph:
        page = graph.unread(" ".join(name)) if unread else graph.show(" ".join(name), stated_by=stated_by)
    rows = ROWS if limit is None and screen else limit
    page = replace(page, sections=tuple(trimmed(section, limit=rows) for section in page.sections)) if rows else page
    if screen:
        _draw(page, lang)
    else:
        out(page.format(form, lang))
    if rows and any(section.truncated for section in page.sections):
        note("--limit 0 列出全部 shows all rows")


def _draw(page: Any, lang: str) -> None:
    from kg.cli.draw import console, drawn

    screen = console()
    screen.print(page.title, style="bold", markup=False)
    for section in page.sections:
        screen.print()
        screen.print(drawn(section, lang, screen.width))
