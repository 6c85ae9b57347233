"""kg plot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.common import graph_option, lang_option, note, opened

KINDS = ("network", "timeline", "series", "industries")


@click.command()
@click.argument("name")
@graph_option
@click.option("--kind", "-k", type=click.Choice(KINDS), default="network", show_default=True, help="What to draw.")
@click.option("--out", "-o", "target", metavar="FILE", required=True, help="The file to write: .png or .svg.")
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="At most this many entities, rows or panels; the picture says how many there are.")
@click.option("--steps", type=click.IntRange(min=1), help="network of anything but an area: how many relations away (default: 2).")
@click.option("--measures", metavar="A,B,…", help="series: the figures whose name holds one of these words.")
@click.option("--font", metavar="FILE", envvar="KG_FONT", show_envvar=True, help="A font that holds Chinese (default: the best one found).")
@lang_option
def plot(name: str, folder: str, kind: str, target: str, **options: Any) -> None:
    """Draw a picture of NAME: its network, milestones planned and actual, figures over time, or industries by park.

    NAME is any name of a district, a park, a project … timeline and industries take in what lies in it.
    """
    from kg import plot as pictures
    from kg.plot.picture import form_of

    form_of(Path(target))
    given = {option: value for option, value in options.items() if value is not None}
    if "measures" in given:
        given["measures"] = tuple(filter(None, given["measures"].split(",")))
    with opened(folder) as graph:
        pictures.plot(graph, name, kind, target, **given)
    note(f"→ {target}")
