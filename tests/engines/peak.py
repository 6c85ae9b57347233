"""A build in a small process of its own, which prints what was read, what failed, the longest wait and the peak of the reading children.

A large process (pytest after a thousand tests) cannot measure its children: at the start each counts the pages of its parent as its own.
"""

from __future__ import annotations

import json
import resource
import sys
import time

from kg.api import build
from kg.reading import Limits


def main(folder: str, out: str, seconds: str) -> None:
    """Builds ``folder`` into ``out`` with so many ``seconds`` for a document."""
    ends = [time.monotonic()]
    built = build(folder, out=out, workers=1, limits=Limits(seconds=float(seconds)), progress=lambda *_: ends.append(time.monotonic()))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    found = {
        "read": [document.source for document in built.graph.knowledge.documents],
        "failed": {failure.source: failure.reason for failure in built.failures},
        "longest": max(after - before for before, after in zip(ends, ends[1:], strict=False)),
        "peak": peak >> (10 if sys.platform == "darwin" else 0),  # kilobytes
    }
    print(json.dumps(found))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
