"""Passages of whole provincial reports with gold of this project's own: annotated by readers who had not seen what the program finds.

    python -m benchmarks.passages [--only h,i,j] [--agreement]

``benchmarks/gold`` holds facts, and of each passage the report, the offsets and the header; the reports lie beside the repository
(../shared/provincial-2025). ``gold/second`` are second readings of four passages: --agreement scores them against the first (required records).
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg import api
from kg.judge.score import Score, score

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "benchmarks" / "gold"
REPORTS = ROOT.parent / "shared" / "provincial-2025"


def gold_files(only: str = "") -> list[Path]:
    """The gold files whose names start with one of the letters of ``only`` (all, if empty)."""
    wanted = tuple(part for part in only.split(",") if part)
    return [path for path in sorted(GOLD.glob("*.jsonl")) if not wanted or path.name.startswith(wanted)]


def passage(gold: Path, reports: Path = REPORTS) -> str:
    """The text of a passage: its header and the slice of its report."""
    import docx

    first = json.loads(gold.read_text(encoding="utf-8").splitlines()[0])
    text = "\n".join(p.text for p in docx.Document(str(reports / first["source"])).paragraphs)
    return first["header"] + text[first["start"] : first["end"]]


def measure(only: str = "", reports: Path = REPORTS) -> Score:
    """The score of a graph built from the passages."""
    with tempfile.TemporaryDirectory() as place:
        corpus, gold = Path(place) / "corpus", Path(place) / "gold"
        corpus.mkdir(), gold.mkdir()
        for path in gold_files(only):
            (corpus / f"{path.stem}.txt").write_text(passage(path, reports), encoding="utf-8")
            shutil.copy(path, gold)
        return api.build(corpus, out=Path(place) / "graph").graph.score(gold)


def agreement() -> Score:
    """Second readings scored against the first: what both must have, optional records left out of the second."""
    with tempfile.TemporaryDirectory() as place:
        for path in sorted((GOLD / "second").glob("*.jsonl")):
            shutil.copy(GOLD / path.name, place)
        return score(Path(place), list(_required(GOLD / "second")))


def _required(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if not record.get("optional"):
                yield record


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--only", default="", help="letters of the sets: h, i, j (comma-separated)")
    ask.add_argument("--agreement", action="store_true")
    given = ask.parse_args()
    if given.agreement:
        print(agreement())
        return 0
    if not REPORTS.is_dir():
        print(f"no reports in {REPORTS}: nothing measured")
        return 0
    print(measure(given.only))
    return 0


if __name__ == "__main__":
    sys.exit(main())
