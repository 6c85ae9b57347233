"""The table: each promise, what was tried, and what came of it. Ends with 1 where a promise is broken."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.torture import commands, faults, fuzz, inputs, kills, outputs, same
from tests.torture.result import Result

Trial = Callable[[int, int, Path], Result | None]
# What is tried, how often in the long form and in the quick one.
TRIALS: dict[str, tuple[Trial, int, int]] = {
    "publishings": (kills.publishings, 150, 3),
    "builds": (kills.builds, 150, 1),
    "exports": (kills.exports, 100, 4),
    "faults": (faults.faults, 1000, 3),
    "readers": (commands.readers, 100, 2),
    "inputs": (inputs.inputs, 5000, 20),
    "outputs": (outputs.outputs, 500, 80),
    "queries": (commands.queries, 100, 4),
    "fuzz": (fuzz.fuzz, 2000, 25),
    "same": (same.same, 288, 2),
}


def main() -> int:
    """Runs the trials that are named (all, if none is) and prints a line for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("trials", nargs="*", help="which (default: all)")
    parser.add_argument("--seed", type=int, default=7, help="where chance begins (default: 7)")
    parser.add_argument("--short", action="store_true", help="the quick form")
    parser.add_argument("--share", type=float, default=1.0, help="this part of the long form's tries")
    given = parser.parse_args()
    print(f"seed {given.seed}")  # noqa: T201
    with tempfile.TemporaryDirectory(prefix="kg-torture-code-") as code:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # hundreds of commands are started: each module is compiled once
        os.environ["PYTHONPYCACHEPREFIX"] = code
        return int(sum(_tried(name, given) for name in given.trials or TRIALS) > 0)


def _tried(name: str, given: argparse.Namespace) -> int:
    """Runs one trial and prints its line; gives how often the promise was broken."""
    trial, often, seldom = TRIALS[name]
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kg-torture-") as place:
        found = trial(given.seed, seldom if given.short else max(seldom, round(often * given.share)), Path(place))
    if found is None:
        print(f"{name:12} skipped: this machine lacks what it needs", flush=True)  # noqa: T201
        return 0
    print(f"{name:12} {found.promise}: {found.figure} ({time.monotonic() - begun:.0f} s)", flush=True)  # noqa: T201
    for line in found.broken[:10]:
        print(f"             {line}", flush=True)  # noqa: T201
    return len(found.broken)


if __name__ == "__main__":
    sys.exit(main())
