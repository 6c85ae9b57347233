"""A server on loopback that plays answers back: whole or streamed, slow, failing, rate-limited, hostile. Each request is kept."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Play:
    """One reply: its ``status``, headers and body (bytes as they are); ``pause`` seconds between the chunks of a ``body`` that is a list."""

    body: bytes | list[bytes] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "application/json"})
    pause: float = 0.0
    cut: bool = False  # close the connection before all is sent


def whole(text: Any, **more: Any) -> Play:
    """An answer in one piece."""
    message = {"choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": "stop"}], "usage": {"prompt_tokens": 7, "completion_tokens": 3}}
    return Play(json.dumps(message).encode(), **more)


def streamed(text: str, size: int = 7, *, done: bool = True, finish: bool = True, pause: float = 0.0) -> Play:
    """An answer as server-sent events, so many characters each."""
    parts = [text[i : i + size] for i in range(0, len(text), size)]
    events: list[Any] = [{"choices": [{"delta": {"role": "assistant"}}]}] + [{"choices": [{"delta": {"content": part}}]} for part in parts]
    events += [{"choices": [{"delta": {}, "finish_reason": "stop"}]}] if finish else []
    events += [{"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 3}}]
    lines = [f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode() for event in events]
    return Play([b": hello\n\n", *lines, *([b"data: [DONE]\n\n"] if done else [])], headers={"content-type": "text/event-stream"}, pause=pause)


class Player(ThreadingHTTPServer):
    """The server: ``plays`` gives the reply to the n-th request (from 0 on) with this body."""

    daemon_threads = True

    def __init__(self, plays: Callable[[int, dict[str, Any]], Play]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.plays, self.requests, self.keys, self.lock = plays, list[dict[str, Any]](), list[str | None](), threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Player

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        with self.server.lock:
            n = len(self.server.requests)
            self.server.requests.append(body)
            self.server.keys.append(self.headers.get("authorization"))
        play = self.server.plays(n, body)
        chunks = play.body if isinstance(play.body, list) else [play.body]
        self.send_response(play.status)
        for name, value in play.headers.items():
            self.send_header(name, value)
        self.send_header("connection", "close")
        if play.cut:
            self.send_header("content-length", str(sum(map(len, chunks)) + 1000))
        self.end_headers()
        try:
            for chunk in chunks:
                self.wfile.write(chunk)
                self.wfile.flush()
                time.sleep(play.pause)
        except OSError:
            pass  # the caller has gone
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def playing(plays: Callable[[int, dict[str, Any]], Play] | Play) -> Iterator[Player]:
    """A player for the time of a test."""
    server = Player(plays if callable(plays) else lambda n, body: plays)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
