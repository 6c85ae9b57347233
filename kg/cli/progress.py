"""How far a long command has come: a bar on a terminal, a line now and then elsewhere, both on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from kg.cli.common import note

FIRST = 10.0  # seconds until the first line; the next takes twice as long, and so on up to MOST
MOST = 300.0


@contextmanager
def progress_bar(first: float = FIRST) -> Iterator[Any]:
    """What a build or a run of calls tells its progress to: (done, total, name of the last)."""
    if sys.stderr.isatty():
        with _bar() as tell:
            yield tell
        return
    with _lines(first) as tell:
        yield tell


@contextmanager
def _bar() -> Iterator[Any]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda done, total=None, name="": bar.update(task, completed=done, total=total, description=str(name)[-40:] or "reading")


@contextmanager
def _lines(first: float) -> Iterator[Any]:
    """A short command says nothing; one that takes long says at ever longer intervals where it is, whether or not that has changed."""
    state: dict[str, Any] = {"done": 0, "total": None}
    over = Event()

    def beat() -> None:
        passed = wait = first
        while not over.wait(wait):
            note(f"kg: {passed:.0f} s: {_where(**state)}")
            wait = min(passed, MOST)
            passed += wait

    thread = Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield lambda done, total=None, name="": state.update(done=done, total=total)
    finally:
        over.set()
        thread.join()


def _where(done: int, total: int | None) -> str:
    if total is None:
        return "开始 beginning"
    return f"完成 {done}/{total} done" + ("，汇总中 joining" if done == total else "")
