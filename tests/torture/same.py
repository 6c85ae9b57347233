"""One input, one output to the byte: hash seeds, locales, time zones, orders of the sources, numbers of workers."""

from __future__ import annotations

import itertools
import json
import os
import random
import subprocess
import sys
from pathlib import Path

from tests.torture.result import Result

ROOT = Path(__file__).parents[2]
TEXTS = [
    "云溪区2031年推动云岭大桥开工建设，总投资20亿元。星河产业园引进云帆科技有限公司等3个项目。", "云溪区2030年云岭大桥签约。松湖区星河产业园一期主体封顶，占地300亩。", "2031年，云溪区地区生产总值增长5.3%左右，规模以上工业增加值增长6%。",
]  # fmt: skip
SEEDS, LOCALES, ZONES, ORDERS, WORKERS = range(8), ("C.UTF-8", "C"), ("Asia/Shanghai", "America/Los_Angeles"), range(3), (1, 2, 3)


def same(seed: int, count: int, place: Path) -> Result:
    """The name of the generation, which is a hash over all its bytes, in ``count`` of the combinations (all: 288)."""
    sources = []
    for number, text in enumerate(TEXTS):
        (place / f"{number}.txt").write_text(text, encoding="utf-8")
        sources.append(str(place / f"{number}.txt"))
    ways = list(itertools.product(SEEDS, LOCALES, ZONES, ORDERS, WORKERS))
    chosen = sorted(random.Random(seed).sample(ways, min(count, len(ways))))
    found = set()
    for number, ((seeded, locale), group) in enumerate(itertools.groupby(chosen, key=lambda way: way[:2])):
        some = [way[2:] for way in group]
        said = _built(place / f"g{number}", sources, seeded, locale, some)
        found |= set(said) if len(said) == len(some) else {f"{len(said)} of {len(some)} builds with seed {seeded} and {locale}: {said[-1:]}"}
    return Result("one input gives one output, to the byte", f"{len(chosen)} of {len(ways)} combinations, {len(found)} digest(s)", tuple(sorted(found)) if len(found) > 1 else ())


def _built(place: Path, sources: list[str], seed: int, locale: str, ways: list[tuple[str, int, int]]) -> list[str]:
    """A process of its own for a hash seed and a locale; zones, orders and workers are forks of it."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "LC_ALL": locale, "PYTHONPATH": path}
    command = [sys.executable, "-m", "tests.torture.warm", str(place), json.dumps(ways), *sources]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.splitlines() or [done.stderr[-200:]]
