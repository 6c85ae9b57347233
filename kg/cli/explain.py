"""kg explain and kg rules."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kg.cli.common import format_option, out, print_answer

if TYPE_CHECKING:
    from kg.ontology import Rule


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
@click.option("--check", "only_check", is_flag=True, help="Look whether the rule files are in order, and say what is wrong with file and line.")
@format_option
@click.pass_context
def rules(context: click.Context, id: str | None, only_check: bool, form: str) -> None:
    """List the rules of the language, or print the one called ID with its file and line.

    An ID is what the evidence of a fact names. After an edit, --check tells within a second what a build would refuse.
    """
    from kg.answer import Answer
    from kg.ontology import find

    if only_check:
        context.exit(_check())
    if id is not None:
        out("\n\n".join(map(str, find(id))))
        return
    labels = {"id": {"zh": "规则"}, "place": {"zh": "出处"}, "states": {"zh": "说什么"}, "meaning": {"zh": "意思"}}
    rows = [(rule.id, rule.place, rule.states, _meaning(rule)) for rule in find()]
    print_answer(Answer.of_values(("id", "place", "states", "meaning"), rows, labels=labels, title={"zh": "规则 rules", "en": "rules"}), form)


def _check() -> int:
    """Prints what is wrong in the rule files, or that nothing is; the exit code."""
    from kg.ontology import checked

    found = checked()
    out("\n".join(map(str, found.errors)) or f"{found.rules} rules in {found.files} files: all in order")
    return 1 if found.errors else 0


def _meaning(rule: Rule) -> str:
    """What a rule means; where it does not say so, the line that tells most: its pattern, else its second line."""
    if rule.zh:
        return f"{rule.zh}（{rule.en}）"
    lines = [line.strip(" -") for line in rule.text.splitlines()]
    told = [line for line in lines if line.startswith(("pattern", "says", "title"))] or lines[1:] or lines
    return told[0][:80]
