"""One input, one output to the byte: hash seeds, locales, time zones, orders of the sources, numbers of workers."""

from __future__ import annotations

import itertools
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
    found: dict[str, int] = {}
    for number, way in enumerate(random.Random(seed).sample(ways, min(count, len(ways)))):
        name = _built(place / f"g{number}", sources, *way)
        found[name] = found.get(name, 0) + 1
    return Result("one input gives one output, to the byte", f"{min(count, len(ways))} of {len(ways)} combinations, {len(found)} digest(s)", tuple(found) if len(found) > 1 else ())


def _built(graph: Path, sources: list[str], seed: int, locale: str, zone: str, order: int, workers: int) -> str:
    turned = sources[order:] + sources[:order]
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "LC_ALL": locale, "TZ": zone, "PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-m", "kg", "build", *turned, "-o", str(graph), "-q", "-w", str(workers)], env=environment, capture_output=True, check=False)
    return (graph / "current").readlink().name if done.returncode == 0 else done.stderr.decode()[-200:]
