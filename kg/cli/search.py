"""kg search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import format_option, graph_option, lang_option, note, opened, print_answer

if TYPE_CHECKING:
    from kg.search import Found

KINDS = {"entity": "实体", "measure": "指标", "document": "文档", "text": "原文"}


@click.command()
@click.argument("words", nargs=-1, required=True)
@graph_option
@format_option
@click.option("--limit", type=click.IntRange(1, 50), default=10, show_default=True, help="Rows of each kind.")
@lang_option
def search(words: tuple[str, ...], folder: str, form: str, limit: int, lang: str) -> None:
    """Search names, other names, measures and the text itself.

    Two characters or more are found wherever they stand together; a name also by its pinyin or its initials (yfdq).
    """
    with opened(folder) as graph:
        found = graph.search(" ".join(words), limit)
    print_answer(answer(found), form, lang)
    for kind, label in KINDS.items():
        if (total := found.totals.get(kind, 0)) > limit:
            note(f"{label} {kind}: {total}，只列出前 {limit}（--limit）")


def answer(found: Found) -> Any:
    """The hits as one table: kind, name, the name that fits, counts, the sentence and where it stands."""
    from kg.answer import Answer

    names = {"kind": "类别", "name": "名称", "said": "写作", "type": "类型", "facts": "事实", "docs": "文档", "sentence": "原文", "source": "出处"}
    hits = [(hit.kind, hit.name, hit.said if hit.said != hit.name else None, hit.type or None, hit.facts, hit.docs, hit.sentence, f"{hit.doc}:{hit.start}") for hit in found.hits]
    texts = [("text", each.title, None, None, None, None, each.text.strip(), f"{each.doc}:{each.start}") for each in found.passages]
    title = {"zh": f"查找 {found.words}", "en": f"search {found.words}"}
    return Answer.of_values(tuple(names), [*hits, *texts], labels={name: {"zh": zh, "en": name} for name, zh in names.items()}, title=title)
