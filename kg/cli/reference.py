"""The reference of the commands in Markdown, from their own help: ``python -m kg.cli.reference > docs/cli.md``."""

from __future__ import annotations

import click

from kg.cli import COMMANDS, cli
from kg.cli.ask import listing

HEAD = """# Commands

Generated from `kg --help` by `make docs`; a test holds it to the commands. Do not edit.
"""
TEMPLATES = "## Templates\n\nThe questions of `kg ask`: one file each in `queries/`.\n"
WIDTH = 110


def reference() -> str:
    """Every command with its help, and every template, as Markdown. The same on every machine: no terminal width, no environment."""
    top = _context(cli, "kg")
    parts = [HEAD, _block("kg", cli.get_help(top))]
    for name in COMMANDS:
        command = cli.get_command(top, name)
        if command is not None:
            parts.append(_block(f"kg {name}", command.get_help(_context(command, name, top))))
    return "\n".join([*parts, TEMPLATES, listing().format("markdown")])


def _context(command: click.Command, name: str, parent: click.Context | None = None) -> click.Context:
    return click.Context(command, parent, name, terminal_width=WIDTH, max_content_width=WIDTH, help_option_names=["-h", "--help"])


def _block(title: str, text: str) -> str:
    return f"## {title}\n\n```text\n{text.rstrip()}\n```\n"


if __name__ == "__main__":
    print(reference(), end="")
