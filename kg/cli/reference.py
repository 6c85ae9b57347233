"""The reference of the commands in Markdown, from their own help: ``python -m kg.cli.reference > docs/cli.md``."""

from __future__ import annotations

import click

from kg.cli import COMMANDS, cli

HEAD = """# Commands

Generated from `kg --help` by `make docs`; a test holds it to the commands. Do not edit.
"""
WIDTH = 110


def reference() -> str:
    """Every command with its help, as Markdown. The same on every machine: no terminal width, no environment."""
    top = click.Context(cli, info_name="kg", terminal_width=WIDTH, max_content_width=WIDTH)
    parts = [HEAD, _block("kg", cli.get_help(top))]
    for name in COMMANDS:
        command = cli.get_command(top, name)
        if command is not None:
            parts.append(_block(f"kg {name}", command.get_help(click.Context(command, top, name, terminal_width=WIDTH, max_content_width=WIDTH))))
    return "\n".join(parts)


def _block(title: str, text: str) -> str:
    return f"## {title}\n\n```text\n{text.rstrip()}\n```\n"


if __name__ == "__main__":
    print(reference(), end="")
