"""Tables and archives that other programs take: every cell through the one sanitizer, no clock."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from kg.errors import UsageError
from kg.safe.text import cell

EPOCH = (1980, 1, 1, 0, 0, 0)


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
