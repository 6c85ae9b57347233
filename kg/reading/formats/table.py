"""CSV and TSV: each row is a document, its text in one column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import partial

from kg.errors import ReadingError
from kg.model import Dated
from kg.reading import rules
from kg.reading.calendar import given, parse
from kg.reading.decode import decode
from kg.reading.formats import Columns, Member
from kg.reading.limits import Limits
from kg.reading.raw import Raw

NAMES = ("text", "title", "date", "region", "publisher")


def members(data: bytes, limits: Limits, columns: Columns) -> Iterator[Member]:
    """The rows of a table, numbered from 1. Raises ``ReadingError`` (naming the columns) where none is known to hold the text."""
    text = decode(data).text.removeprefix("\ufeff")
    csv.field_size_limit(limits.bytes)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        at = choose(header, columns)
        for number, row in enumerate(reader, 1):
            if number > limits.members:
                raise ReadingError(f"the table has more than {limits.members} rows", "split it, or raise the limit of members")
            yield Member(str(number), partial(record, dict(zip(header, row, strict=False)), at, columns.date is not None))
    except csv.Error as error:
        raise ReadingError(f"line {reader.line_num}: {error}", "mend that line") from error


def choose(header: list[str], columns: Columns) -> dict[str, str]:
    """For each of text, title, date, region and publisher the column that holds it. Raises ``ReadingError`` for one that is not there."""
    chosen = {}
    for name in NAMES:
        asked = getattr(columns, name)
        if asked and asked not in header:
            raise ReadingError(f"there is no column {asked!r}; there are {', '.join(header)}", f"name one of them as the {name} column")
        usual = [cell for cell in header if cell.lower() in rules.table("columns")[name]]
        if asked or usual:
            chosen[name] = asked or usual[0]
    if "text" not in chosen:
        raise ReadingError(f"no column is known to hold the text; there are {', '.join(header)}", "name it with --text-column")
    return chosen


def record(row: dict[str, object], at: dict[str, str], strict: bool = False) -> Raw:
    """The text of a row, with the title, date, region and publisher that it gives.

    ``strict``: raises ``ReadingError`` for a date that is none (the column was asked for); else the text itself is asked.
    """
    value = {name: str(row.get(column) if row.get(column) is not None else "") for name, column in at.items()}
    dated = _dated(value.get("date", "").strip(), strict)
    return Raw(value["text"], value.get("title", ""), dated, region=value.get("region") or None, publisher=value.get("publisher") or None)


def _dated(said: str, strict: bool) -> Dated | None:
    if not said:
        return None
    return given(said, "column") if strict else parse(said, "column")


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max((",", "\t", ";"), key=lambda mark: (header.count(mark), mark == ","))
