"""The quick form of each trial: the same code, a few tries."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture import hostile
from tests.torture.__main__ import TRIALS
from tests.torture.result import Result

# The trials that fork and kill are left to `make torture`: a fork of a process whose store has threads may hang.
HERE = ("fuzz",)


@pytest.mark.parametrize("name", HERE)
def test_the_promise_holds(name: str, tmp_path: Path) -> None:
    trial, _, seldom = TRIALS[name]
    found = trial(7, seldom, tmp_path)
    if found is None:
        pytest.skip("this machine has no C compiler, which makes the faults")
    assert isinstance(found, Result) and found.promise and found.broken == ()


def test_hostile_names_are_many_and_the_same_for_a_seed() -> None:
    assert hostile.names(3, 500) == hostile.names(3, 500) != hostile.names(4, 500) and len(set(hostile.names(3, 500))) > 450
