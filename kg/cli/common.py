"""What the commands share: the graph they read, the format they write, and how they print."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from kg.answer import Answer
    from kg.graph.opening import Graph

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("table", "csv", "json", "markdown")

graph_option = click.option(
    "--graph", "folder", metavar="DIR", default="graph", envvar="KG_GRAPH", show_default=True, show_envvar=True, help="The graph folder."
)
format_option = click.option(
    "--format", "-f", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How the answer is written."
)
endpoint_option = click.option("--endpoint", metavar="URL", help="Ask this SPARQL 1.1 server in place of the graph.")
timeout_option = click.option("--timeout", type=click.FloatRange(min=0.01), default=30.0, show_default=True, help="Seconds that the answer may take.")
user_option = click.option("--user", metavar="NAME", envvar="KG_USER", help="Who asks the server, where it wants to know.")
password_option = click.option("--password", metavar="WORD", envvar="KG_PASSWORD", help="The password; better in $KG_PASSWORD, which no list of processes shows.")
columns_option = click.option("--columns", metavar="A,B,…", help="Show these columns only.")
sort_option = click.option("--sort", metavar="COLUMN", help="Sort by this column (-COLUMN: backwards).")
limit_option = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Show the first N rows only, and say so.")
STATED_BY = "Only what these state: rules, readings, or the id of a rule (reading:NAME)."
stated_by_option = click.option("--stated-by", metavar="WHO", help=STATED_BY)
lang_option = click.option("--lang", type=click.Choice(("zh", "en")), default="zh", show_default=True, help="The language of titles.")


def opened(folder: str) -> Graph:
    """The graph in a folder; ``GraphError`` if there is none."""
    from kg.api import open

    return open(folder)


def signed_in(user: str | None, password: str | None) -> tuple[str, str] | None:
    """User and password for a server, if a user is named."""
    return (user, password or "") if user else None


def note(message: str) -> None:
    """A message to standard error."""
    click.echo(message, err=True)


def out(text: str) -> None:
    """A result to standard output, as it is, whatever the locale says."""
    data = (text if text.endswith("\n") else f"{text}\n").encode("utf-8", "surrogatepass")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def print_answer(answer: Answer, form: str = "table", lang: str = "zh") -> None:
    """An answer to standard output: drawn to fit on a terminal, plain in a pipe. A cut answer is also said on standard error."""
    if form == "table":
        print_table(answer, lang)
    else:
        out(answer.format(form, lang))
        if answer.note:
            note(f"kg: {answer.note}")


def print_table(answer: Answer, lang: str) -> None:
    """A table with its quotes cut short (all of each is in the other formats)."""
    from kg.cli.brief import brief

    if sys.stdout.isatty():
        from kg.cli.draw import console, drawn

        screen = console()
        screen.print(drawn(brief(answer), lang, screen.width))
    else:
        out(brief(answer).format("table", lang))
