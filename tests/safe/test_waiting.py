"""Waiting for a pipe."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator

import pytest

from kg.safe import waiting


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """A pipe whose reading end has a number beyond those that select takes."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard[1] != resource.RLIM_INFINITY and hard[1] < 2100:
        pytest.skip("this system gives a process few open files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(2100, hard[0]), hard[1]))
    reader, writer = os.pipe()
    os.dup2(reader, 2050)
    yield 2050, writer
    for each in (reader, 2050):
        os.close(each)
    resource.setrlimit(resource.RLIMIT_NOFILE, hard)


def test_a_pipe_of_any_number_is_waited_for(ends: tuple[int, int]) -> None:
    reader, writer = ends
    begun = time.monotonic()
    assert not waiting.readable(reader, begun + 0.2) and time.monotonic() - begun >= 0.19
    assert not waiting.readable(reader, begun - 5)
    os.write(writer, b"x")
    assert waiting.readable(reader, begun)
    os.read(reader, 1)
    os.close(writer)
    assert waiting.readable(reader, time.monotonic() + 5)


def test_where_there_is_no_poll_select_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(waiting.select, "poll")
    reader, writer = os.pipe()
    assert not waiting.readable(reader, 0)
    os.write(writer, b"x")
    assert waiting.readable(reader, time.monotonic() + 5)
    for each in (reader, writer):
        os.close(each)
