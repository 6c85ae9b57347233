"""A child process and the talk with it: had when first needed, killed when a document takes too long, and then another."""

from __future__ import annotations

import os
import pickle
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.engines.births import Child, Nursery
from kg.engines.child import HEADER, send
from kg.errors import KgError
from kg.reading import Columns, Failure, Item, Limits
from kg.safe.waiting import readable

REST = "from here on it is not read (split it, or raise the limit: --max-archive-seconds)"
ANSWERS = frozenset({"done", "failed"})
BUSY = 4.0  # how many times its seconds of processor time a document may take by the clock, unless it is at work: then the machine is busy,
MOST = 100.0  # and it may take this many


class Dead(Exception):
    """The child ended, or was killed, in the middle of a document; the message says how."""


class Worker:
    """Reads items in a child process. Use as a context manager, or call ``close``."""

    def __init__(self, limits: Limits, columns: Columns, nursery: Nursery) -> None:
        self.limits, self.columns, self.nursery = limits, columns, nursery
        self._child: Child | None = None

    def answers(self, item: Item) -> Iterator[tuple[Any, ...]]:
        """("done", document, extraction) or ("failed", failure) for each document of the item, whatever happens to the child."""
        skip, until = 0, time.monotonic() + self.limits.archive_seconds
        while True:
            at = (item.id, item.shown)
            try:
                for answer in self._talk(item, skip):
                    if answer[0] == "begin":
                        at = answer[1:]
                        if time.monotonic() > until:
                            self.close()
                            yield "failed", Failure(*at, f"{item.shown} took more than {self.limits.archive_seconds:g} seconds: {REST}")
                            return
                    elif answer[0] in ANSWERS:
                        skip += 1
                        yield answer
                return
            except Dead as error:
                self.close()
                yield "failed", Failure(*at, f"reading it {error}")
                skip += 1
                if at == (item.id, item.shown):
                    return  # the file itself; in a container the other members go on

    def close(self) -> None:
        """Ends the child."""
        if self._child:
            self.nursery.end(self._child)
        self._child = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _talk(self, item: Item, skip: int) -> Iterator[tuple[Any, ...]]:
        self._child = child = self._child or self.nursery.child()
        try:
            send(child.requests, (item, self.limits, self.columns, skip, self.nursery.extractor))
        except OSError as error:
            raise Dead(self._how()) from error
        deadline = time.monotonic() + BUSY * self.limits.seconds
        while True:
            message = pickle.loads(self._read(HEADER.unpack(self._read(HEADER.size, deadline))[0], deadline))
            if message[0] == "broken":
                raise KgError(f"no document can be read: {message[1]}", "report this, with the message")
            yield message
            if message[0] == "end":
                return
            deadline = time.monotonic() + BUSY * self.limits.seconds

    def _read(self, size: int, deadline: float) -> bytes:
        assert self._child
        stream, parts, last = self._child.answers.fileno(), [], deadline + (MOST - BUSY) * self.limits.seconds
        at_work = used(self._child.pid)
        while size:
            if not readable(stream, deadline):
                before, at_work = at_work, used(self._child.pid)
                if at_work == before or time.monotonic() > last:
                    raise Dead(self._too_long())
                deadline += BUSY * self.limits.seconds
                continue
            part = os.read(stream, min(size, 1 << 20))
            if not part:
                raise Dead(self._how())
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _how(self) -> str:
        """How the child ended."""
        code = self.nursery.end(self._child, kill=False) if self._child else 0
        self._child = None
        if code == 0:
            return f"needs more than {self.limits.memory >> 20} MB (raise the limit: --max-memory)"
        if code == -getattr(signal, "SIGXCPU", 0):
            return self._too_long()
        if code < 0:
            return f"crashed the reader ({signal.Signals(-code).name})"
        return f"ended the reader with code {code}"

    def _too_long(self) -> str:
        return f"took more than {self.limits.seconds:g} seconds and was stopped (raise the limit: --max-seconds)"


def used(pid: int) -> int:
    """The processor time of a process so far in ticks; 0 where the system does not tell."""
    try:
        return sum(map(int, Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]))
    except OSError:
        return 0
