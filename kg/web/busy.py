"""How many heavy questions run at once, and how many may wait."""

from __future__ import annotations

import asyncio


class Busy(Exception):
    """Too many wait already."""


class Queue:
    """At most ``running`` at a time, at most ``waiting`` more in line: one more is told so at once."""

    def __init__(self, running: int = 4, waiting: int = 64) -> None:
        self._free, self._room = asyncio.Semaphore(running), running + waiting

    async def __aenter__(self) -> None:
        if self._room <= 0:
            raise Busy
        self._room -= 1
        try:
            await self._free.acquire()
        except BaseException:
            self._room += 1
            raise

    async def __aexit__(self, *_: object) -> None:
        self._free.release()
        self._room += 1
