"""How many heavy questions run at once, and how many may wait; who has left does not wait on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import Request


class Busy(Exception):
    """Too many wait already, or the one who asked has left."""


class Queue:
    """At most ``running`` at a time, at most ``waiting`` more in line: one more is told so at once."""

    def __init__(self, running: int = 4, waiting: int = 64) -> None:
        self._free, self._room = asyncio.Semaphore(running), running + waiting

    @asynccontextmanager
    async def turn(self, request: Request) -> AsyncIterator[None]:
        """The turn of a request. Raises ``Busy``."""
        if self._room <= 0:
            raise Busy
        self._room -= 1
        try:
            async with self._free:
                if await request.is_disconnected():
                    raise Busy
                yield
        finally:
            self._room += 1
