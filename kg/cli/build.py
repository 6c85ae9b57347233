"""kg build."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from kg.cli.common import note, out


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--out", "-o", "folder", metavar="DIR", default="graph", envvar="KG_GRAPH", show_default=True, show_envvar=True, help="The graph folder.")
@click.option("--workers", "-w", type=click.IntRange(min=1), help="How many processes read (default: as many as there are cores).")
@click.option("--decisions", type=click.Path(exists=True, dir_okay=False), help="A file that says which names are the same thing, and which are not.")
@click.option("--quiet", "-q", is_flag=True, help="No summary.")
def build(sources: tuple[str, ...], folder: str, workers: int | None, decisions: str | None, quiet: bool) -> None:
    """Read documents and publish a graph.

    SOURCE is a file, a folder, a pattern of them, or - for standard input; without one, the folder seeds/. A file that
    cannot be read is named with the reason, and the others are read all the same.
    """
    from kg.api import build as run

    with _progress() as progress:
        built = run(*sources, out=folder, workers=workers, decisions=decisions, progress=progress)
    for failure in built.failures:
        note(f"kg: {failure.source}: {failure.reason}")
    for decision in built.unused_decisions:
        note(f"kg: {decisions}: no longer applies: {decision}")
    if not quiet:
        out(str(built))


@contextmanager
def _progress() -> Iterator[Any]:
    """A bar on standard error if that is a terminal, else None."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda done, total=None, name="": bar.update(task, completed=done, total=total, description=str(name)[-40:] or "reading")
