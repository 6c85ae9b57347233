"""Reading: files and texts to cleaned documents, every character of which maps back to the file as decoded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import KgError
from kg.model import Document
from kg.reading.calendar import given
from kg.reading.formats import Columns
from kg.reading.limits import Limits
from kg.reading.load import Failure, Skipped, failure, units, with_defaults
from kg.reading.raw import Raw
from kg.reading.sources import Item, items
from kg.reading.text import to_document

__all__ = ["Columns", "Failure", "Item", "Limits", "items", "read_item", "read_sources", "read_text", "with_defaults"]


def read_text(text: str, *, id: str = "text", title: str = "", date: str | None = None, region: str | None = None) -> Document:
    """The document that a text makes. ``date`` is ISO (2024, 2024-01, 2024-01-26); without one it is looked for in the text.

    Raises ``ReadingError`` for a date that is none.
    """
    return to_document(Raw(text, title, given(date) if date else None, region=region), id=id)


def read_sources(
    sources: Iterable[str | Path],
    *,
    limits: Limits | None = None,
    text_column: str | None = None,
    title_column: str | None = None,
    date_column: str | None = None,
    region_column: str | None = None,
    publisher_column: str | None = None,
) -> Iterator[Document | Failure]:
    """The documents of files, folders, globs, archives and tables (``-`` is standard input), in order of id.

    A file that cannot be read, or is of a format that is not, is a ``Failure`` with the reason; the rest goes on. This reads in
    the process that calls it: ``kg.engines.local`` reads each document in a child with limits of time and memory.
    """
    columns = Columns(text_column, title_column, date_column, region_column, publisher_column)
    for item in items(sources):
        yield from read_item(item, limits, columns)


def read_item(item: Item, limits: Limits | None = None, columns: Columns | None = None) -> Iterator[Document | Failure]:
    """The documents of one item, or the failure that came instead."""
    try:
        for unit in units(item, limits or Limits(), columns or Columns()):
            yield unit.result()
    except KgError as error:
        yield failure(item.id, item.shown, error, isinstance(error, Skipped))
