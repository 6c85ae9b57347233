"""A disk that is full, or fails, at each write in turn: one clear line, and what was there stays.

Run as a program it is the process that writes: it forks once for each call that is to fail.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.torture.result import Result

ROOT = Path(__file__).parents[2]
ERRORS = (errno.ENOSPC, errno.EIO)
PROMISE = "a full or failing disk ends a build or export in one line, and what was there stays"


def faults(seed: int, count: int, place: Path) -> Result | None:
    """Each write-like call (or ``count`` of them, evenly spread) fails once with each error; None without a C compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not compiler:
        return None
    library = place / "faults.so"
    made = subprocess.run([compiler, "-shared", "-fPIC", "-w", "-o", str(library), str(Path(__file__).with_name("faults.c")), "-ldl"], check=False, capture_output=True)
    if made.returncode:
        return None
    command = [sys.executable, "-m", "tests.torture.faults", str(library), str(place), str(count)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "LD_PRELOAD": str(library)}, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    broken = tuple(line for line in lines if line.startswith("broken")) + (() if done.returncode == 0 else (done.stderr[-300:],))
    return Result(PROMISE, f"{sum(line.startswith('tried') for line in lines)} faults, {len(broken)} broken", broken)


def main(library: str, place: str, count: int) -> None:
    """Publishes and exports with one fault at a time, and prints what came of each."""
    from kg.errors import KgError
    from kg.export.file import export
    from kg.publish import open_generation, publish
    from tests.invented import TEXTS, knowledge
    from tests.torture.kills import apart

    hand, whole = ctypes.CDLL(library), knowledge()
    graph, target = Path(place, "g"), Path(place, "a.gexf")
    apart(lambda: publish(whole, TEXTS, graph, manifest={"round": 0}))
    export(whole, "gexf", target)
    calls = {"publish": lambda: publish(whole, TEXTS, graph, manifest={"round": 1}), "export": lambda: export(whole, "gexf", target)}
    for what, call in calls.items():
        total = _forked(hand, lambda call=call: (hand.faults_arm(-1, 0), call(), hand.faults_calls())[2])
        for number in sorted({1 + at * total // min(count, total) for at in range(min(count, total))}):
            for error in ERRORS:
                before = target.read_bytes()
                said = _forked(hand, lambda: _tried(hand, number, error, call, KgError))
                good = said in (0, 1) and open_generation(graph).knowledge().facts and target.read_bytes() == before
                print("tried" if good else "broken", what, number, errno.errorcode[error], said, flush=True)  # noqa: T201


def _tried(hand: ctypes.CDLL, number: int, error: int, call, known: type[Exception]) -> int:  # type: ignore[no-untyped-def]
    """0: it did not matter; 1: an error of ours, of one line; 2: another."""
    hand.faults_arm(number, error)
    try:
        call()
    except known as why:
        return 1 if "\n" not in getattr(why, "what", "\n") and ".new" not in str(why) and ".part" not in str(why) else 3
    except BaseException:
        return 2
    return 0


def _forked(hand: ctypes.CDLL, call) -> int:  # type: ignore[no-untyped-def]
    """The number that a call gives, made in a fork (through a pipe, for it may be larger than an exit code)."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        code = call()
        hand.faults_arm(-1, 0)
        os.write(writing, str(code).encode())
        os._exit(0)
    os.close(writing)
    said = os.read(reading, 20)
    os.close(reading)
    os.waitpid(child, 0)
    return int(said or b"9")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
