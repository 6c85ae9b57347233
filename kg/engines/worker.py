"""A child process and the talk with it: started when first needed, killed when a document takes too long, started anew."""

from __future__ import annotations

import os
import pickle
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.engines.child import HEADER, send
from kg.errors import KgError
from kg.reading import Columns, Failure, Item, Limits

ANSWERS = frozenset({"done", "failed"})
START = 20.0  # seconds that a child may take to start, beyond a document's own
BUSY = 4.0  # how many times its seconds of processor time a document may take by the clock
_LAUNCH = "from kg.engines.child import main; main()"


class Dead(Exception):
    """The child ended, or was killed, in the middle of a document; the message says how."""


class Worker:
    """Reads items in a child process. Use as a context manager, or call ``close``."""

    def __init__(self, limits: Limits, columns: Columns, extractor: str) -> None:
        self.limits, self.columns, self.extractor = limits, columns, extractor
        self._child: subprocess.Popen[bytes] | None = None
        self._fresh = True

    def answers(self, item: Item) -> Iterator[tuple[Any, ...]]:
        """("done", document, extraction) or ("failed", failure) for each document of the item, whatever happens to the child."""
        skip = 0
        while True:
            at = (item.id, item.path)
            try:
                for answer in self._talk(item, skip):
                    if answer[0] == "begin":
                        at = answer[1:]
                    elif answer[0] in ANSWERS:
                        skip += 1
                        yield answer
                return
            except Dead as error:
                self.close()
                yield "failed", Failure(*at, f"reading it {error}")
                skip += 1
                if at == (item.id, item.path):
                    return  # the file itself; in a container the other members go on

    def close(self) -> None:
        """Ends the child."""
        if self._child:
            self._child.kill()
            self._child.wait()
            for stream in (self._child.stdin, self._child.stdout):
                if stream:
                    stream.close()
        self._child = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _talk(self, item: Item, skip: int) -> Iterator[tuple[Any, ...]]:
        child = self._child or self._start()
        assert child.stdin and child.stdout
        try:
            send(child.stdin, (item, self.limits, self.columns, skip, self.extractor))
        except OSError as error:
            raise Dead(self._how()) from error
        deadline = time.monotonic() + BUSY * self.limits.seconds + (START if self._fresh else 0)
        while True:
            message = pickle.loads(self._read(HEADER.unpack(self._read(HEADER.size, deadline))[0], deadline))
            self._fresh = False
            if message[0] == "broken":
                raise KgError(f"no document can be read: {message[1]}", "report this, with the message")
            yield message
            if message[0] == "end":
                return
            deadline = time.monotonic() + BUSY * self.limits.seconds

    def _start(self) -> subprocess.Popen[bytes]:
        """A plain interpreter, not a fork: the caller may have threads, and its main module must not run again."""
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", ""), *(entry for entry in sys.path if entry)]))
        self._child = subprocess.Popen(
            [sys.executable, "-c", _LAUNCH], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": path}
        )
        self._fresh = True
        return self._child

    def _read(self, size: int, deadline: float) -> bytes:
        assert self._child and self._child.stdout
        stream, parts = self._child.stdout.fileno(), []
        while size:
            if not select.select([stream], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise Dead(self._too_long())
            part = os.read(stream, min(size, 1 << 20))
            if not part:
                raise Dead(self._how())
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _how(self) -> str:
        """How the child ended."""
        code = self._child.wait(5) if self._child else 0
        if code == 0:
            return f"needs more than {self.limits.memory >> 20} MB (raise the limit of memory)"
        if code == -getattr(signal, "SIGXCPU", 0):
            return self._too_long()
        if code < 0:
            return f"crashed the reader ({signal.Signals(-code).name})"
        return f"ended the reader with code {code}"

    def _too_long(self) -> str:
        return f"took more than {self.limits.seconds:g} seconds and was stopped (raise the limit of seconds)"
