"""kg explain and kg rules."""

from __future__ import annotations

import sys

import click

from kg.cli.common import format_option, out, print_answer


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--date", metavar="DATE", help="When it was said: 2024, 2024-03 or 2024-03-15. Resolves 今年, 年内 and the like.")
@click.option("--region", metavar="NAME", help="The place that it speaks of when it says 全区, 我市.")
def explain(text: tuple[str, ...], date: str | None, region: str | None) -> None:
    """Explain how a sentence is read: its mentions, the rules that fired and those that almost did, its facts.

    TEXT is the sentence, or - for standard input.
    """
    from kg.api import explain as run

    said = sys.stdin.read() if text == ("-",) else " ".join(text)
    out(str(run(said, date=date, region=region)))


@click.command()
@click.argument("id", required=False, metavar="[ID]")
@format_option
def rules(id: str | None, form: str) -> None:
    """List the rules of the language, or print the one called ID with its file and line.

    An ID is what the evidence of a fact names.
    """
    from kg.answer import Answer
    from kg.ontology import find as found

    if id is not None:
        out("\n\n".join(map(str, found(id))))
        return
    labels = {"id": {"zh": "规则"}, "place": {"zh": "出处"}, "text": {"zh": "内容"}}
    rows = [(rule.id, rule.place, _first(rule.text)) for rule in found()]
    print_answer(Answer.of_values(("id", "place", "text"), rows, labels=labels, title={"zh": "规则 rules", "en": "rules"}), form)


def _first(text: str) -> str:
    """The line of a rule that tells most: its pattern, else its second line."""
    lines = [line.strip(" -") for line in text.splitlines()]
    told = [line for line in lines if line.startswith(("pattern", "states", "says", "title"))] or lines[1:] or lines
    return told[0][:80]
