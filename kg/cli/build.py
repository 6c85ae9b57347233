"""kg build."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.common import note, out
from kg.cli.progress import progress_bar
from kg.cli.unread import tell, tell_undated

COLUMNS = {"text": "正文", "title": "标题", "date": "日期", "region": "地区", "publisher": "来源"}
MIB = 1 << 20
SIZES = {
    "bytes": ("Size that one file may have", 64),
    "inflated": ("Size that a file of an archive, or a .docx, may unpack to", 256),
    "memory": ("Memory that reading one document may take", 1024),
    "archive": ("Size that an archive may unpack to in all", 2048),
    "build": ("Text that all documents of the build may hold", 1024),
    "build_memory": ("Memory that joining all documents may take", 4096),
}
SECONDS = {
    "seconds": ("Processor time that one document may take; by the clock four times as much, unless it is at work", 25),
    "archive_seconds": ("Time by the clock that all documents of one file may take", 3600),
    "build_seconds": ("Time by the clock that the build may take", 43200),
}


def reading_options(command: Any) -> Any:
    """Options for tables (which column is what) and for the limits of documents, archives and builds."""
    for name, usual in reversed(COLUMNS.items()):
        column = f"The column of CSV, TSV and JSON Lines that holds the {name} (default: {name}, {usual} or the like)."
        command = click.option(f"--{name}-column", metavar="NAME", help=column)(command)
    for name, (what, default) in reversed(SIZES.items()):
        command = click.option(_option(name), type=click.IntRange(min=1), metavar="MIB", help=f"{what} (default: {default}).")(command)
    for name, (what, default) in reversed(SECONDS.items()):
        command = click.option(_option(name), type=click.FloatRange(min=0.1), metavar="SECONDS", help=f"{what} (default: {default}).")(command)
    return command


def _option(name: str) -> str:
    return f"--max-{name.replace('_', '-')}"


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--out", "-o", "folder", metavar="DIR", default="graph", envvar="KG_GRAPH", show_default=True, show_envvar=True, help="The graph folder.")
@click.option("--workers", "-w", type=click.IntRange(min=1), help="How many processes read (default: as many as there are cores).")
@click.option("--decisions", metavar="FILE", help="A file (CSV or YAML) that says which names are the same thing, and which are not.")
@click.option("--corrections", metavar="FILE", envvar="KG_CORRECTIONS", show_envvar=True, help="What people put right (default: corrections.jsonl in the folders that are read).")
@click.option("--no-corrections", is_flag=True, help="Read as if nobody had corrected anything.")
@click.option("--base", metavar="IRI", help="What the IRIs of things begin with (default: https://district-kg.example/id/).")
@click.option("--readings", metavar="DIR", help="Take in what kg propose, or another reader, wrote there, as far as the text bears it out.")
@click.option("--trust", type=click.Choice(("rules", "both", "readings")), default="both", show_default=True,
              help="Who states facts: the rules (readings give them names), both (the reading where a reader was shown the words, the rules elsewhere), or readings alone.")
@click.option("--weights", metavar="DIR", help="Read with the weights that kg train wrote there.")
@reading_options
@click.option("--quiet", "-q", is_flag=True, help="No summary.")
def build(
    sources: tuple[str, ...], folder: str, workers: int | None, decisions: str | None, corrections: str | None, no_corrections: bool, base: str | None,
    readings: str | None, trust: str, weights: str | None, quiet: bool, **reading: Any,
) -> None:  # fmt: skip
    """Read documents and publish a graph.

    SOURCE is a file, a folder (all below it), a pattern in quotes ('reports/**/*.docx'), or - for standard input; without
    one, the folder seeds/. Read are .txt .md .html .pdf .docx, .zip of these, and .csv .tsv .jsonl with one document a row.
    A file that cannot be read is named with the reason, and the others are read all the same; README files are passed over.

    \b
    kg build reports/ -o graph
    kg build 'news/2024*.html' minutes.pdf
    kg build articles.csv --text-column 正文 --date-column 日期
    cat report.txt | kg build -
    """
    from kg.api import build as run

    columns = {name: value for name, value in reading.items() if name.endswith("_column") and value}
    with progress_bar() as progress:
        said: Any = False if no_corrections else corrections or True
        built = run(*sources, out=folder, workers=workers, decisions=decisions, corrections=said, base=base, readings=readings, trust=trust, weights=weights,
                    progress=progress, limits=limits_of(reading), **columns)  # fmt: skip
    tell(built.failures)
    for decision in built.unused_decisions:
        note(f"kg: {decisions}: no longer applies: {decision}")
    if orphans := [effect for effect in built.effects if effect.state == "orphan"]:
        note(f"kg: 更正失其原文 corrections that lost their words: {', '.join(effect.id for effect in orphans)} (kg corrections)")
    tell_undated(built.undated)
    for doc, fact in built.lost:
        note(f"kg: left out, for {doc} holds no such thing (please report): {fact}")
    if not quiet:
        out(str(built))


def limits_of(reading: dict[str, Any]) -> Any:
    """The limits that were given, None where none was."""
    given: dict[str, Any] = {name: reading[f"max_{name}"] * MIB for name in SIZES if reading[f"max_{name}"]}
    given |= {name: reading[f"max_{name}"] for name in SECONDS if reading[f"max_{name}"]}
    if not given:
        return None
    from kg.reading import Limits

    return Limits(**given)
