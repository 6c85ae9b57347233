"""What lies below a folder: its files, and by name whatever else lies there that is not read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.safe.text import name_of

LINKED = "a link to a folder, which is not followed (name the folder itself)"
DANGLING = "a link to nothing (mend or remove it)"
_KINDS = ((stat.S_ISFIFO, "a named pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISCHR, "a device"), (stat.S_ISBLK, "a device"))


@dataclass(frozen=True, slots=True)
class Found:
    """A file: its ``path`` as the system has it, its name ``below`` its source as people read it, ``why`` it cannot be read ("": it can),
    and whether that is ``usual`` (passed over, no failure)."""

    path: Path
    below: str
    why: str = ""
    usual: bool = False


def below(folder: Path) -> Iterator[Found]:
    """All that lies below a folder, in order of name: folders that cannot be opened and linked ones are named, not entered."""
    yield from _below(folder, folder)


def one(path: Path, name: str) -> Found:
    """A path that was named (or found): a file, or why there is nothing to read."""
    shown = name_of(name)
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return Found(path, shown, DANGLING if path.is_symlink() else f"it cannot be opened: {error.strerror or error}")
    if stat.S_ISREG(mode):
        return Found(path, shown)
    kind = next((kind for is_kind, kind in _KINDS if is_kind(mode)), "no file")
    return Found(path, shown, f"{kind}, which is not read (write what it gives into a file, or pipe it to kg build -)", True)


def _below(folder: Path, root: Path) -> Iterator[Found]:
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield Found(folder, _name(folder, root), f"the folder cannot be opened: {error.strerror or error} (check its permissions)")
        return
    for name in names:
        path = folder / name
        if path.is_dir() and path.is_symlink():
            yield Found(path, _name(path, root), LINKED, True)
        elif path.is_dir():
            yield from _below(path, root)
        else:
            yield one(path, path.relative_to(root).as_posix())


def _name(path: Path, root: Path) -> str:
    return name_of(path.relative_to(root).as_posix()) if path != root else name_of(str(path))
