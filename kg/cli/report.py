"""kg report."""

from __future__ import annotations

import click

from kg.cli.common import graph_option, note, opened, out


@click.command()
@click.argument("district")
@graph_option
@click.option("--out", "-o", "target", metavar="FILE", help="The file to write, .md or .html (default: Markdown to standard output).")
@click.option("--html", is_flag=True, help="HTML in place of Markdown (a FILE.html says so itself).")
def report(district: str, folder: str, target: str | None, html: bool) -> None:
    """Report on a district: parks and companies, projects, promises and outcomes, indicators, each line with its source.

    DISTRICT is an administrative area, by any of its names.
    """
    html = html or (target or "").lower().endswith((".html", ".htm"))
    with opened(folder) as graph:
        if target is None:
            out(graph.report(district, html=html))
        else:
            graph.export("report", target, district=district, html=html)
            note(f"→ {target}")
