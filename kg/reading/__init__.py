"""Reading: files and texts to cleaned documents, every character of which maps back to the file as decoded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kg.model import Document
from kg.reading.calendar import given
from kg.reading.raw import Raw
from kg.reading.text import to_document


def read_text(text: str, *, id: str = "text", title: str = "", date: str | None = None, region: str | None = None) -> Document:
    return to_document(Raw(text, title, given(date) if date else None, region=region), id=id)


def read_sources(sources: list[str]) -> Iterator[Document]:
    for source in sources:
        for path in sorted(Path(source).rglob("*.txt")):
            yield to_document(Raw(path.read_bytes().decode("utf-8")), id=path.stem)
