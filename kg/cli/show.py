"""kg show."""

from __future__ import annotations

import sys
from typing import Any

import click

from kg.cli.common import graph_option, lang_option, opened, out


@click.command()
@click.argument("name", nargs=-1, required=True)
@graph_option
@click.option("--format", "-f", "form", type=click.Choice(("table", "markdown", "json")), default="table", show_default=True, help="How the page is written.")
@lang_option
def show(name: tuple[str, ...], folder: str, form: str, lang: str) -> None:
    """Show all that is known of an entity or a document, with the words that say so.

    NAME is any of its names, or its id.
    """
    with opened(folder) as graph:
        page = graph.show(" ".join(name))
    if form == "table" and sys.stdout.isatty():
        _draw(page, lang)
    else:
        out(page.format(form, lang))


def _draw(page: Any, lang: str) -> None:
    from kg.cli.draw import console, drawn

    screen = console()
    screen.print(page.title, style="bold", markup=False)
    for section in page.sections:
        screen.print()
        screen.print(drawn(section, lang, screen.width))
