"""The caller's end of the nursery: starts it when the first child is wanted, asks for children, and has them ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.engines.nursery import BEAR, END, NONE, ORDER
from kg.errors import KgError

START = 1800.0  # seconds after which a nursery is stuck: no measure of a slow machine, on which it loads in minutes
AGAIN = 2  # how often a nursery that was lost (the system was short of memory) is started again, or asked again for a child
PAUSE = 1.0  # seconds before it is asked again
# A network this small gains nothing by threads, and a process that forks must have none.
ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "VECLIB_MAXIMUM_THREADS": "1"}
_LAUNCH = "from kg.engines.nursery import main; main()"


@dataclass(frozen=True, slots=True)
class Child:
    """A process that reads: its number, where its requests go, and where its answers come from."""

    pid: int
    requests: IO[bytes]
    answers: IO[bytes]
    of: socket.socket  # to the nursery that bore it


class Nursery:
    """Gives children that have ``extractor`` (``module:function``) loaded. Use as a context manager; threads may share it."""

    def __init__(self, extractor: str) -> None:
        self.extractor = extractor
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the nursery, and with it all its children, also where a thread waits for one."""
        self._closed = True
        if control := self._control:
            with suppress(OSError):
                control.shutdown(socket.SHUT_RDWR)
        with self._lock:
            self._close()

    def _close(self) -> None:
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
        why: OSError
        with self._lock:
            for left in reversed(range(AGAIN + 1)):
                try:
                    return self._child()
                except BlockingIOError as error:  # it could not fork: the others go on, and their end makes room
                    why = error
                    time.sleep(PAUSE)
                except OSError as error:
                    why = error
                    self._close()
                if self._closed or not left:
                    break
        raise _lost(str(why)) from why

    def _child(self) -> Child:
        control = self._control or self._start()
        with ExitStack() as kept, ExitStack() as given:
            requests, to_child = _pipe(given, kept)
            answers, from_child = reversed(_pipe(kept, given))
            socket.send_fds(control, [ORDER.pack(BEAR, 0)], [requests, answers])
            pid = self._told()
            kept.pop_all()
        return Child(pid, os.fdopen(to_child, "wb"), os.fdopen(from_child, "rb", buffering=0), control)

    def end(self, child: Child, kill: bool = True) -> int:
        """Ends a child (``kill``: at once, else it may end by itself): its exit code, or minus the signal that ended it."""
        with self._lock:
            known = self._control is child.of
        if kill and known:
            with suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGKILL)  # an ended child keeps its number until the nursery is told
        with suppress(OSError):
            child.requests.close()
        child.answers.close()
        with self._lock:
            if self._control is not child.of:
                return -signal.SIGKILL  # its nursery was lost, and it with it
            try:
                child.of.sendall(ORDER.pack(END, child.pid))
                return self._told()
            except OSError:
                self._close()
                return -signal.SIGKILL

    def _start(self) -> socket.socket:
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", ""), *(entry for entry in sys.path if entry)]))
        own, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _LAUNCH, self.extractor], stdin=theirs.fileno(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env={**os.environ, **ALONE, "PYTHONPATH": path},
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
            raise OSError("it ended")
        number = int(ORDER.unpack(answer)[1])
        if number == NONE:
            raise BlockingIOError("no process could be had")
        return number


def _pipe(reader: ExitStack, writer: ExitStack) -> tuple[int, int]:
    """A pipe, each end closed with its stack."""
    ends = os.pipe()
    for stack, end in zip((reader, writer), ends, strict=True):
        stack.callback(os.close, end)
    return ends


def _lost(why: str) -> KgError:
    return KgError(f"no document can be read: the process that reads could not be started ({why})", "free some memory, then build again")
