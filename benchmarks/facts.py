"""Facts against gold: build the documents, print precision, recall and F1, and hold them to the floor.

    python -m benchmarks.facts [--gold DIR] [--corpus DIR] [--graph DIR] [--raise-floor]

Two sets: the shared gold (``floor``), and the passages of provincial reports with gold of this project's own (``passages``).
The shared gold and all documents lie beside the repository (../shared), not in it; where they are missing
this says so and ends.
The floor, ``benchmarks/floor.yaml``, may only rise: --raise-floor lifts it to what was reached, never lowers it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from benchmarks import passages
from kg import api
from kg.judge.score import KINDS, Score

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FLOOR = ROOT / "benchmarks" / "floor.yaml"
SLACK = 0.0005  # figures are kept to three digits
ROOM = {True: 0.01, False: 0.04}  # below what was reached: for a kind; for a label, of which there are few records
HEAD = """# What the facts of the gold documents must reach: precision and recall, by kind and by label. It may only rise.
# `python -m benchmarks.facts --raise-floor` lifts it. To lower a figure, edit it by hand and add a line to `lowered`
# that says which and why.
"""


def figures(score: Score) -> dict[str, dict[str, float]]:
    """Precision and recall of each kind and of each label that gold has, to three digits."""
    counts = {kind: score.kinds[kind] for kind in KINDS} | {name: count for name, count in score.labels.items() if count.tp + count.fn >= 5}
    return {name: {"precision": round(count.precision, 3), "recall": round(count.recall, 3)} for name, count in counts.items()}


def below(reached: dict[str, dict[str, float]], floor: dict[str, dict[str, float]]) -> list[str]:
    """What is below the floor, one line each."""
    return [
        f"{name}: {measure} {reached.get(name, {}).get(measure, 0):.3f} is below the floor, {least:.3f}"
        for name, measures in floor.items()
        for measure, least in measures.items()
        if reached.get(name, {}).get(measure, 0) < least - SLACK
    ]


def raised(reached: dict[str, dict[str, float]], floor: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """The floor lifted to a little below what was reached; nothing goes down."""
    lifted = {name: {m: round(figure - ROOM[name in KINDS], 3) for m, figure in measures.items()} for name, measures in reached.items()}
    names = sorted({*lifted, *floor})
    return {name: {m: max(lifted.get(name, {}).get(m, 0), floor.get(name, {}).get(m, 0)) for m in ("precision", "recall")} for name in names}


def read_floor(path: Path = FLOOR) -> dict[str, Any]:
    """The floor's file: ``floor`` and ``lowered``."""
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {"floor": {}, "lowered": []}


def write_floor(held: dict[str, Any], path: Path = FLOOR) -> None:
    path.write_text(HEAD + yaml.safe_dump(held, allow_unicode=True, sort_keys=True), encoding="utf-8")


def measure(gold: Path, corpus: Path, folder: str | None) -> Score:
    """The score of a graph in ``folder``, or of one built from ``corpus`` for the purpose."""
    if folder:
        return api.open(folder).score(gold)
    with tempfile.TemporaryDirectory() as place:
        return api.build(corpus, out=Path(place) / "graph").graph.score(gold)


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--gold", type=Path, default=SHARED / "gold")
    ask.add_argument("--corpus", type=Path, default=SHARED / "corpus")
    ask.add_argument("--graph", help="score this graph in place of building one")
    ask.add_argument("--raise-floor", action="store_true")
    given = ask.parse_args()
    if not given.gold.is_dir():
        print(f"no gold in {given.gold}: nothing measured")
        return 0
    held = read_floor()
    scores = {"floor": measure(given.gold, given.corpus, given.graph)}
    if passages.REPORTS.is_dir() and not given.graph:
        scores["passages"] = passages.measure("h,i,j")
    low: list[str] = []
    for section, score in scores.items():
        print(f"{score}\n")
        reached = figures(score)
        if given.raise_floor:
            held[section] = raised(reached, held.get(section, {}))
        low += [f"{section}: {line}" for line in below(reached, held.get(section, {}))]
    if given.raise_floor:
        write_floor(held)
    print("\n".join(low) or "floor held")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
