"""Builds and exports killed at random: what readers see is whole, the old or the new."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from kg.errors import KgError
from kg.export.file import export
from kg.publish import content_hash, open_generation, publish
from kg.query import Engine
from tests.invented import TEXTS, knowledge
from tests.torture.result import Result
from tests.torture.warm import command, ready

TEXT = "云溪区加快推进星河产业园建设，第{}期项目主体封顶，总投资20亿元。"


def publishings(seed: int, count: int, place: Path) -> Result:
    """Processes killed while they publish, each a generation of its own."""
    chance, graph = random.Random(seed), place / "g"
    apart(lambda: publish(knowledge(), TEXTS, graph, manifest={"round": -1}))
    took = _timed(lambda: apart(lambda: publish(knowledge(), TEXTS, place / "timed", manifest={})))
    broken, died = [], 0
    for number in range(count):
        died += _killed(lambda number=number: publish(knowledge(), TEXTS, graph, manifest={"round": number}), chance.uniform(0, 1.2 * took))
        broken += _whole(graph, f"publishing {number}")
    return Result("a build killed while it publishes leaves a whole graph", f"{count} publishings, {died} of them killed, {len(broken)} bad reads", tuple(broken))


def builds(seed: int, count: int, place: Path) -> Result:
    """The command killed at any moment."""
    chance, graph, source = random.Random(seed), place / "g", place / "in"
    source.mkdir(parents=True)
    ready()
    build = partial(command, "build", str(source), "-o", str(graph), "-q", "-w", "1")
    (source / "a.txt").write_text(TEXT.format(0), encoding="utf-8")
    took = _timed(lambda: apart(build))
    broken, died = [], 0
    for number in range(1, count + 1):
        (source / "a.txt").write_text(TEXT.format(number), encoding="utf-8")
        died += _killed(build, chance.uniform(0, 1.2 * took))
        broken += _whole(graph, f"build {number}")
    return Result("a build killed at any moment leaves a whole graph", f"{count} builds, {died} of them killed, {len(broken)} bad reads", tuple(broken))


def exports(seed: int, count: int, place: Path) -> Result:
    """Exports killed while they write over a file of before."""
    chance, broken, died = random.Random(seed), [], 0
    one, other = knowledge(), replace(knowledge(), facts=knowledge().facts[:3])
    for number in range(count):
        form = chance.choice(["gexf", "turtle", "csv", "jsonl", "report"])
        options = {"district": "松岭区"} if form == "report" else {}
        target = place / f"a.{form}"
        wanted = {bytes(export(each, form, None, **options)) for each in (one, other)}
        took = _timed(lambda: export(one, form, target, **options))
        died += _killed(lambda: export(other, form, target, **options), chance.uniform(0, 1.2 * took))
        if target.read_bytes() not in wanted:
            broken.append(f"export {number} ({form}) is neither the old nor the new")
    return Result("an export killed at any moment leaves the file of before, or the new one", f"{count} exports, {died} of them killed, {len(broken)} bad files", tuple(broken))


def _timed(call: Callable[[], object]) -> float:
    begun = time.monotonic()
    call()
    return time.monotonic() - begun


def apart(call: Callable[[], object]) -> None:
    """Makes the call in a fork: a process that has once opened a store has threads, which no fork of it would have."""
    child = os.fork()
    if not child:
        try:
            call()
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitpid(child, 0)[1] == 0


def _killed(call: Callable[[], object], after: float) -> bool:
    """Makes the call in a fork that is killed after so many seconds; whether it still ran."""
    child = os.fork()
    if not child:
        try:
            call()
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _whole(graph: Path, what: str) -> list[str]:
    """What is wrong with the graph as a reader finds it."""
    try:
        generation = open_generation(graph)
        facts = generation.knowledge().facts
        with Engine(generation.store) as engine:
            answers = engine.query("ASK { ?s ?p ?o }")
    except KgError as why:
        return [f"{what}: {why}"]
    return [] if facts and answers and content_hash(generation.path) == generation.name else [f"{what}: not what its name says"]
