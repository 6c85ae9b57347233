"""JSON Lines: each line is a document, its text in one field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from kg.errors import ReadingError
from kg.reading.decode import decode
from kg.reading.formats import Columns, Member
from kg.reading.formats.table import choose, record
from kg.reading.limits import Limits
from kg.reading.raw import Raw


def members(data: bytes, limits: Limits, columns: Columns) -> Iterator[Member]:
    """The lines of a file, numbered from 1; empty ones are passed over."""
    decoded = decode(data)
    lines = decoded.text.removeprefix("\ufeff").split("\n")
    if len(lines) > limits.members:
        raise ReadingError(f"the file has {len(lines)} lines, more than {limits.members}", "split it, or raise the limit of members")
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield Member(str(number), partial(_record, line, columns, decoded.notes))


class _Twice:
    """An object that has a field of this name twice."""

    def __init__(self, name: str) -> None:
        self.name = name


def _once(pairs: list[tuple[str, object]]) -> object:
    values = dict(pairs)
    return values if len(values) == len(pairs) else _Twice(next(name for name, _ in pairs if [other for other, _ in pairs].count(name) > 1))


def _record(line: str, columns: Columns, notes: tuple[str, ...]) -> Raw:
    """Raises ``ReadingError`` for a line that is no JSON object with a text."""
    try:
        values = json.loads(line, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"the line is no JSON: {error}", "mend the line") from error
    if isinstance(values, _Twice):
        raise ReadingError(f"the line has the field {values.name!r} twice", "rename one of them")
    if not isinstance(values, dict):
        raise ReadingError(f"the line holds {type(values).__name__}, not an object", "write one object a line")
    read = record(values, choose(list(values), columns), columns.date is not None)
    return replace(read, notes=(*notes, *read.notes))
