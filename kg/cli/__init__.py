"""The command line: each command is a thin call of the function of the same name in ``kg.api``.

Results go to standard output; messages, progress and errors to standard error. Exit codes: 0 done; 1 it could not be
done (nothing read, findings of a check, a broken query); 2 a wrong call; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from kg import __version__
from kg.errors import KgError

# Command → the module of kg.cli that defines it, in the order of the help.
COMMANDS = {
    "build": "build", "propose": "propose", "readings": "propose", "train": "train",
    "ask": "ask", "sparql": "sparql", "show": "show", "search": "search", "export": "export", "report": "report", "plot": "plot", "explain": "explain", "rules": "explain",
    "check": "judge", "score": "judge", "diff": "judge", "correct": "correct", "corrections": "correct", "gold": "correct", "verify": "verify", "serve": "serve", "mcp": "serve", "load": "sparql",
}  # fmt: skip


class Lazy(click.Group):
    """A group whose commands are imported when first needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        return getattr(import_module(f"kg.cli.{COMMANDS[name]}"), name)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, cutoff=0.5)
            hint = f"did you mean {near[0]}? " if near else ""
            raise click.UsageError(f"no command {args[0]!r}: {hint}there are {', '.join(COMMANDS)}", ctx) from None


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """A knowledge graph of Chinese local-government news and work reports.

    kg build reads documents and publishes a graph; the other commands ask it. Every fact carries the words it rests on.
    """


def main(args: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code. Arguments and messages are UTF-8 whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(run([os.fsencode(arg).decode("utf-8", "surrogateescape") for arg in (sys.argv[1:] if args is None else args)]))


def run(args: list[str] | None = None) -> int:
    """Run one command; gives its exit code. Errors that the caller can mend are one message, never a traceback."""
    try:
        return int(cli.main(args=args, prog_name="kg", standalone_mode=False) or 0)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except KgError as error:
        click.echo(f"kg: {error}", err=True)
        return error.exit_code
    except BrokenPipeError:  # who reads has had enough (| head)
        _nowhere()
        return 0
    except OSError as why:
        _nowhere()
        click.echo(f"kg: {why.filename or 'standard output'}: {why.strerror or why}", err=True)
        return 1
    except MemoryError:
        click.echo("kg: there is not enough memory for this\n  free some, or do it in parts", err=True)
        return 1
    except (KeyboardInterrupt, click.Abort):
        click.echo("kg: interrupted", err=True)
        return 130


def _nowhere() -> None:
    """What standard output still holds goes nowhere, or the interpreter would try it again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
