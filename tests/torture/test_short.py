"""The quick form of each trial: the same code, a few tries."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture import hostile
from tests.torture.__main__ import TRIALS
from tests.torture.result import Result

# The other trials fork and kill: a fork of a process whose store has threads may hang, so each has a process of its own.
HERE = ("fuzz",)
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", HERE)
def test_the_promise_holds(name: str, tmp_path: Path) -> None:
    trial, _, seldom = TRIALS[name]
    found = trial(7, seldom, tmp_path)
    assert isinstance(found, Result) and found.promise and found.broken == ()


@pytest.mark.heavy
@pytest.mark.parametrize("name", [name for name in TRIALS if name not in HERE])
def test_the_promise_holds_in_a_process_of_its_own(name: str) -> None:
    done = subprocess.run([sys.executable, "-m", "tests.torture", name, "--short"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    seed, line = done.stdout.splitlines()
    if "skipped" in line:
        pytest.skip("this machine has no C compiler, which makes the faults")
    assert seed == "seed 7" and line.startswith(name)


def test_hostile_names_are_many_and_the_same_for_a_seed() -> None:
    assert hostile.names(3, 500) == hostile.names(3, 500) != hostile.names(4, 500) and len(set(hostile.names(3, 500))) > 450


@pytest.mark.heavy
def test_naughty_strings_are_installed_when_they_are_tried(tmp_path: Path) -> None:
    words = hostile.naughty(tmp_path)
    if not words:
        pytest.skip("npm cannot be reached")
    assert len(words) > 400 and all(words) and len(set(words)) == len(words)
