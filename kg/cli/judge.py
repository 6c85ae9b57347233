"""kg check, kg score and kg diff."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import click

from kg.cli.common import graph_option, opened, out
from kg.errors import UsageError


@click.command()
@graph_option
@click.pass_context
def check(ctx: click.Context, folder: str) -> None:
    """Check the graph against the shapes of the ontology, and list the figures that contradict one another.

    Exit code 1 if a shape is broken; conflicts are findings about the documents and leave it at 0.
    """
    with opened(folder) as graph:
        report = graph.check()
    out(str(report))
    ctx.exit(0 if report.conforms else 1)


@click.command()
@click.argument("gold", type=click.Path(exists=True))
@graph_option
@click.option("--by", type=click.Choice(("kind", "label")), default="kind", show_default=True, help="By kind of fact, or also by type, predicate and event.")
@click.option("--errors", is_flag=True, help="List every wrong and every missed fact.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def score(gold: str, folder: str, by: str, errors: bool, as_json: bool) -> None:
    """Precision, recall and F1 of the graph against gold facts.

    GOLD is a file of facts (JSON Lines), or a folder with one file a document, named by the document's id.
    """
    with opened(folder) as graph:
        result = graph.score(gold)
    if as_json:
        out(json.dumps({"mean_f1": round(result.mean_f1, 4), "dates": dict(result.dates), "rows": result.rows(by == "label")}, ensure_ascii=False))
        return
    for doc, verdict in result.errors if errors else ():
        out("\t".join((doc, "wrong" if verdict.outcome == "fp" else "missed", verdict.kind, _short(verdict.record))))
    if by == "label":
        out(_labels(result))
    out(str(result))


def _short(record: Any) -> str:
    fields = ("type", "name", "subject", "predicate", "event", "measure", "object", "value", "unit", "time", "modality")
    return "\t".join(str(record[field]) for field in fields if record.get(field) is not None)


def _labels(result: Any) -> str:
    return "\n".join("{kind:32} {precision:7.4f} {recall:7.4f} {f1:7.4f} {tp:5} {fp:5} {fn:5}".format(**row) for row in result.rows(labels=True)) + "\n"


@click.command()
@click.argument("old", required=False, metavar="[OLD]")
@click.argument("new", required=False, metavar="[NEW]")
@graph_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--atom", is_flag=True, help="Print what slipped as an Atom feed, for a reader of news.")
def diff(old: str | None, new: str | None, folder: str, as_json: bool, atom: bool) -> None:
    """What a build changed: first the promises that slipped, then facts added and taken away, merges, outcomes.

    OLD and NEW are graph folders. Without NEW it is --graph; without both, the last build against the one before.
    """
    if as_json and atom:
        raise UsageError("--json and --atom are two formats", "ask for one of them")
    with opened(new or folder) as graph:
        if atom:
            out(graph.feed(old))
            return
        changes = graph.diff(old)
    if as_json:
        out("".join(json.dumps(asdict(change), ensure_ascii=False) + "\n" for change in changes) or "\n")
    else:
        out(str(changes))
