"""Awkward files: every one ends as read or as a named error within 30 seconds and 1 GB, and the good ones are all read."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from awkward import files  # noqa: E402

from kg.engines import local  # noqa: E402
from kg.reading import Limits  # noqa: E402


def test_there_are_at_least_sixty() -> None:
    assert len(files(1, 1)) >= 60


def _timed(folder: Path, limits: Limits, extractor: str) -> tuple[set[str], dict[str, str], list[tuple[str, float]]]:
    """The names read, the names that failed with the reason, and the seconds of each."""
    times: list[tuple[str, float]] = []
    last = [time.monotonic()]

    def progress(done: int, total: int, name: str) -> None:
        times.append((name, time.monotonic() - last[0]))
        last[0] = time.monotonic()

    documents, _, failures = local.run([folder], workers=1, limits=limits, progress=progress, extractor=extractor)
    read = {Path(document.source.partition("#")[0]).name for document in documents}
    return read, {Path(failure.source.partition("#")[0]).name: failure.reason for failure in failures}, times


def _check(folder: Path, made: dict[str, bytes], limits: Limits, extractor: str) -> None:
    for name, data in made.items():
        (folder / name).write_bytes(data)
    read, failed, times = _timed(folder, limits, extractor)
    assert {name for name in made if name.startswith("good")} <= read
    assert not {name for name in made if name.startswith(("bad", ".bad"))} & read
    assert set(made) == read | set(failed)
    assert all(reason and "Traceback" not in reason for reason in failed.values())
    # A file takes its limit at most, and some seconds to kill and start the child.
    assert max(seconds for _, seconds in times) < limits.seconds + 25, times


def test_awkward_files(tmp_path: Path) -> None:
    made = {name: data for name, data in files(5 << 20, 40 << 20).items() if not name.startswith("any")}
    _check(tmp_path, made, Limits(bytes=4 << 20, inflated=16 << 20), "fakes:titles")


@pytest.mark.heavy
def test_heavy_files_too(tmp_path: Path) -> None:
    _check(tmp_path, files(), Limits(), "kg.language:extract")
