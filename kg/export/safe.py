"""Text and archives that other programs take: no illegal characters, no formulas, no clock."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, BinaryIO

from kg.errors import UsageError

# Whatever XML 1.0 does not allow (surrogates and non-characters among it).
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\ufffd"
# A spreadsheet takes a cell that begins so for a formula.
FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
EPOCH = (1980, 1, 1, 0, 0, 0)


def clean(text: str) -> str:
    """``text`` with U+FFFD for each character that may not stand in XML, CSV or a workbook."""
    return ILLEGAL.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    """``text`` on one line: a line break within Chinese is no space."""
    words = text.split()
    return ("" if any(char > "\u2e80" for word in words for char in word) else " ").join(words)


def cell(value: Any) -> Any:
    """A value for a table's cell: numbers as they are, text clean, and with ``'`` before what would be taken for a formula."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if not isinstance(value, str):
        return value
    return f"'{clean(value)}" if FORMULA.match(value) else clean(value)


def csv_bytes(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """A CSV table in UTF-8, lines ended by a newline."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([cell(name) for name in header])
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue().encode()


def write_zip(target: BinaryIO, files: Mapping[str, bytes], compression: int = zipfile.ZIP_STORED) -> None:
    """An archive of ``files`` in their order, without times: the same files give the same bytes."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = compression, 3, 0o644 << 16
            archive.writestr(entry, content, compresslevel=6)


def write_one_or_all(target: BinaryIO, files: Mapping[str, bytes], table: str | None) -> None:
    """The file of one table, or an archive of all."""
    if table is None:
        write_zip(target, files)
        return
    if f"{table}.csv" not in files:
        raise UsageError(f"no table {table!r}", f"there are: {', '.join(name.removesuffix('.csv') for name in files)}")
    target.write(files[f"{table}.csv"])
