"""The documents of the folder beside the checkout that benchmarks and training read, as ``Document``s."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.model import Article, Block, Dated, Document

SHARED = Path(__file__).resolve().parents[2] / "shared"


def reports(folder: Path = SHARED / "provincial-2025") -> Iterator[Document]:
    """The DOCX reports of a folder, one block a paragraph."""
    import docx

    for path in sorted(folder.glob("*.docx")):
        yield of_lines(path.stem, [p.text for p in docx.Document(str(path)).paragraphs])


def of_lines(name: str, lines: list[str]) -> Document:
    """A document of plain lines, dated by the first of them that gives a day."""
    from kg.language.when.times import Anchor, find_times

    texts = [line.strip() for line in lines if line.strip()]
    days = (t.value for line in texts[:6] for t in find_times(line, Anchor()) if t.rule == "time-day")
    date = Dated(next(days, None), "day", "said")
    blocks = tuple(Block("paragraph", text, (range(len(text)),)) for text in texts)
    return Document(name, "\n".join(texts), (Article(blocks, texts[0], date),), texts[0], date)
