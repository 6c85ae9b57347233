"""The documentation site: what its pages say is so, both languages have the same pages, and it builds offline."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kg.cli import cli
from tests.test_notebook import load_site

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PAGES = sorted(path for path in (DOCS / "howto").glob("*.md")) + [DOCS / name for name in ("index.md", "index.zh.md", "tutorial.md", "tutorial.zh.md", "trust.md", "trust.zh.md")]
ENGLISH = [path for path in PAGES if not path.name.endswith(".zh.md")]


def name(path: Path) -> str:
    return path.relative_to(DOCS).as_posix()


def blocks(path: Path, language: str) -> list[str]:
    return [text for found, text in BLOCK.findall(path.read_text(encoding="utf-8")) if found == language]


def commands(path: Path) -> list[str]:
    return [line for text in blocks(path, "sh") for line in text.splitlines()]


@pytest.mark.parametrize("path", ENGLISH, ids=name)
def test_both_languages_have_the_page_its_headings_and_its_code(path: Path) -> None:
    other = path.with_name(path.name.replace(".md", ".zh.md"))
    assert other in PAGES
    assert [len(blocks(one, "sh")) for one in (path, other)] == [len(blocks(path, "sh"))] * 2 and commands(path) == commands(other)
    assert blocks(path, "python") == blocks(other, "python")
    heads = [re.findall(r"^(#+) ", BLOCK.sub("", one.read_text(encoding="utf-8")), re.MULTILINE) for one in (path, other)]
    assert heads[0] == heads[1]


@pytest.mark.parametrize("line", sorted({line for path in ENGLISH for line in commands(path) if line.startswith("kg ")}))
def test_every_command_line_parses(line: str) -> None:
    """Commands, formats and options exist."""
    words = shlex.split(line)[1:]
    if words[-1] == "--help":
        words.pop()
    command = cli.get_command(click.Context(cli), words[0])
    assert command is not None, line
    context = command.make_context(words[0], words[1:])
    if isinstance(command, click.Group) and (left := [*context._protected_args, *context.args]):
        below, found, rest = command.resolve_command(context, left)
        assert found is not None and found.make_context(below or "", rest, parent=context)


@pytest.mark.parametrize("path", [path for path in ENGLISH if blocks(path, "python")], ids=name)
def test_python_in_the_pages_runs(path: Path, seeds_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "graph").symlink_to(seeds_graph)
    monkeypatch.chdir(tmp_path)
    code = "\n".join(blocks(path, "python"))
    if "plot" in code:
        from kg.errors import KgError
        from kg.plot.fonts import chosen

        pytest.importorskip("matplotlib", reason="needs the extra plot")
        try:
            chosen()
        except KgError as why:
            pytest.skip(str(why))
    exec(compile(code, str(path), "exec"), {"__name__": "page"})


def test_links_lead_to_pages() -> None:
    made = {"reference/python.md", "reference/rules.md", "notebooks/analyst.md"}
    links = [(path, link) for path in PAGES for link in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))]
    gone = [(name(path), link) for path, link in links if not (there := (path.parent / link).resolve()).exists() and there.relative_to(DOCS).as_posix() not in made]
    assert gone == []


def test_the_map_of_the_site_has_every_page() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = set(re.findall(r": (\S+\.md)$", text, re.MULTILINE))
    assert {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")} <= listed, "add it to nav in mkdocs.yml"


def test_the_reference_of_python_has_every_public_name() -> None:
    import kg

    text = load_site().python_reference()
    assert all(f"### kg.{public}" in text or public == "KgError" for public in kg.__all__) and "#### Graph.ask" in text
    assert 'out: str | Path = \'graph\'' in text and "#### Thing.timeline" in text


def test_every_name_of_the_menu_has_a_chinese_one() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("\nnav:")[1]
    names = [name for name in re.findall(r"^ +- ([^:\n]+):", text, re.MULTILINE) if name.isascii()]
    assert len(names) > 20 and [name for name in names if name not in load_site().MENU] == [], "add it to MENU in docs/site.py"


def test_a_chinese_page_has_a_chinese_menu_and_keeps_its_own_words() -> None:
    page = '<html lang="en"><a>Guide</a><i></i> Search\n </a><div role="main"><td>Guide</td></div><div id="mkdocs_search_modal"><h4>Search</h4>'
    assert load_site().in_chinese(page) == '<html lang="zh-CN"><a>英文指南</a><i></i> 查找\n </a><div role="main"><td>Guide</td></div><div id="mkdocs_search_modal"><h4>查找</h4>'


@pytest.mark.heavy
def test_the_site_builds_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    for package in ("mkdocs", "nbclient", "ipykernel", "matplotlib"):
        pytest.importorskip(package, reason="needs the extra docs")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(tmp_path / "site")], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    pages = {path.relative_to(tmp_path / "site").as_posix(): path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*.html")}
    assert {"index.html", "reference/python.html", "reference/rules.html", "notebooks/analyst.html", "howto/gephi.zh.html"} <= set(pages)
    menus = {page: text.partition('role="main"')[0] for page, text in pages.items()}
    assert all(("英文指南" in menu and ">Guide<" not in menu and " Search" not in menu) == page.endswith(".zh.html") for page, menu in menus.items() if page not in ("404.html",))
    loaded = [(page, tag) for page, text in pages.items() for tag in re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"(?:https?:)?//[^>]*>", text)]
    assert loaded == []
    index = (tmp_path / "site/search/search_index.json").read_text(encoding="utf-8")
    assert "\u200b承诺\u200b" in index and '"lang": ["en", "zh"]' in index, "Chinese words can be searched for"
    styles = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*.css"))
    assert not re.search(r"url\(['\"]?(?:https?:)?//|@import", styles)
