"""Reading: files to documents (a thin reader of plain text)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kg.model import Article, Block, Dated, Document


def read_text(text: str, *, id: str = "text", title: str = "", date: str | None = None, region: str | None = None) -> Document:
    blocks = tuple(_blocks(text))
    if date is None:
        m = re.search(r"(20\d\d)年(\d{1,2})月(\d{1,2})日", text[:200])
        date = f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}" if m else None
    dated = Dated(date, {4: "year", 7: "month", 10: "day"}.get(len(date or "")), "given") if date else Dated()
    title = title or (blocks[0].text if blocks else "")
    return Document(id, text, (Article(blocks, title, dated, region),), title, dated, region)


def read_sources(sources: list[str]) -> Iterator[Document]:
    for source in sources:
        for path in sorted(Path(source).rglob("*.txt")):
            yield read_text(path.read_text(encoding="utf-8"), id=path.stem)


def _blocks(text: str) -> Iterator[Block]:
    chars: list[str] = []
    places: list[int] = []
    for i, line in enumerate(_lines(text)):
        start, body = line
        if not body.strip():
            if chars:
                yield _block(chars, places)
            chars, places = [], []
            continue
        for k, c in enumerate(body):
            if not c.isspace():
                chars.append(c)
                places.append(start + k)
        if body.rstrip()[-1] in "。！？" or len(body) > 60:
            yield _block(chars, places)
            chars, places = [], []
    if chars:
        yield _block(chars, places)


def _block(chars: list[str], places: list[int]) -> Block:
    text = "".join(chars)
    kind = "heading" if len(text) < 30 and not re.search("[。；]", text) else "paragraph"
    return Block(kind, text, (tuple(places),))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1
