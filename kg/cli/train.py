"""kg train."""

from __future__ import annotations

import os
from typing import Any

import click

from kg.cli.build import limits_of, reading_options
from kg.cli.common import note, out
from kg.cli.progress import progress_bar
from kg.cli.unread import tell


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--gold", metavar="DIR", help="Facts of these documents, one ID.jsonl each: what kg gold wrote, or anybody.")
@click.option("--readings", metavar="DIR", help="What kg propose, or another reader, wrote: what the text bears out teaches.")
@click.option("--out", "-o", "folder", required=True, metavar="WEIGHTS", help="The folder of weights.")
@click.option("--from", "begin", metavar="DIR", help="Weights to begin with (default: those of the package).")
@click.option("--epochs", type=click.IntRange(1, 1000), default=12, show_default=True, help="How often all is gone through.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="What the order of going through comes from.")
@reading_options
def train(sources: tuple[str, ...], gold: str | None, readings: str | None, folder: str, begin: str | None, epochs: int, seed: int, **reading: Any) -> None:
    """Teach the network that proposes names the names of your own documents, from gold or from accepted readings.

    What a model read once, or a person went through, everybody reads offline afterwards: kg build --weights WEIGHTS.
    Needs nothing but kg itself; about half a second of processor time a page.

    \b
    kg train my-documents --readings readings -o weights
    kg gold -o gold
    kg train my-documents --gold gold --readings readings -o weights
    kg build more-documents --weights weights
    """
    from kg.engines.births import ALONE

    os.environ.update(ALONE)  # before numpy is loaded: the same sums on any number of processors, and matrices this small only lose by more
    from kg.api import train as run

    columns = {name: value for name, value in reading.items() if name.endswith("_column") and value}
    with progress_bar() as progress:
        found = run(*sources, out=folder, gold=gold, readings=readings, begin=begin, epochs=epochs, seed=seed,
                    progress=lambda done, total: progress(done, total, "learning"), limits=limits_of(reading), **columns)  # fmt: skip
    tell(found.failures)
    if found.unread:
        note(f"kg: 既无金标也无读取 neither gold nor a reading of: {', '.join(found.unread[:10])}{' …' if len(found.unread) > 10 else ''}")
    if found.unknown:
        note(f"kg: 网络不认得的类型 types that the network has no tag for, whose names teach nothing: {', '.join(found.unknown)}")
    out(str(found))
