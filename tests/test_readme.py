"""What the READMEs and the references say is so: commands, templates, options, files; and the two languages say the same."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kg.cli import COMMANDS, cli

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh.md")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return [text for found, text in BLOCK.findall(read(name)) if found == language]


def commands(name: str) -> list[str]:
    """The command lines of a README, comments taken off."""
    lines = (line for text in blocks(name, "sh") for line in text.splitlines())
    return [line.partition("  #")[0].strip() for line in lines if line.strip() and not line.startswith("#")]


def headings(name: str) -> list[int]:
    text = BLOCK.sub("", read(name))
    return [len(mark) for mark in re.findall(r"^(#+) ", text, re.MULTILINE)]


@pytest.mark.parametrize("name", READMES)
def test_opens_with_the_two_commands(name: str) -> None:
    assert [line.split()[:2] for line in commands(name)[:2]] == [["make"], ["make", "test"]]
    assert read(name).index("make test") < 1200


def test_both_languages_have_the_same_headings_and_commands() -> None:
    assert headings("README.md") == headings("README.zh.md")
    assert commands("README.md") == commands("README.zh.md")
    assert blocks("README.md", "text") == blocks("README.zh.md", "text"), "the printed output"
    assert [_code(text) for text in blocks("README.md", "python")] == [_code(text) for text in blocks("README.zh.md", "python")]


def _code(text: str) -> str:
    """Python without its comments, which each language has in its own words."""
    return re.sub(r"\s*#.*", "", text)


def test_every_command_is_in_the_readme() -> None:
    assert not [command for command in COMMANDS if f"kg {command}" not in read("README.md")]


@pytest.mark.parametrize("line", [line for line in commands("README.md") if line.startswith("kg ")])
def test_every_command_line_parses(line: str) -> None:
    """Options, templates, formats and parameters exist."""
    words = shlex.split(line.partition(" | ")[0].partition(" > ")[0])[1:]
    assert _parses(cli, "kg", words), line


def _parses(command: click.Command, name: str, words: list[str], parent: click.Context | None = None) -> bool:
    context = command.make_context(name, list(words), parent=parent, resilient_parsing=False)
    if isinstance(command, click.Group) and context._protected_args:
        below, found, rest = command.resolve_command(context, [*context._protected_args, *context.args])
        return found is not None and _parses(found, below or "", rest, context)
    return True


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_links_lead_to_files(name: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", read(name))
    assert not [link for link in links if not (ROOT / link).exists()]


def test_contributing_opens_with_the_table_and_its_places_exist() -> None:
    text = read("CONTRIBUTING.md")
    assert text.split("\n## ")[1].startswith("To add X, edit Y")
    rows = [line.split("|")[1:3] for line in text.splitlines() if line.startswith("| ") and "---" not in line][1:]
    assert {row[0].strip().split()[-1] for row in rows} >= {"type", "relation", "milestone", "name", "read", "template", "export", "command"}
    for what, where in rows:
        path = re.search(r"`([\w./]+)`", where)
        assert path and (ROOT / path[1]).exists(), f"{what}: {where}"


def test_the_reference_is_that_of_the_commands() -> None:
    """Where lines are broken is click's affair; in a process of its own, for click keeps how a command was first asked for help."""
    said = subprocess.run([sys.executable, "-m", "kg.cli.reference"], capture_output=True, text=True, check=True).stdout
    assert read("docs/cli.md").split() == said.split(), "run make docs"


@pytest.mark.parametrize("name", READMES)
def test_python_in_the_readme_runs(name: str, seeds_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "graph").symlink_to(seeds_graph)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    code = "\n".join(blocks(name, "python"))
    assert "kg.open" in code
    exec(compile(code, name, "exec"), {"__name__": "readme"})
