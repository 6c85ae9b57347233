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
MENU = {
    "Home": "English",
    "Guide": "英文指南",
    "Notebook": "笔记本",
    "Reference": "参考",
    "Explanation": "原理",
    "Search": "查找",
    "Previous": "上一页",
    "Next": "下一页",
    "Table of Contents": "目录",
    "Tutorial": "教程（英文）",
    "Build from your own documents": "用自己的文档建图（英文）",
    "Ask, and find promises that moved": "提问（英文）",
    "Draw pictures": "画图（英文）",
    "Open the graph in Gephi": "在 Gephi 里打开（英文）",
    "Tables, Excel and reports": "表格、Excel 与报告（英文）",
    "Work in Python": "用 Python（英文）",
    "Correct what was read": "更正读错的（英文）",
    "Open the reading room": "打开阅览室（英文）",
    "Read with a language model": "用大模型读取（英文）",
    "Use a SPARQL server": "用 SPARQL 服务器（英文）",
    "How far to trust it": "可信到什么程度（英文）",
    "Commands": "命令",
    "Questions": "问题",
    "Python": "Python",
    "Ontology": "本体",
    "Rules of the language": "语言规则",
    "How documents are read": "文档怎样读",
    "How facts are found": "事实怎样找",
    "What is one thing": "什么算同一个",
    "What became of promises": "承诺后来怎样",
    "What is promised, and how it is tried": "本软件的承诺与检验",
    "How the parts fit": "各部分怎样配合",
    "From here you can search these documents. Enter your search terms below.": "在这些文档里查找，请输入要找的词。",
    "Keyboard Shortcuts": "快捷键",
    "Keys": "键",
    "Action": "作用",
    "Open this help": "打开本说明",
    "Next page": "下一页",
    "Previous page": "上一页",
    "Close": "关闭",
}
PUBLIC = {"kg": ("build", "open", "connect", "read", "extract", "knowledge", "propose", "readings", "train", "explain", "rules", "Graph", "Built"), "kg.answer": ("Answer",),
          "kg.graph.thing": ("Thing",),
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


def on_post_page(output: str, page: Any, config: Any) -> str:
    """mkdocs' hook: the menu of a Chinese page is Chinese, as the page is."""
    return in_chinese(output) if page.file.src_uri.endswith(".zh.md") else output


def in_chinese(html: str) -> str:
    """A page whose menu and buttons say in Chinese what the theme and ``nav`` say in English; what it says itself stays."""
    words = "|".join(map(re.escape, sorted(MENU, key=len, reverse=True)))
    menu, mark, rest = html.partition('role="main"')
    body, modal, dialogs = rest.partition('id="mkdocs_search_modal"')
    told = re.compile(rf"(?<=[>\s])({words})(?=\s*<)")
    menu, dialogs = (told.sub(lambda found: MENU[found[1]], part) for part in (menu, dialogs))
    return menu.replace('<html lang="en"', '<html lang="zh-CN"', 1) + mark + body + modal + dialogs


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
