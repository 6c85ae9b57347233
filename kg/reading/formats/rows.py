"""The rows of CSV, each with its line: a broken one costs itself alone, not those that its open quote would swallow."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import ReadingError

BROKEN = 200  # broken rows after which a table is given up: each may be read to its end


@dataclass(frozen=True, slots=True)
class Row:
    """The ``line`` on which a row begins, its cells, and what is ``wrong`` with it ("": nothing)."""

    line: int
    cells: list[str]
    wrong: str = ""


def rows(text: str) -> Iterator[Row]:
    """The rows of a table, its head first. Raises ``ReadingError`` where hardly any row is whole."""
    lines = list(io.StringIO(text, newline=""))
    delimiter, at, broken = _delimiter(lines), 0, 0
    while at < len(lines):
        reader = csv.reader(lines[at:] if at else lines, delimiter=delimiter, strict=True)
        start = at
        try:
            for cells in reader:
                yield Row(at + 1, cells)
                at = start + reader.line_num
        except csv.Error as error:
            broken += 1
            if broken > BROKEN:
                raise ReadingError(f"line {at + 1}: more than {BROKEN} rows are broken: {error}", "write the table again, as CSV") from error
            yield Row(at + 1, [], _said(error))
            at += 1


def _said(error: csv.Error) -> str:
    return "a quote is opened and not closed before the separator or the end" if "expected after" in str(error) or "end of data" in str(error) else str(error)


def _delimiter(lines: list[str]) -> str:
    header = lines[0] if lines else ""
    return max((",", "\t", ";"), key=lambda mark: (header.count(mark), mark == ","))
