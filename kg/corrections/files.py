"""The file of corrections: found beside the documents, read, and only ever added to."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable
from pathlib import Path

from kg.corrections.record import Correction, parse
from kg.errors import UsageError

NAME = "corrections.jsonl"
NOTE = ".kg-corrections"  # in the graph folder: which file the last build read


def beside(sources: Iterable[str | Path]) -> list[Path]:
    """The corrections file of each source that is a folder, whether it is there yet or not; none of a folder that is closed, of which nothing is read."""
    return [Path(source) / NAME for source in sources if Path(source).is_dir() and os.access(source, os.X_OK)]


def read(*paths: str | Path) -> list[Correction]:
    """The corrections in these files, in order; a file that is not there holds none. Raises ``UsageError`` (file and line) for a wrong line."""
    return [correction for path in paths for correction in _read(Path(path))]


def _read(path: Path) -> list[Correction]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as why:
        raise UsageError(f"{path}: cannot read the corrections: {why}", "it is JSON Lines in UTF-8") from why
    lines = text.split("\n")
    return [parse(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]


def append(path: str | Path, corrections: Iterable[Correction]) -> None:
    """Add lines at the end of the file, made if it is not there; all or none, on the disk when this returns, whoever else writes."""
    data = "".join(f"{one.line()}\n" for one in corrections).encode("utf-8", "surrogatepass")
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    except OSError as why:
        raise UsageError(f"{path}: {why.strerror}", "name a file that can be written: --corrections FILE") from why
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        size = os.fstat(descriptor).st_size
        broken = size and os.pread(descriptor, 1, size - 1) != b"\n"  # an editor left the last line open
        _write(descriptor, (b"\n" if broken else b"") + data, size)
    finally:
        os.close(descriptor)


def _write(descriptor: int, data: bytes, size: int) -> None:
    try:
        while data:
            data = data[os.write(descriptor, data) :]
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)
        raise


def remember(folder: str | Path, path: Path) -> None:
    """Note in a graph folder which file of corrections belongs to it."""
    (Path(folder) / NOTE).write_text(f"{path.resolve()}\n", encoding="utf-8")


def remembered(folder: str | Path, given: str | Path | None = None) -> Path:
    """The corrections file of a graph: the one given, else the one beside the documents of its last build. Raises ``UsageError``."""
    if given:
        return Path(given)
    try:
        return Path((Path(folder) / NOTE).read_text(encoding="utf-8").strip())
    except OSError as why:
        raise UsageError(f"no corrections file is known for {folder}", f"name it: --corrections FILE ({NAME} beside the documents)") from why
