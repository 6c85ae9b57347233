"""What mkdocs adds to the site when it builds: the reference of Python and of the rules, from the code, and the notebook, run.

    mkdocs build          # needs the extra docs; loads nothing from elsewhere
"""

from __future__ import annotations

import base64
import inspect
import json
import re
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = "notebooks/analyst.ipynb"
CHINESE = re.compile("[\u4e00-\u9fff]+")
GENERATED = "Written from the code when the site is built."
PUBLIC = {"kg": ("build", "open", "connect", "read", "extract", "knowledge", "propose", "readings", "train", "explain", "rules", "Graph", "Built"), "kg.answer": ("Answer",), "kg.graph.thing": ("Thing",),
          "kg.plot": ("plot", "network", "timeline", "series", "industries", "Picture"), "kg.errors": ("KgError",)}  # fmt: skip


def on_files(files: Any, config: Any) -> Any:
    """mkdocs' hook: the pages that are made here."""
    from mkdocs.structure.files import File

    pages: dict[str, str | bytes] = {"reference/python.md": python_reference(), "reference/rules.md": rules_reference(), **notebook_pages()}
    for path, content in pages.items():
        files.append(File.generated(config, path, content=content))
    return files


def on_post_build(config: Any) -> None:
    """mkdocs' hook: words of Chinese are parted in the search index by a space of no width, for the search knows words by their spaces."""
    path = Path(config.site_dir) / "search" / "search_index.json"
    index = json.loads(path.read_text(encoding="utf-8"))
    for page in index["docs"]:
        page |= {key: parted(page[key]) for key in ("title", "text")}
    path.write_text(json.dumps(index, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def parted(text: str) -> str:
    """Chinese words with U+200B around each."""
    from kg.language.text.tokens import tokens

    return CHINESE.sub(lambda run: "\u200b" + "\u200b".join(token.word for token in tokens(run.group())) + "\u200b", text)


def python_reference() -> str:
    """Every public name with its signature and docstring."""
    from importlib import import_module

    lines = ["# Python", "", GENERATED, ""]
    for module, names in PUBLIC.items():
        lines += [f"## {module}", ""]
        for name in names:
            lines += [*entry(getattr(import_module(module), name), f"{module}.{name}"), ""]
    return "\n".join(lines)


def entry(thing: Any, name: str) -> Iterator[str]:
    """One function, or a class with its public methods and properties."""
    yield from (f"### {name}", "", *documented(thing, name.rpartition(".")[2]))
    for member, value in vars(thing).items() if inspect.isclass(thing) else ():
        plain = getattr(value, "__func__", getattr(value, "func", value))
        if not member.startswith("_") and (callable(plain) or isinstance(value, property)):
            yield from ("", f"#### {name.rpartition('.')[2]}.{member}", "", *documented(value.fget if isinstance(value, property) else plain, member))


def documented(thing: Any, name: str) -> Iterator[str]:
    """Signature and docstring, as they stand in the code."""
    try:
        call = re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(thing))).replace("(self, ", "(").replace("(self)", "()")
        yield from ("```python", f"{name}{call}", "```", "")
    except (TypeError, ValueError):
        pass
    text, _, examples = (inspect.getdoc(thing) or "").partition(">>> ")
    yield re.sub(r"<(?![^`]*`)", "&lt;", re.sub(r"``([^`]+)``", r"`\1`", text))
    if examples:
        yield f"```pycon\n>>> {examples}\n```"


def rules_reference() -> str:
    """The rules of the language, by file, with their examples."""
    import kg

    lines, file = ["# Rules of the language", "", GENERATED, "`kg rules ID` prints a rule with its file and line.", ""], ""
    for rule in kg.rules():
        here = rule.path.name
        lines += [f"## {here}", ""] if here != file else []
        lines += [f"### {rule.id}", "", "```yaml", rule.text.rstrip(), "```", ""]
        file = here
    return "\n".join(lines)


def notebook_pages() -> dict[str, str | bytes]:
    """The notebook, run in a folder of its own, as a page and its pictures."""
    pages: dict[str, str | bytes] = {}
    text = "\n".join(part for number, cell in enumerate(run_notebook(ROOT / "docs" / NOTEBOOK).cells) for part in cell_lines(cell, number, pages))
    return {"notebooks/analyst.md": text, **pages}


def run_notebook(path: Path) -> Any:
    """A notebook with the outputs of today. Raises nbclient's ``CellExecutionError`` for a cell that fails."""
    import tempfile

    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "seeds").symlink_to(ROOT / "seeds")
        NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
    return notebook


def cell_lines(cell: Any, number: int, pages: dict[str, str | bytes]) -> Iterator[str]:
    """A cell as Markdown; its pictures go to ``pages``."""
    if cell.cell_type == "markdown":
        yield from (cell.source, "")
        return
    yield from ("```python", cell.source, "```", "")
    for place, output in enumerate(cell.get("outputs", ())):
        data = output.get("data", {})
        if "image/png" in data:
            name = f"analyst-{number}-{place}.png"
            pages[f"notebooks/{name}"] = base64.b64decode(data["image/png"])
            yield from (f"![]({name})", "")
        elif "text/html" in data:
            yield from (re.sub(r"\n\s*\n", "\n", data["text/html"]), "")
        elif words := output.get("text") or data.get("text/plain"):
            yield from (f"<pre>{escape(words.rstrip())}</pre>", "")


if str(ROOT) not in sys.path:  # mkdocs runs this file by itself
    sys.path.insert(0, str(ROOT))
