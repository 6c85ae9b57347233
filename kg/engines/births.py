"""The caller's end of the nursery: starts it when the first child is wanted, asks for children, and has them ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.engines.nursery import BEAR, END, ORDER
from kg.errors import KgError

START = 120.0  # seconds that the nursery may take to load, on a very busy machine
_LAUNCH = "from kg.engines.nursery import main; main()"


@dataclass(frozen=True, slots=True)
class Child:
    """A process that reads: its number, where its requests go, and where its answers come from."""

    pid: int
    requests: IO[bytes]
    answers: IO[bytes]


class Nursery:
    """Gives children that have ``extractor`` (``module:function``) loaded. Use as a context manager; threads may share it."""

    def __init__(self, extractor: str) -> None:
        self.extractor = extractor
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the nursery, and with it all its children."""
        with self._lock:
            if self._control:
                self._control.close()
            if self._process:
                with suppress(subprocess.TimeoutExpired):
                    self._process.wait(2)
                self._process.kill()
                self._process.wait()
            self._control = self._process = None

    def child(self) -> Child:
        """A new child. Raises ``KgError`` where none can be had."""
        requests, to_child = os.pipe()
        from_child, answers = os.pipe()
        try:
            with self._lock:
                control = self._control or self._start()
                socket.send_fds(control, [ORDER.pack(BEAR, 0)], [requests, answers])
                pid = self._told()
        except OSError as error:
            os.close(to_child)
            os.close(from_child)
            raise _lost(str(error)) from error
        finally:
            os.close(requests)
            os.close(answers)
        return Child(pid, os.fdopen(to_child, "wb"), os.fdopen(from_child, "rb", buffering=0))

    def end(self, child: Child, kill: bool = True) -> int:
        """Ends a child (``kill``: at once, else it may end by itself): its exit code, or minus the signal that ended it."""
        if kill:
            with suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGKILL)  # an ended child keeps its number until the nursery is told
        with suppress(OSError):
            child.requests.close()
        child.answers.close()
        with self._lock:
            if not self._control:
                return 0
            self._control.sendall(ORDER.pack(END, child.pid))
            return self._told()

    def _start(self) -> socket.socket:
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", ""), *(entry for entry in sys.path if entry)]))
        own, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _LAUNCH, self.extractor], stdin=theirs.fileno(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
            )  # fmt: skip
        own.settimeout(START)
        self._control = own
        self._told()
        return own

    def _told(self) -> int:
        """The number in the nursery's next answer."""
        assert self._control
        answer = self._control.recv(ORDER.size)
        if len(answer) < ORDER.size:
            raise _lost("it ended")
        return int(ORDER.unpack(answer)[1])


def _lost(why: str) -> KgError:
    return KgError(f"no document can be read: the process that reads could not be started ({why})", "free some memory, then build again")
