"""What a whole build may cost: text, time, memory. Past a bound it ends with one line, and the graph stays as it was."""

from __future__ import annotations

import os
import time
from pathlib import Path

from kg.errors import KgError
from kg.model import Document
from kg.reading import Limits

_STATM = Path("/proc/self/statm")
NOTHING = "nothing was published"


class Bounds:
    """Begins with the build; ``take`` counts a document, ``check`` looks at the clock and the memory. Both raise ``KgError`` past a bound."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.begun, self.bytes = limits, time.monotonic(), 0

    def take(self, document: Document) -> None:
        """Counts the text of a document."""
        self.bytes += len(document.text.encode("utf-8", "replace"))
        if self.bytes > self.limits.build:
            raise _past(f"the documents hold more than {self.limits.build >> 20} MB of text", "--max-build")
        self.check()

    def check(self) -> None:
        """Looks at the clock and at the memory of this process."""
        if time.monotonic() - self.begun > self.limits.build_seconds:
            raise _past(f"the build took more than {self.limits.build_seconds:g} seconds", "--max-build-seconds")
        if memory() > self.limits.build_memory:
            raise _past(f"the build needs more than {self.limits.build_memory >> 20} MB of memory", "--max-build-memory")


def memory() -> int:
    """The bytes of memory that this process holds (its peak, where the system does not tell)."""
    if _STATM.exists():
        return int(_STATM.read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _past(what: str, option: str) -> KgError:
    return KgError(f"{what}; {NOTHING}", f"build in parts, or raise the limit: {option}")
