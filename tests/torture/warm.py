"""Builds without the seconds of loading: each is a fork of a process that has loaded what reads and what builds.

What is tried is what a build does, not how Python starts; the forks differ from the command in nothing else. Run as a program it
builds the sources in each way of ``same`` with the hash seed and the locale that it was started with, and prints what came out.
"""

from __future__ import annotations

import gc
import json
import os
import socket
import sys
import time
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path

from kg.engines import nursery
from kg.engines.births import ALONE, Nursery
from kg.engines.local import EXTRACTOR

TEXT = "云溪区2031年推动云岭大桥开工建设，总投资20亿元。"


@cache
def ready() -> None:
    """Loads everything, once; to be called before the process has a thread."""
    os.environ.update(ALONE)
    from kg.api import knowledge, read

    nursery._warm(EXTRACTOR)
    list(knowledge([read(TEXT)]).facts)
    gc.freeze()


def command(*arguments: str) -> None:
    """In a fork of a ready process: ``kg`` with these arguments, silent; leaves with its exit code."""
    from kg.cli import main

    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    try:
        with_nursery(lambda: main(list(arguments)))
    except SystemExit as done:
        os._exit(int(done.code or 0))


def with_nursery(call: Callable[[], object]) -> object:
    """Makes the call with the first nursery a fork of this process, made ahead (one that is lost is started as ever)."""
    own, theirs = socket.socketpair()
    parent = os.getpid()
    if not os.fork():
        try:
            own.close()
            os.dup2(theirs.fileno(), 0)
            sys.argv[1:] = [EXTRACTOR]
            nursery.main()
        finally:
            os._exit(0)
    theirs.close()
    given, start = [own], Nursery._start

    def started(self: Nursery) -> socket.socket:
        if not given or self.extractor != EXTRACTOR or os.getpid() != parent:
            return start(self)
        self._control = given.pop()
        self._told()
        return self._control

    Nursery._start = started
    try:
        return call()
    finally:
        Nursery._start = start


def forked(call: Callable[[], object]) -> object:
    """What the call gives (as JSON), made in a fork; a line that says what went wrong, where it gave nothing."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            said = call()
        except BaseException as why:
            said = [f"{type(why).__name__}: {why}: {traceback.format_exc()[-300:]}"]
        with os.fdopen(writing, "w", encoding="utf-8", errors="backslashreplace") as stream:
            json.dump(said, stream)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as stream:
        said = stream.read()
    os.waitpid(child, 0)
    return json.loads(said) if said else [f"the process {child} ended without a word"]


def main(place: str, ways: str, sources: list[str]) -> None:
    """Prints the name of the generation for each way (zone, order, workers) in which the sources are built."""
    from kg.api import build

    ready()
    for number, (zone, order, workers) in enumerate(json.loads(ways)):

        def built(zone: str = zone, order: int = order, workers: int = workers, number: int = number) -> object:
            os.environ["TZ"] = zone
            time.tzset()
            turned = [*sources[order:], *sources[:order]]
            return with_nursery(lambda: build(*turned, out=Path(place, str(number)), workers=workers).generation.name)

        print(forked(built), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
