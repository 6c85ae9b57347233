"""Waiting for a pipe, whatever its number: ``select`` takes none from 1,024 on, which a server with many open files soon has."""

from __future__ import annotations

import select
import time


def readable(descriptor: int, deadline: float) -> bool:
    """Whether the descriptor can be read (or has ended) before ``deadline`` (of ``time.monotonic``)."""
    seconds = max(0.0, deadline - time.monotonic())
    if not hasattr(select, "poll"):
        return bool(select.select([descriptor], [], [], seconds)[0])
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN)
    return bool(waiting.poll(seconds * 1000))
