"""kg show and kg export."""

from __future__ import annotations

import sys
from typing import Any

import click

from kg.cli.common import console, graph_option, lang_option, note, opened, out


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
    screen = console()
    screen.print(page.title, style="bold", markup=False)
    for section in page.sections:
        screen.print(section.to_rich(lang))


class Formats(click.Command):
    """The help lists the formats there are."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from kg.exporting import formats

        with formatter.section("Formats"):
            formatter.write_dl([(name, about(form)) for name, form in formats().items()])


def about(form: Any) -> str:
    """What a format says of itself: the first line of its documentation."""
    return str(getattr(form, "about", "") or (form.__doc__ or "").strip().partition("\n")[0])


@click.command(cls=Formats)
@click.argument("form", metavar="FORMAT")
@graph_option
@click.option("--out", "-o", "target", metavar="FILE", help="The file or folder to write (default: standard output).")
@click.option("--option", "-O", "options", multiple=True, metavar="NAME=VALUE", help="An option of the format; may be repeated.")
def export(form: str, folder: str, target: str | None, options: tuple[str, ...]) -> None:
    """Write the graph in another format."""
    given = dict(option.partition("=")[::2] for option in options)
    with opened(folder) as graph:
        data = graph.export(form, target, **given)
    if target is not None:
        note(f"→ {target}")
    elif data is not None:
        sys.stdout.buffer.write(data if isinstance(data, bytes) else str(data).encode())
        sys.stdout.buffer.flush()
