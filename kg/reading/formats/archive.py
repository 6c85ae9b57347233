"""ZIP archives: each member is a document; sizes are counted as they unpack, never believed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial

from kg.errors import ReadingError
from kg.reading.formats import Columns, Member
from kg.reading.limits import Limits
from kg.reading.sources import is_readme
from kg.safe.text import name_of

CHUNK = 1 << 20
HEADER = 30  # bytes of a member before its name


def members(data: bytes, limits: Limits, columns: Columns) -> Iterator[Member]:
    """The files of an archive, in order of name. Raises ``ReadingError`` for a damaged archive or too many members."""
    archive = open_archive(data)
    entries = sorted((entry for entry in archive.infolist() if not entry.is_dir() and not is_readme(entry.filename)), key=lambda entry: _name(entry))
    if len(entries) > limits.members:
        raise ReadingError(f"the archive has {len(entries)} members, more than {limits.members}", "split it, or raise the limit of members")
    for entry in entries:
        yield Member(_name(entry), partial(inflate, archive, entry, limits.inflated))


def _apart(archive: zipfile.ZipFile) -> None:
    """Raises ``ReadingError`` where members share bytes: no packer makes such, and a small file would unpack without end."""
    end, before = 0, ""
    for entry in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise ReadingError(f"its members overlap: {before} and {_name(entry)}", "pack it again, if it is to be trusted")
        end, before = entry.header_offset + HEADER + len(entry.orig_filename) + entry.compress_size, _name(entry)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive in ``data``. Raises ``ReadingError`` where there is none, or where its members overlap."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _apart(archive)
        return archive
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadingError(f"the archive is damaged: {error}", "pack it again") from error


def inflate(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """The bytes of a member, at most ``most``. Raises ``ReadingError`` for more, a password, or damage."""
    parts, size = [], 0
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if size > most:
                    raise ReadingError(f"{entry.filename} unpacks to more than {most >> 20} MB", "raise the limit if it is to be trusted: --max-inflated")
                parts.append(chunk)
    except RuntimeError as error:
        raise ReadingError(f"{entry.filename}: {error}", "pack it without a password") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise ReadingError(f"{entry.filename} is damaged: {error}", "pack it again") from error
    return b"".join(parts)


def _name(entry: zipfile.ZipInfo) -> str:
    """A member's name; archives made on Chinese Windows have theirs in GBK without saying so, others in UTF-8."""
    try:
        return name_of(entry.filename if entry.flag_bits & 0x800 else entry.filename.encode("cp437"))
    except UnicodeEncodeError:
        return name_of(entry.filename)
