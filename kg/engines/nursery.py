"""Where children come from: one process that loads the language once and then forks a child whenever one is wanted.

Loading (jieba's dictionary, the tables, some hundred patterns) takes seconds; a fork takes none, so a child that was killed costs nothing
to replace. The process is a plain interpreter, no fork of the caller: the caller may have threads, and its main module must not run again.
An order is one byte and a number (8 bytes); ``BEAR`` comes with the two descriptors of the child, ``END`` names a child and is
answered by how it ended.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import struct
import sys
import time

from kg.engines.child import serve

ORDER = struct.Struct("<cq")
BEAR, END, READY = b"+", b"-", b"!"
NONE = -1 << 31  # no child could be had
PATIENCE = 5.0  # seconds that a child which has stopped to talk has to end by itself


def main() -> None:
    """Loads what the extractor (the first argument) needs, says so, and answers orders until the caller is gone."""
    control = socket.socket(fileno=os.dup(0))
    _silence()
    _warm(sys.argv[1])
    control.sendall(ORDER.pack(READY, os.getpid()))
    children: set[int] = set()
    try:
        while _answer(control, children):
            pass
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)


def _silence() -> None:
    """What libraries print is nobody's; an interrupt is the caller's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nowhere, stream)


def _warm(extractor: str) -> None:
    """Reads a text of no importance, so that everything is loaded. What goes wrong here goes wrong, and is told, in a child."""
    from kg.engines.child import function
    from kg.reading import read_text, rules

    gc.disable()
    try:
        document = read_text(rules.table("sample"))
        function(extractor)(document)
    except Exception:  # noqa: S110
        pass
    gc.collect()
    gc.freeze()
    gc.enable()


def _answer(control: socket.socket, children: set[int]) -> bool:
    """Carries out one order; False after the last."""
    order, descriptors, _, _ = socket.recv_fds(control, ORDER.size, 2)
    if len(order) < ORDER.size:
        return False
    what, number = ORDER.unpack(order)
    if what == BEAR:
        try:
            child = _bear(control, *descriptors)
        except OSError:  # too many processes, too little memory
            control.sendall(ORDER.pack(BEAR, NONE))
            return True
        children.add(child)
        control.sendall(ORDER.pack(BEAR, child))
    else:
        children.discard(number)
        control.sendall(ORDER.pack(END, _end(number, PATIENCE)))
    return True


def _bear(control: socket.socket, requests: int, answers: int) -> int:
    child = os.fork()
    if child:
        os.close(requests)
        os.close(answers)
        return child
    code = 1
    try:
        control.close()
        serve(requests, answers)
        code = 0
    finally:
        os._exit(code)


def _end(child: int, patience: float) -> int:
    """Waits for the end of a child (killing it after ``patience`` seconds): its exit code, or minus the signal that ended it."""
    until = time.monotonic() + patience
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            until = float("inf")
        select.select([], [], [], 0.01)


if __name__ == "__main__":
    main()
