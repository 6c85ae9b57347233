"""What stands before every page: who may ask (Host, Origin), how much may be sent, how long it may take, and what browsers are told."""

from __future__ import annotations

import asyncio
import ipaddress
import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LONGEST_URL, LARGEST_BODY = 16_000, 1 << 20  # bytes
BODY_SECONDS, TOTAL_SECONDS = 15.0, 90.0
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
          "base-uri 'none'; frame-ancestors 'none'")  # fmt: skip
HEADERS = {
    b"content-security-policy": POLICY.encode(), b"x-content-type-options": b"nosniff", b"referrer-policy": b"same-origin", b"x-frame-options": b"DENY",
    b"cross-origin-opener-policy": b"same-origin", b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
}  # fmt: skip


HOST = re.compile(r"(?P<name>\[[0-9a-f:.]{2,45}\]|[a-z0-9.-]{1,253})(?::(?P<port>\d{1,5}))?")


class TooMuch(HTTPException):
    """A body that is larger, or comes more slowly, than is taken."""

    def __init__(self, why: str) -> None:
        super().__init__(413, why)


class Guard:
    """The application behind its guard. ``names`` are host names that may be asked for, beside localhost and addresses; ``cors`` lets pages of other sites read."""

    def __init__(self, app: App, names: Iterable[str] = (), *, cors: bool = False) -> None:
        self.app, self.cors = app, cors
        self.names = frozenset({"localhost", *(name.lower() for name in names)})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if refused := self._refused(scope, headers):
            await _plain(send, *refused)
            return
        answer = _Answer(send, self._extra(headers))
        try:
            async with asyncio.timeout(TOTAL_SECONDS):
                await self.app(scope, _bounded(receive), answer)
        except TooMuch as why:
            await answer.end(413, why.detail)
        except TimeoutError:
            await answer.end(503, "it took too long")

    def _refused(self, scope: Scope, headers: dict[bytes, bytes]) -> tuple[int, str] | None:
        if len(scope.get("raw_path", b"")) + len(scope.get("query_string", b"")) > LONGEST_URL:
            return 414, "the address is too long"
        if sum(name == b"host" for name, _ in scope["headers"]) != 1 or not self._known(headers.get(b"host", b"")):
            return 421, "this server is not called so"
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            return 413, f"at most {LARGEST_BODY} bytes are taken"
        if headers.get(b"content-encoding", b"identity") != b"identity":
            return 415, "send it uncompressed"
        foreign = self._foreign(headers) and not (self.cors and scope["method"] in ("GET", "HEAD", "OPTIONS", "POST") and scope["path"].startswith(("/sparql", "/api/")))
        if foreign and scope["method"] not in ("GET", "HEAD"):
            return 403, "not from another site"
        return None

    def _known(self, host: bytes) -> bool:
        """Whether a Host is one of ours: a name that is, or any address (which no name of another's can be made to stand for)."""
        found = HOST.fullmatch(host.decode("latin-1").lower())
        if found is None or int(found["port"] or 0) > 65535:
            return False
        if found["name"] in self.names:
            return True
        try:
            ipaddress.ip_address(found["name"].strip("[]"))
        except ValueError:
            return False
        return True

    def _foreign(self, headers: dict[bytes, bytes]) -> bool:
        origin = headers.get(b"origin")
        if origin is None:
            return headers.get(b"sec-fetch-site", b"none") in (b"cross-site", b"same-site")
        return urlsplit(origin.decode("latin-1")).netloc.encode() != headers.get(b"host")

    def _extra(self, headers: dict[bytes, bytes]) -> dict[bytes, bytes]:
        allowed = {b"access-control-allow-origin": b"*", b"access-control-allow-headers": b"content-type, accept", b"access-control-allow-methods": b"GET, POST, OPTIONS"}
        return HEADERS | (allowed if self.cors else {b"cross-origin-resource-policy": b"same-origin"})


class _Answer:
    """Sends on, with the headers that every answer carries."""

    def __init__(self, send: Send, extra: dict[bytes, bytes]) -> None:
        self.send, self.extra, self.begun = send, extra, False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            message["headers"] = [*message.get("headers", ()), *self.extra.items()]
        await self.send(message)

    async def end(self, status: int, words: str) -> None:
        if not self.begun:
            await _plain(self, status, words)


async def _plain(send: Send, status: int, words: str) -> None:
    body = f"{words}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode()), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _bounded(receive: Receive) -> Receive:
    """The same body, no more of it and no slower than is taken."""
    taken = 0
    deadline = asyncio.get_running_loop().time() + BODY_SECONDS
    whole = False

    async def bounded() -> Message:
        nonlocal taken, whole
        if whole:
            return await receive()  # waits for the client to leave
        try:
            async with asyncio.timeout_at(deadline):
                message = await receive()
        except TimeoutError:
            raise TooMuch("the body came too slowly") from None
        taken += len(message.get("body", b""))
        if taken > LARGEST_BODY:
            raise TooMuch(f"at most {LARGEST_BODY} bytes are taken")
        whole = message["type"] != "http.request" or not message.get("more_body", False)
        return message

    return bounded
