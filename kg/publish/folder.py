"""A graph folder as the file system sees it: whose it is, who may write, and switches that a crash cannot halve.

``.kg-graph`` marks the folder as ours and is the lock; ``generations/NAME`` are whole generations; ``current`` and
``previous`` are symbolic links to two of them. Whatever else lies in the folder is never touched.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import GraphError

MARKER = ".kg-graph"
MARK = "A graph folder of kg. Builds take a lock on this file; without it kg will not write here.\n"
GENERATIONS, CURRENT, PREVIOUS, NEW = "generations", "current", "previous", ".new"
NAME = re.compile(r"[0-9a-f]{20}")

# Folders that this process holds the lock of, so that a build can take it first and publish under it.
_held: dict[Path, int] = {}


def _let_go(place: Path) -> None:
    """Close the lock of ``place``, unless this is a forked child that has already."""
    if (descriptor := _held.pop(place, None)) is not None:
        os.close(descriptor)


def _forget() -> None:
    """A forked worker must not keep the lock of a build that was killed."""
    for place in list(_held):
        _let_go(place)


os.register_at_fork(after_in_child=_forget)


@contextmanager
def writing(folder: str | Path) -> Iterator[Path]:
    """Hold the one right to write into ``folder`` (made if missing); gives its real path.

    Raises ``GraphError`` if the folder is not ours, or if another build holds it. May be nested in one process.
    """
    place = claim(Path(folder))
    if place in _held:
        yield place
        return
    _held[place] = _locked(place)
    try:
        yield place
    finally:
        _let_go(place)


def _locked(place: Path) -> int:
    """The descriptor that holds the lock."""
    descriptor = os.open(place / MARKER, os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as why:
        os.close(descriptor)
        raise GraphError(f"{place}: another build is writing this graph", "wait for its end, or build into another folder (-o)") from why
    return descriptor


def claim(folder: Path) -> Path:
    """Make ``folder`` ours if it is new or empty; ``GraphError`` if it holds anything and kg did not make it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _mark(folder)
        (folder / GENERATIONS).mkdir(exist_ok=True)
    except OSError as why:
        raise GraphError(f"{why.filename or folder}: {why.strerror or why}", "name a new or empty folder of your own (-o)") from why
    if (folder / GENERATIONS).is_symlink():
        raise GraphError(f"{folder / GENERATIONS} is a symbolic link, which kg never makes", "name a new or empty folder (-o)")
    return folder.resolve()


def _mark(folder: Path) -> None:
    """The mark is the first file that kg makes, so a folder that another build is just claiming already has it."""
    if not is_ours(folder):
        if any(folder.iterdir()) and not is_ours(folder):
            raise GraphError(f"{folder} is not empty and kg did not make it", "name a new or empty folder (-o)")
        (folder / MARKER).write_text(MARK, encoding="utf-8")


def is_ours(folder: Path) -> bool:
    """Whether kg made this folder."""
    return (folder / MARKER).is_file()


def clean(place: Path) -> None:
    """Take away what a killed build left: to be called under the lock."""
    for name in (GENERATIONS + "/" + NEW, GENERATIONS + "/" + NEW + ".old"):
        shutil.rmtree(place / name, ignore_errors=True)
    for link in (CURRENT, PREVIOUS):
        (place / f".{link}.new").unlink(missing_ok=True)


def target(place: Path, link: str) -> str | None:
    """The name of the generation that a link points at, or None; ``GraphError`` if it is not a link that kg made."""
    path = place / link
    if not os.path.lexists(path):
        return None
    aim = path.readlink() if path.is_symlink() else Path()
    if len(aim.parts) != 2 or aim.parts[0] != GENERATIONS or not NAME.fullmatch(aim.name):
        raise GraphError(f"{path} does not point at a generation of this graph", "remove it, then build again")
    return aim.name


def switch(place: Path, link: str, name: str) -> None:
    """Point ``link`` at generation ``name`` in one step."""
    new = place / f".{link}.new"
    new.symlink_to(Path(GENERATIONS, name))
    new.replace(place / link)
    sync_folder(place)


def prune(place: Path) -> None:
    """Delete every generation but the two that the links name."""
    keep = {target(place, CURRENT), target(place, PREVIOUS)}
    for path in sorted((place / GENERATIONS).iterdir()):
        if NAME.fullmatch(path.name) and path.name not in keep:
            shutil.rmtree(path)


def sync_tree(root: Path) -> None:
    """Bring every file and folder below ``root``, and ``root``, to the disk."""
    for folder, _, files in os.walk(root, topdown=False):
        for name in files:
            _sync(Path(folder, name), os.O_RDONLY)
        sync_folder(Path(folder))


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names to the disk."""
    _sync(folder, os.O_RDONLY | os.O_DIRECTORY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
