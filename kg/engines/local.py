"""Many documents on this machine: each read and understood in a child process, several children at once."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.engines.births import Nursery
from kg.engines.bounds import Bounds
from kg.engines.worker import Worker
from kg.errors import UsageError
from kg.model import Document, Extraction
from kg.reading import Columns, Failure, Item, Limits, items
from kg.reading.sources import STDIN

Progress = Callable[[int, int, str], None]
EXTRACTOR = "kg.language:extract"
PER_WORKER = 4
COLUMNS = ("text_column", "title_column", "date_column", "region_column", "publisher_column")
OPTIONS: Mapping[str, type] = {"limits": Limits, "extractor": str, **dict.fromkeys(COLUMNS, str)}


def options(call: str, given: Mapping[str, Any]) -> None:
    """Holds the options of reading that a call was given against those there are. Raises ``UsageError`` for another name or type."""
    for name, value in given.items():
        if name not in OPTIONS:
            raise UsageError(f"{call}: no option {name!r}", f"there are {', '.join(OPTIONS)}")
        if value is not None and not isinstance(value, OPTIONS[name]):
            raise UsageError(f"{call}: {name} is {repr(value)[:60]}, of type {type(value).__name__}", f"give {OPTIONS[name].__name__}")


def run(
    sources: Iterable[str | Path],
    *,
    workers: int | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
    text_column: str | None = None,
    title_column: str | None = None,
    date_column: str | None = None,
    region_column: str | None = None,
    publisher_column: str | None = None,
    extractor: str = EXTRACTOR,
    bounds: Bounds | None = None,
) -> tuple[list[Document], list[Extraction], list[Failure]]:
    """Reads all sources and what each document says.

    ``workers`` is the number of processes (as many as there are processors, fewer for few files). ``progress`` is called with the
    files done, the files there are, and the name of the last. ``bounds`` are those of the build that this is part of. ``extractor`` names the function from document to extraction.
    Gives documents, their extractions and the failures, each sorted by id: the same for any number of workers.
    """
    if workers is not None and workers < 1:
        raise UsageError(f"{workers} workers", "give a number of 1 or more")
    limits = limits or Limits()
    listed = [_with_input(item, limits) for item in items(sources)]
    shared = _Shared(listed, progress, bounds or Bounds(limits))
    columns = Columns(text_column, title_column, date_column, region_column, publisher_column)
    _all(shared, _count(workers, len(listed)), limits, columns, extractor)
    return _sorted(shared)


class _Shared:
    """What the threads share: the items still to do, and what was found."""

    def __init__(self, listed: Sequence[Item], progress: Progress | None, bounds: Bounds) -> None:
        self.left, self.total, self.progress, self.bounds = list(reversed(listed)), len(listed), progress, bounds
        self.read: list[tuple[Document, Extraction]] = []
        self.failures: list[Failure] = []
        self.errors: list[BaseException] = []
        self.done = 0
        self.lock = threading.Lock()

    def take(self) -> Item | None:
        """The next item, None after the last or after an error."""
        with self.lock:
            return self.left.pop() if self.left and not self.errors else None

    def keep(self, answer: tuple[Any, ...]) -> None:
        """Keeps one answer."""
        with self.lock:
            if answer[0] == "done":
                self.bounds.take(answer[1])
                self.read.append((answer[1], answer[2]))
            else:
                self.failures.append(answer[1])

    def finish(self, item: Item) -> None:
        """Counts an item and tells the caller."""
        with self.lock:
            self.done += 1
            if self.progress:
                self.progress(self.done, self.total, item.id)


def _all(shared: _Shared, count: int, limits: Limits, columns: Columns, extractor: str) -> None:
    """Works off the items with ``count`` children, one thread to talk to each."""
    with Nursery(extractor) as nursery:
        threads = [threading.Thread(target=_work, args=(shared, limits, columns, nursery), daemon=True) for _ in range(count)]
        for thread in threads:
            thread.start()
        try:
            for thread in threads:
                thread.join()
        except BaseException as error:
            shared.errors.append(error)
            raise
    if shared.errors:
        raise shared.errors[0]


def _work(shared: _Shared, limits: Limits, columns: Columns, nursery: Nursery) -> None:
    try:
        with Worker(limits, columns, nursery) as worker:
            while item := shared.take():
                for answer in worker.answers(item):
                    shared.keep(answer)
                shared.finish(item)
    except BaseException as error:  # told to the caller by the thread that joins
        shared.errors.append(error)


def _count(workers: int | None, files: int) -> int:
    """The number of children: those asked for, else one a processor, but one for every few files."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(workers or min(processors, -(-files // PER_WORKER)), files))


def _with_input(item: Item, limits: Limits) -> Item:
    """Standard input is read here (no more than may be): the child has another."""
    return replace(item, data=sys.stdin.buffer.read(limits.bytes + 1)) if item.path == STDIN and not item.reason else item


def _sorted(shared: _Shared) -> tuple[list[Document], list[Extraction], list[Failure]]:
    read = sorted(shared.read, key=lambda pair: pair[0].id)
    failures = sorted(shared.failures, key=lambda one: (one.id, one.source, one.reason))
    return [document for document, _ in read], [extraction for _, extraction in read], failures
