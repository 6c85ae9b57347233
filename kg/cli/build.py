"""kg build."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from kg.cli.common import note, out

COLUMNS = ("text", "title", "date", "region", "publisher")
MIB = 1 << 20


def reading_options(command: Any) -> Any:
    """Options for tables (which column is what) and for the limits of one document."""
    for name in reversed(COLUMNS):
        command = click.option(f"--{name}-column", metavar="NAME", help=f"The column of CSV and JSON Lines that holds the {name}.")(command)
    size = click.IntRange(min=1)
    command = click.option("--max-memory", type=size, metavar="MIB", help="Memory that one document may take (default: 1024).")(command)
    command = click.option("--max-seconds", type=click.FloatRange(min=0.1), help="Time that one document may take (default: 30).")(command)
    return click.option("--max-bytes", type=size, metavar="MIB", help="Size that one file may have (default: 64).")(command)


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--out", "-o", "folder", metavar="DIR", default="graph", envvar="KG_GRAPH", show_default=True, show_envvar=True, help="The graph folder.")
@click.option("--workers", "-w", type=click.IntRange(min=1), help="How many processes read (default: as many as there are cores).")
@click.option("--decisions", metavar="FILE", help="A file (CSV or YAML) that says which names are the same thing, and which are not.")
@reading_options
@click.option("--quiet", "-q", is_flag=True, help="No summary.")
def build(sources: tuple[str, ...], folder: str, workers: int | None, decisions: str | None, quiet: bool, **reading: Any) -> None:
    """Read documents and publish a graph.

    SOURCE is a file, a folder, a pattern of them, or - for standard input; without one, the folder seeds/. A file that
    cannot be read is named with the reason, and the others are read all the same.
    """
    from kg.api import build as run

    columns = {name: value for name, value in reading.items() if name.endswith("_column") and value}
    with _progress() as progress:
        built = run(*sources, out=folder, workers=workers, decisions=decisions, progress=progress, limits=_limits(reading), **columns)
    for failure in built.failures:
        note(f"kg: {'skipped' if failure.skipped else 'could not read'} {failure.source}: {failure.reason}")
    for decision in built.unused_decisions:
        note(f"kg: {decisions}: no longer applies: {decision}")
    for doc, fact in built.lost:
        note(f"kg: left out, for {doc} holds no such thing (please report): {fact}")
    if not quiet:
        out(str(built))


def _limits(reading: dict[str, Any]) -> Any:
    """The limits that were given, None where none was."""
    given = {"bytes": reading["max_bytes"], "memory": reading["max_memory"], "seconds": reading["max_seconds"]}
    if not any(given.values()):
        return None
    from kg.reading import Limits

    return Limits(**{name: value if name == "seconds" else value * MIB for name, value in given.items() if value})


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
