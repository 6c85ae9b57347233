"""JSON Lines: each line is a document, its text in one field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from kg.errors import ReadingError
from kg.reading.decode import decode
from kg.reading.formats import Columns, Member
from kg.reading.formats.table import choose, record
from kg.reading.limits import Limits
from kg.reading.raw import Raw


def members(data: bytes, limits: Limits, columns: Columns) -> Iterator[Member]:
    """The lines of a file, numbered from 1; empty ones are passed over."""
    lines = decode(data).text.removeprefix("\ufeff").split("\n")
    if len(lines) > limits.members:
        raise ReadingError(f"the file has {len(lines)} lines, more than {limits.members}", "split it, or raise the limit of members")
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield Member(str(number), partial(_record, line, columns))


def _record(line: str, columns: Columns) -> Raw:
    """Raises ``ReadingError`` for a line that is no JSON object with a text."""
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"the line is no JSON: {error}", "mend the line") from error
    if not isinstance(values, dict):
        raise ReadingError(f"the line holds {type(values).__name__}, not an object", "write one object a line")
    return record(values, choose(list(values), columns), columns.date is not None)
