"""CSV and TSV: each row is a document, its text in one column."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from kg.errors import ReadingError
from kg.model import Dated
from kg.reading import rules
from kg.reading.calendar import given, parse
from kg.reading.decode import decode
from kg.reading.formats import Columns, Member
from kg.reading.formats.rows import Row, rows
from kg.reading.limits import Limits
from kg.reading.raw import Raw

NAMES = ("text", "title", "date", "region", "publisher")


def members(data: bytes, limits: Limits, columns: Columns) -> Iterator[Member]:
    """The rows of a table, numbered from 1. Raises ``ReadingError`` (naming the columns) where none is known to hold the text."""
    decoded = decode(data)
    text = decoded.text.removeprefix("\ufeff")
    csv.field_size_limit(limits.bytes)
    found = rows(text)
    first = next(found, Row(1, []))
    if first.wrong:
        raise ReadingError(f"line 1: {first.wrong}", "mend the head of the table")
    header = [cell.strip() for cell in first.cells]
    at = choose(header, columns)
    for number, row in enumerate(found, 1):
        if number > limits.members:
            raise ReadingError(f"the table has more than {limits.members} rows", "split it, or raise the limit of members")
        if row.cells or row.wrong:
            yield Member(str(number), partial(_read, row, header, at, columns.date is not None, decoded.notes))


def _read(row: Row, header: list[str], at: dict[str, str], strict: bool, notes: tuple[str, ...]) -> Raw:
    """Raises ``ReadingError`` for a row that is broken, or has other cells than the head: where its text lies is not known."""
    cells = row.cells[: len(header)] if not any(row.cells[len(header) :]) else row.cells
    missing = [column for column in at.values() if column in header[len(cells) :]]
    if row.wrong:
        raise ReadingError(f"line {row.line}: {row.wrong}", 'put the whole cell into quotes, and write a quote in it twice: ""')
    if len(cells) > len(header) or missing:
        raise ReadingError(f"line {row.line}: {len(cells)} cells under {len(header)} columns", "put a cell that holds the separator or a new line into quotes")
    read = record(dict(zip(header, cells, strict=False)), at, strict)
    return replace(read, notes=(*notes, *read.notes))


def choose(header: list[str], columns: Columns) -> dict[str, str]:
    """For each of text, title, date, region and publisher the column that holds it. Raises ``ReadingError`` for one that is not there."""
    chosen = {}
    for name in NAMES:
        asked = getattr(columns, name)
        if asked and asked not in header:
            raise ReadingError(f"there is no column {asked!r}; there are {', '.join(header)}", f"name one of them as the {name} column")
        usual = [cell for cell in header if cell.lower() in rules.table("columns")[name]]
        if column := asked or next(iter(usual), ""):
            if header.count(column) > 1:
                raise ReadingError(f"line 1: {header.count(column)} columns are called {column!r}", "rename all but one of them")
            chosen[name] = column
    if "text" not in chosen:
        raise ReadingError(f"no column is known to hold the text; there are {', '.join(header)}", "name it with --text-column")
    return chosen


def record(row: dict[str, object], at: dict[str, str], strict: bool = False) -> Raw:
    """The text of a row, with the title, date, region and publisher that it gives.

    ``strict``: raises ``ReadingError`` for a date that is none (the column was asked for); else the text itself is asked.
    """
    value = {name: str(row.get(column) if row.get(column) is not None else "") for name, column in at.items()}
    dated = _dated(value.get("date", "").strip(), strict)
    notes = tuple(_unread(row, at))
    return Raw(value["text"], value.get("title", ""), dated, region=value.get("region") or None, publisher=value.get("publisher") or None, notes=notes)


def _unread(row: dict[str, object], at: dict[str, str]) -> Iterator[str]:
    """A note that names the columns which are not read, each with its number of characters."""
    others = {column: len(str(cell)) for column, cell in row.items() if column not in at.values() and cell not in (None, "")}
    if others:
        yield "not read: " + ", ".join(f"{column} ({count})" for column, count in others.items())


def _dated(said: str, strict: bool) -> Dated | None:
    if not said:
        return None
    return given(said, "column") if strict else parse(said, "column")

