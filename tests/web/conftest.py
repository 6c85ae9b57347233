"""A room over the invented graph for all tests of a session. Read only but for its own corrections file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the pages want the extra web")
pytest.importorskip("uvicorn", reason="the pages want the extra web")
httpx = pytest.importorskip("httpx", reason="these tests ask by httpx")

from tests.web.running import Running, running  # noqa: E402


@pytest.fixture(scope="session")
def room(graph_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The invented graph, served."""
    with running(graph_folder, corrections=tmp_path_factory.mktemp("said") / "corrections.jsonl") as made:
        yield made


@pytest.fixture
def ask(room: Running):  # type: ignore[no-untyped-def]
    """A client of the room that follows no redirect."""
    with httpx.Client(base_url=room.home, headers={"accept-language": "zh-CN"}, timeout=30) as client:
        yield client
