"""The child: reads one document after the other and says what it says, within a limit of memory, over two pipes.

A request is (item, limits, columns, skip, extractor); answers are ("begin", id, source) before each document, ("done", document,
extraction) or ("failed", failure) after it, and ("end",) after the last. All are pickled, each after its length (8 bytes).
"""

from __future__ import annotations

import math
import os
import pickle
import struct
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import IO, Any

from kg.errors import KgError
from kg.model import Document, Extraction
from kg.reading import Columns, Failure, Item, Limits
from kg.reading.load import Skipped, failure, units

Extractor = Callable[[Document], Extraction]
HEADER = struct.Struct("<Q")


def send(stream: IO[bytes], message: object) -> None:
    """Writes one message."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(HEADER.pack(len(data)) + data)
    stream.flush()


def serve(requests: int, answers: int) -> None:
    """Answers the requests of one descriptor on the other until there are no more."""
    with os.fdopen(requests, "rb") as orders, os.fdopen(answers, "wb") as said:
        while header := orders.read(HEADER.size):
            request = pickle.loads(orders.read(HEADER.unpack(header)[0]))
            _bound(request[1])
            try:
                for answer in answer_all(*request):
                    send(said, answer)
            except MemoryError:
                return  # the parent knows which document was being read; a fresh child goes on


def answer_all(item: Item, limits: Limits, columns: Columns, skip: int, extractor: str) -> Iterator[tuple[Any, ...]]:
    """The answers for the documents of an item, but for the first ``skip``."""
    yield "begin", item.id, item.shown
    try:
        extract = function(extractor)
    except Exception as error:
        yield "broken", f"{type(error).__name__}: {error} ({place(error)})"
        return
    _bound_time(limits)
    try:
        for number, unit in enumerate(units(item, limits, columns)):
            if number < skip:
                continue
            yield "begin", unit.id, unit.source
            _bound_time(limits)
            yield answered(unit.result(), extract)
    except KgError as error:
        yield "failed", failure(item.id, item.shown, error, isinstance(error, Skipped))
    yield ("end",)


def answered(read: Document | Failure, extract: Extractor) -> tuple[Any, ...]:
    """A document with its extraction, or the failure in their stead."""
    if isinstance(read, Failure):
        return "failed", read
    try:
        return "done", read, extract(read)
    except MemoryError:
        raise
    except Exception as error:  # what one document provokes costs that document alone
        return "failed", Failure(read.id, read.source, f"{type(error).__name__}: {error} ({place(error)})")


def function(name: str) -> Extractor:
    """The function named ``module:function``; what stands behind a ? in the name is its second argument."""
    module, _, rest = name.partition(":")
    function, given, argument = rest.partition("?")
    found = getattr(import_module(module), function)
    return partial(found, argument=argument) if given else found


def place(error: BaseException) -> str:
    """Where an error was raised: file and line."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    return f"{os.path.basename(frame.tb_frame.f_code.co_filename)}, line {frame.tb_lineno}" if frame else "no place"  # noqa: PTH119


def _bound(limits: Limits) -> None:
    """Sets the limit of memory, where the system has one (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = limits.memory if hard == resource.RLIM_INFINITY else min(limits.memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _bound_time(limits: Limits) -> None:
    """Gives the next document its seconds of processor time, from now: so that a busy machine changes no result."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    most = math.ceil(used.ru_utime + used.ru_stime + limits.seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
