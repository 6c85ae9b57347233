"""Awkward files through a build: each ends as read or as a named error within 30 seconds and 1 GB, and the good ones are in the graph."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from awkward import files  # noqa: E402

from kg.api import open as open_graph  # noqa: E402

EACH = 30.0  # seconds by the clock
PEAK = 800_000  # kilobytes; a gigabyte is promised


def test_there_are_at_least_sixty() -> None:
    assert len(files(1, 1)) >= 60


def laid(folder: Path, made: dict[str, bytes]) -> Path:
    folder.mkdir()
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return folder


def name_of(source: str) -> str:
    return Path(source.partition("#")[0]).name


def check(made: dict[str, bytes], read: set[str], failed: dict[str, str]) -> None:
    """Good ones read, bad ones not, each accounted for, with a reason."""
    assert {name for name in made if name.startswith("good")} <= read
    assert not {name for name in made if name.startswith(("bad", ".bad"))} & read
    assert set(made) == read | set(failed)
    assert all(reason and "Traceback" not in reason for reason in failed.values())


def in_graph(graph: Path) -> set[str]:
    """The files of which the graph holds a document with something that it says."""
    with open_graph(graph) as opened:
        knowledge = opened.knowledge
        said = {one.doc for thing in (*knowledge.entities, *knowledge.facts) for one in thing.evidence}
        return {name_of(document.source) for document in knowledge.documents if document.id in said}


def test_awkward_files_by_command(tmp_path: Path) -> None:
    made = {name: data for name, data in files(3 << 20, 20 << 20).items() if not name.startswith("any")}
    folder = laid(tmp_path / "in", made)
    command = [sys.executable, "-m", "kg", "build", str(folder), "-o", str(tmp_path / "g"), "--max-bytes", "2", "--max-inflated", "8", "--max-seconds", "5"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    named = ("kg: skipped ", "kg: could not read ")
    lines = [line.removeprefix(named[0]).removeprefix(named[1]) for line in done.stderr.splitlines() if line.startswith(named)]
    failed = {name_of(line.partition(": ")[0]): line.partition(": ")[2] for line in lines}
    check(made, in_graph(tmp_path / "g"), failed)


@pytest.mark.heavy
def test_heavy_files_too(tmp_path: Path) -> None:
    made = files()
    folder = laid(tmp_path / "in", made)
    command = [sys.executable, str(Path(__file__).with_name("peak.py")), str(folder), str(tmp_path / "g"), "8"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))})
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    check(made, {name_of(source) for source in found["read"]}, {name_of(source): reason for source, reason in found["failed"].items()})
    assert found["longest"] < EACH
    assert found["peak"] < PEAK
