"""kg report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import graph_option, lang_option, note, opened, out
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.graph.opening import Graph

MOST = 12  # areas named in an error
MARKDOWN, HTML = (".md", ".markdown", ".txt"), (".html", ".htm")


@click.command()
@click.argument("district")
@graph_option
@click.option("--out", "-o", "target", metavar="FILE", help="The file to write, .md or .html (default: Markdown to standard output).")
@click.option("--html", is_flag=True, help="HTML in place of Markdown (a FILE.html says so itself).")
@lang_option
def report(district: str, folder: str, target: str | None, html: bool, lang: str) -> None:
    """Report on a district: key messages on the first page, then promises, projects, parks and companies, indicators, each line with its source.

    The page needs no network and runs nothing: it can be mailed, printed, and filtered by outcome and year as it is.

    DISTRICT is an administrative area, by any of its names.
    """
    html = is_html(target) or html
    with opened(folder) as graph:
        area = area_of(graph, district)
        if target is None:
            out(graph.report(area, html=html, lang=lang))
        else:
            graph.export("report", target, district=area, html=html, lang=lang)
            note(f"→ {target}")


def area_of(graph: Graph, name: str) -> str:
    """The full name of an area. Raises ``UsageError`` with what is near the name, and the first of the areas there are."""
    from kg.ontology import ontology

    areas = [kind for kind, term in ontology().types.items() if term.area]
    try:
        return graph.entity(name, *areas).name
    except UsageError as why:
        known = [area.name for area in graph.entities(*areas)]
        more = "" if len(known) <= MOST else f" … ({len(known)})"
        raise UsageError(f"a report is of an administrative area: {why.what}", f"{why.way_out}; areas: {'、'.join(known[:MOST])}{more}") from why


def is_html(target: str | None) -> bool:
    """Whether a file's ending says HTML. Raises ``UsageError`` for one that says neither that nor Markdown."""
    ending = Path(target or "x.md").suffix.lower()
    if ending not in MARKDOWN + HTML:
        raise UsageError(f"{target}: no report is written as {ending or 'a file without an ending'}", "name a file that ends in .md or .html")
    return ending in HTML
