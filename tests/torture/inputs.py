"""Nasty and damaged files beside good ones: no build is lost to one, and each file is accounted for."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from kg.api import build
from kg.reading import Limits
from tests.torture.hostile import names
from tests.torture.result import Result
from tests.torture.warm import forked, ready, with_nursery

ROOT = Path(__file__).parents[2]
for folder in ("reading", "engines"):
    sys.path.insert(0, str(ROOT / "tests" / folder))
from awkward import files  # noqa: E402
from sentinels import cases  # noqa: E402

GOOD = "云溪区加快推进星河产业园建设，第{}期项目主体封顶，总投资20亿元。"
BATCH = 50
LARGE = 3 << 20


def nasty() -> list[tuple[str, bytes]]:
    """Awkward files of every format, those with hostile text, and names that no locale has."""
    known = [(name, data) for name, data in files(LARGE, 20 << 20).items() if not name.startswith("any")]
    words = [(f"words-{at}.txt", f"{GOOD.format(at)}{word}".encode("utf-8", "surrogatepass")) for at, word in enumerate(names(0, 70))]
    return known + words


def real(seed: int) -> Iterator[tuple[str, bytes]]:
    """Whole files of each format, without end: those of the sentinels, the seeds and (where they are at hand) the corpora."""
    whole = [(f"{at}.{form}", data) for at, (form, _, data, _) in enumerate(cases())]
    for place in (ROOT / "seeds", ROOT.parent / "shared" / "corpus", ROOT.parent / "shared" / "news"):
        whole += [(path.name, path.read_bytes()) for path in sorted(place.rglob("*")) if path.is_file() and path.stat().st_size < LARGE]
    chance = random.Random(seed)
    while True:
        yield chance.choice(whole)


def flipped(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Real files with bytes changed, cut out or doubled."""
    chance = random.Random(seed)
    for number, (name, data) in zip(range(count), real(seed), strict=False):
        broken = bytearray(data)
        for _ in range(chance.choice((1, 3, 30))):
            at = chance.randrange(max(1, len(broken)))
            broken[at : at + chance.choice((1, 1, 1, 0, 40))] = chance.choice((bytes([chance.randrange(256)]), b"", bytes(broken[at : at + 20])))
        yield f"{number:05}.{name.rpartition('.')[2]}", bytes(broken)


def inputs(seed: int, count: int, place: Path) -> Result:
    """Builds of nasty and of byte-flipped files (``count`` of these), each beside two good ones."""
    known = nasty() if count > 100 else nasty()[:: max(1, 400 // max(1, count))]
    everything = known + list(flipped(seed, count))
    broken, builds = [], 0
    ready()
    for start in range(0, len(everything), BATCH):
        builds += 1
        for line in forked(lambda start=start: with_nursery(lambda: _built(everything[start : start + BATCH], place / str(start)))):
            print(f"broken: {line}", file=sys.stderr, flush=True)  # noqa: T201
            broken.append(line)
    return Result("one bad document never costs another", f"{len(known)} nasty and {count} byte-flipped files in {builds} builds, {len(broken)} lost", tuple(broken))


def _built(batch: list[tuple[str, bytes]], place: Path) -> list[str]:
    source = place / "in"
    source.mkdir(parents=True)
    for name, data in [*batch, ("first-good.txt", GOOD.format(1).encode()), ("zz-good.txt", GOOD.format(2).encode())]:
        (source / name).write_bytes(data)
    try:
        built = build(source, out=place / "g", workers=2, limits=Limits(seconds=5, bytes=2 << 20, inflated=8 << 20))
    except Exception as why:
        return [f"the build of {batch[0][0]} to {batch[-1][0]} was lost: {type(why).__name__}: {why}"]
    read = {document.source for document in built.graph.knowledge.documents}
    said = {name.partition("#")[0] for name in read} | {Path(failure.source.partition("#")[0]).name for failure in built.failures}
    lost = [f"{name} is nowhere" for name, _ in batch if name not in said]
    return lost + [f"{name} was lost" for name in ("first-good.txt", "zz-good.txt") if name not in read]
