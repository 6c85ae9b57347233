"""What was checked once need not be checked again: a note in a private folder, named by all the bytes that the answer depends on."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Stamp:
    """The note that a folder of these bytes is in order."""

    path: Path | None

    def known(self) -> bool:
        """Whether these bytes passed before."""
        return self.path is not None and self.path.is_file()

    def keep(self) -> None:
        """Note that they did; where nothing can be written, nothing is noted."""
        if self.path:
            with suppress(OSError):
                self.path.touch()


def stamped(folder: Path) -> Stamp:
    """The stamp of an ontology folder as it is now: of its terms and rules, of which tables there are, of the code that checks them, and of this Python."""
    digest = sha256(sys.version.encode())
    for path in (*sorted(folder.glob("*.ttl")), *sorted(folder.glob("*/*.yaml")), *sorted(HERE.glob("*.py"))):
        content = path.read_bytes()
        digest.update(f"{path.parent.name}/{path.name}\0{len(content)}\0".encode() + content)
    digest.update("".join(path.name for path in sorted(folder.glob("names/*.csv"))).encode())
    home = _private()
    return Stamp(home / digest.hexdigest() if home else None)


def _private() -> Path | None:
    """A folder that nobody else may write into, None where there can be none."""
    user = os.getuid() if hasattr(os, "getuid") else 0
    folder = Path(tempfile.gettempdir()) / f"kg-checked-{user}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.stat(follow_symlinks=False)
    except OSError:
        return None
    return folder if found.st_uid == user and not found.st_mode & 0o022 else None
