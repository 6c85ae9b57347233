"""A file written, whole or not at all; a device, a pipe or a link written into, never replaced."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from kg.errors import KgError

STREAMS = ("/dev/", "/proc/")  # what lies there is no file of the analyst's, whatever it leads to
WAY_OUT = "name a file in a folder that is there and may be written (-o)"


def write_file(target: str | Path, content: bytes | Callable[[BinaryIO], object]) -> Path:
    """Write ``content`` (bytes, or what writes them to a stream) to ``target``; gives its path.

    A regular file is whole or as it was before, whatever happens; of a link, the file that it leads to. A device or a pipe is
    written into. Raises ``KgError``, one line that names ``target``, for a folder, a place that may not be written, or a full disk.
    """
    path = Path(target)
    try:
        with _straight(path) if _is_stream(path) else _whole(path) as stream:
            stream.write(content) if isinstance(content, bytes) else content(stream)
    except (OSError, ValueError) as why:
        if isinstance(why, ValueError) and "\0" not in str(path):
            raise
        raise KgError(f"{path}: {getattr(why, 'strerror', None) or why}", WAY_OUT) from why
    return path


def _is_stream(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(21, "a folder, not a file", str(path))
    return not stat.S_ISREG(mode) or os.path.abspath(path).startswith(STREAMS)


@contextmanager
def _straight(path: Path) -> Iterator[BinaryIO]:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND), "wb") as stream:
        yield stream


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """A stream into a file beside the target, which takes its place when all is on the disk."""
    real = Path(os.path.realpath(path))
    if real.is_symlink():
        raise OSError(40, "a link that leads back to itself", str(path))
    part = real.with_name(f".{sha256(os.fsencode(real.name)).hexdigest()[:16]}.part")
    stream = _locked(part)
    try:
        with stream:
            with suppress(FileNotFoundError):
                os.fchmod(stream.fileno(), stat.S_IMODE(real.stat().st_mode))
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            os.replace(part, real)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _locked(part: Path) -> BinaryIO:
    """The file beside the target, empty and ours alone: what a killed command left there is written over."""
    while True:
        stream = os.fdopen(os.open(part, os.O_CREAT | os.O_RDWR, 0o666), "r+b")
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as why:
            stream.close()
            raise OSError(11, "another command is writing it") from why
        if _is_there(part, stream):
            stream.truncate()
            return stream
        stream.close()  # the command before had just put it in its place


def _is_there(part: Path, stream: BinaryIO) -> bool:
    try:
        return os.path.samestat(part.stat(), os.fstat(stream.fileno()))
    except FileNotFoundError:
        return False
