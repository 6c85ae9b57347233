"""One child process and the pipe to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from kg.errors import GraphError
from kg.safe.waiting import readable

START = 300.0  # seconds that a store on a cold disk and a busy machine may take to open
LINGER = 5.0  # seconds that a child which has closed its output has to end


class TimedOut(Exception):
    """The child did not answer in time; it has been killed."""


class Died(Exception):
    """The child ended by itself; ``status`` is its exit status, negative for a signal."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Worker:
    """A child that holds ``store`` open and answers one request at a time, in ``memory`` bytes beyond the open store."""

    def __init__(self, store: Path, memory: int) -> None:
        self.memory = memory
        script = Path(__file__).with_name("child.py")
        self._child = subprocess.Popen(
            [sys.executable, "-P", str(script), str(store), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        self._buffer = bytearray()
        try:
            self._receive(time.monotonic() + START)
        except (Died, TimedOut) as error:
            if not store.exists():
                raise GraphError(f"{store.parent} is gone: the graph has been built again since it was opened", "open it again: kg.open(…)") from error
            raise GraphError(f"{store} could not be opened as a store", "build the graph again: kg build") from error

    def ask(self, request: dict[str, Any], timeout: float) -> tuple[dict[str, Any], bytes]:
        """Send a request and wait for head and body of the reply. Raises ``TimedOut`` or ``Died``; the child is gone then."""
        try:
            assert self._child.stdin is not None
            self._child.stdin.write(json.dumps(request).encode() + b"\n")
        except BrokenPipeError:
            raise Died(self.kill()) from None
        return self._receive(time.monotonic() + timeout)

    def kill(self) -> int:
        """End the child and give its exit status."""
        self._child.kill()
        for pipe in filter(None, (self._child.stdin, self._child.stdout)):
            pipe.close()
        return self._child.wait()

    def _receive(self, deadline: float) -> tuple[dict[str, Any], bytes]:
        while b"\n" not in self._buffer:
            self._more(deadline)
        line, _, rest = bytes(self._buffer).partition(b"\n")
        head, self._buffer = json.loads(line), bytearray(rest)
        while len(self._buffer) < head["length"]:
            self._more(deadline)
        body, self._buffer = bytes(self._buffer[: head["length"]]), self._buffer[head["length"] :]
        return head, body

    def _more(self, deadline: float) -> None:
        assert self._child.stdout is not None
        if not readable(self._child.stdout.fileno(), deadline):
            self.kill()
            raise TimedOut
        chunk = os.read(self._child.stdout.fileno(), 1 << 20)
        if not chunk:
            raise Died(self._end())
        self._buffer += chunk

    def _end(self) -> int:
        """The exit status of a child that has closed its output: its own, unless it lingers."""
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(LINGER)
        return self.kill()
