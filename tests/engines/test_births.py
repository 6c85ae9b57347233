"""The nursery: what happens to it costs no document."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from kg.engines import births, worker  # noqa: E402
from kg.engines.births import Nursery  # noqa: E402
from kg.engines.worker import Worker  # noqa: E402
from kg.errors import KgError  # noqa: E402
from kg.reading import Columns, Limits, items  # noqa: E402

BODY = "云溪区加快推进星河产业园建设，一期项目主体封顶，总投资20亿元。第{}号文件记录了全部进展情况。"


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    with Nursery("fakes:wild") as made:
        yield made


def answers(nursery: Nursery, place: Path, text: str, seconds: float = 2) -> list[str]:
    place.write_text(text, encoding="utf-8")
    with Worker(Limits(seconds=seconds), Columns(), nursery) as reader:
        return [answer[0] if answer[0] == "done" else answer[1].reason for answer in reader.answers(items([place])[0])]


def test_one_that_is_lost_is_started_again(nursery: Nursery, tmp_path: Path) -> None:
    first = nursery.child()
    os.kill(nursery._process.pid, signal.SIGKILL)  # type: ignore[union-attr]
    assert answers(nursery, tmp_path / "a.txt", BODY.format(1)) == ["done"]
    assert nursery.end(first) == -signal.SIGKILL
    assert answers(nursery, tmp_path / "b.txt", BODY.format(2)) == ["done"]


def test_one_that_cannot_fork_is_asked_again(nursery: Nursery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(births, "PAUSE", 0.0)
    told, refused = Nursery._told, [births.NONE]

    def once(self: Nursery) -> int:
        number = told(self)
        if refused:
            refused.pop()
            raise BlockingIOError("no process could be had")
        return number

    nursery.end(nursery.child())
    monkeypatch.setattr(Nursery, "_told", once)
    process = nursery._process
    assert nursery.child().pid and nursery._process is process


def test_one_that_never_comes_up_is_an_error_of_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(births, "_LAUNCH", "pass")
    with Nursery("fakes:titles") as made, pytest.raises(KgError, match="could not be started"):
        made.child()


def test_closing_does_not_wait_for_a_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(births, "_LAUNCH", "import time; time.sleep(60)")
    made = Nursery("fakes:titles")

    def ask() -> None:
        with suppress(KgError):
            made.child()

    thread = threading.Thread(target=ask)
    thread.start()
    while not made._control:
        time.sleep(0.01)
    begun = time.monotonic()
    made.close()
    thread.join()
    assert time.monotonic() - begun < 20


def test_a_document_at_work_is_waited_for_and_one_that_sleeps_is_not(nursery: Nursery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "BUSY", 0.1)
    assert "1 seconds" in answers(nursery, tmp_path / "a.txt", "停滞" + BODY, 1)[0]
    monkeypatch.setattr(worker, "BUSY", 0.5)
    begun = time.monotonic()
    assert "2 seconds" in answers(nursery, tmp_path / "b.txt", "循环" + BODY, 2)[0]
    assert time.monotonic() - begun > 1.5  # its processor time, not 0.5 × 2 seconds by the clock


def test_the_time_of_a_process_is_counted() -> None:
    before = worker.used(os.getpid())
    sum(range(10_000_000))
    assert worker.used(os.getpid()) > before or not Path("/proc").exists()
    assert worker.used(1 << 30) == 0
