"""Answers on a terminal, drawn to fit it: Chinese aligned, the point of each quote bold."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg.answer.formats import counted, shown
from kg.cli.brief import QUOTE, points

if TYPE_CHECKING:
    from kg.answer import Answer

UNBROKEN = re.compile(r"[!-~]+")
GAP = 2  # between two columns of a table on a terminal
HEAD, NAME_LEAST, QUOTE_LEAST, WORD_LEAST = 8, 12, 20, 22  # the narrowest that a heading, a name, a quote, a word reads well in


def drawn(answer: Answer, lang: str = "zh", width: int = 80) -> Any:
    """The answer for a terminal of ``width`` columns: a table, or where its columns would be slivers, a block of lines for each row."""
    cells = shown(answer, lang)
    heads = [answer.label(name, lang) for name in answer.visible]
    columns = [(head, [row[place] for row in cells]) for place, head in enumerate(heads)]
    least = [_least(name, *column) for name, column in zip(answer.visible, columns, strict=True)]
    spare = width - sum(least) - GAP * (len(least) - 1)
    if spare < 0:
        body = _blocks(answer, heads, cells)
    else:
        body = [_table(answer, heads, cells, _grown(least, [max(map(_wide, (head, *column))) for head, column in columns], spare))]
    return _page(answer, lang, body)


def _page(answer: Answer, lang: str, body: Sequence[Any]) -> Any:
    from rich.console import Group
    from rich.text import Text

    title = answer.title.get(lang, "")
    return Group(*([Text(title)] if title else []), *body, Text(counted(answer), style="dim"))


def _least(name: str, head: str, column: Sequence[str]) -> int:
    """The columns of the terminal that a column can be read in: Chinese breaks anywhere, a word or an id does not."""
    natural = max(map(_wide, column), default=0)
    word = max((len(part) for cell in column for part in UNBROKEN.findall(cell)), default=0)
    return max(min(_wide(head), HEAD), min(natural, QUOTE_LEAST if QUOTE.search(name) else NAME_LEAST), min(word, WORD_LEAST))


def _grown(least: Sequence[int], natural: Sequence[int], spare: int) -> list[int]:
    """The widths with what is spare shared out, those that want least first, none wider than it needs."""
    widths = list(least)
    wanting = sorted((wish - has, place) for place, (has, wish) in enumerate(zip(least, natural, strict=True)) if wish > has)
    for served, (want, place) in enumerate(wanting):
        given = min(want, spare // (len(wanting) - served))
        widths[place] += given
        spare -= given
    return widths


def _table(answer: Answer, heads: Sequence[str], cells: Sequence[Sequence[str]], widths: Sequence[int]) -> Any:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, collapse_padding=True)
    for head, size in zip(heads, widths, strict=True):
        table.add_column(Text(head), overflow="fold", width=size)
    for row in cells:
        table.add_row(*(_cell(name, words, row) for name, words in zip(answer.visible, row, strict=True)))
    return table


def _blocks(answer: Answer, heads: Sequence[str], cells: Sequence[Sequence[str]]) -> list[Any]:
    """Each row as lines of label and value, what is empty left out (as psql shows rows that are too wide)."""
    from rich.table import Table
    from rich.text import Text

    parts: list[Any] = []
    for number, row in enumerate(cells, 1):
        block = Table.grid(padding=(0, 2))
        block.add_column(min_width=max(map(_wide, heads)), no_wrap=True)
        block.add_column(overflow="fold")
        for name, head, words in zip(answer.visible, heads, row, strict=True):
            if words:
                block.add_row(Text(head, style="dim"), _cell(name, words, row))
        parts += [Text(f"── {number} ──", style="dim"), block]
    return parts


def _wide(words: str) -> int:
    from rich.cells import cell_len

    return cell_len(words)


def _cell(name: str, words: str, row: Sequence[str]) -> Any:
    from rich.text import Text

    cell = Text(words)
    if QUOTE.search(name) and (found := points(row, words)):
        cell.highlight_words(found, style="bold")
    return cell


def console() -> Any:
    """The terminal; without colour if NO_COLOR is set."""
    from rich.console import Console

    return Console(no_color="NO_COLOR" in os.environ or None, highlight=False)
