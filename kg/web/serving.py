"""The server: uvicorn with bounds on what connections may cost it."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.corrections import remembered
from kg.errors import UsageError
from kg.web.app import application
from kg.web.correcting import Desk
from kg.web.library import Library

HEAD_SECONDS = 10.0  # from a connection to its first whole request line and headers, and from one request to the next
CONNECTIONS = 400  # at once; one more is told to come again
HEAD_BYTES = 32_768


class Bounded(H11Protocol):
    """HTTP/1.1 in which a client that does not finish its headers in time is hung up on."""

    _head: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        # asyncio does this only for sockets that name their protocol, which uvicorn's do not: an answer's body would wait 40 ms for the acknowledgement of its head.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._head = self.loop.call_later(HEAD_SECONDS, self._late)

    def _late(self) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self.transport.abort()

    def handle_events(self) -> None:
        super().handle_events()
        if self.cycle is not None and self._head is not None:
            self._head.cancel()
            self._head = None

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if not self.transport.is_closing():
            self._head = self.loop.call_later(HEAD_SECONDS, self._late)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._head is not None:
            self._head.cancel()
        super().connection_lost(exc)


def server(folder: str | Path, *, host: str = "127.0.0.1", port: int = 8000, corrections: str | Path | None = None, read_only: bool = False,
           names: Iterable[str] = (), cors: bool = False, token: str | None = None) -> tuple[uvicorn.Server, Desk]:  # fmt: skip
    """The server for the graph in ``folder``, ready to run, and the desk where corrections are written.

    Raises ``GraphError`` where there is no graph.
    """
    library = Library(folder)
    desk = _desk(folder, corrections, read_only, token)
    config = uvicorn.Config(
        application(library, desk, names=names, cors=cors), host=host, port=port, http=Bounded, ws="none", lifespan="off", log_level="warning", access_log=False,
        limit_concurrency=CONNECTIONS, timeout_keep_alive=int(HEAD_SECONDS), h11_max_incomplete_event_size=HEAD_BYTES, server_header=False, proxy_headers=False,
        timeout_graceful_shutdown=5,
    )  # fmt: skip
    return uvicorn.Server(config), desk


def _desk(folder: str | Path, corrections: str | Path | None, read_only: bool, token: str | None) -> Desk:
    try:
        path = remembered(folder, corrections)
    except UsageError:
        path = None  # the last build knew of none: nothing to write into
    return Desk(path, None if read_only else token or secrets.token_urlsafe(24))
