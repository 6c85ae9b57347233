"""A reading room that runs on a free port while a test asks it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOKEN = "token-of-the-tests"


@dataclass
class Running:
    """Where it is, and the token that lets one correct."""

    home: str
    port: int
    token: str = TOKEN


@contextmanager
def running(folder: Path, **options: Any) -> Iterator[Running]:
    """Serve the graph in ``folder`` until the test is done."""
    from kg.web.serving import server

    made, _ = server(folder, port=0, token=TOKEN, **options)
    with served(made) as port:
        yield Running(f"http://127.0.0.1:{port}", port)


@contextmanager
def served(made: Any) -> Iterator[int]:
    """Run a uvicorn server in a thread; gives its port."""
    sock = made.config.bind_socket()
    thread = threading.Thread(target=made.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not made.started and time.monotonic() < deadline:
        time.sleep(0.02)
    try:
        yield sock.getsockname()[1]
    finally:
        made.should_exit = True
        thread.join(15)
        sock.close()
