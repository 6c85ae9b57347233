"""The documents with gold that weights are learned from, and those they are checked with.

News and shared gold lie beside the repository (../shared), passages are cut from the reports there; the invented documents are the
project's own; ``KG_MARKED`` names a folder of more in the same form (what is shipped learned from 210 that were written after the build
of public pages, and stand too near to them to be kept in the project). ``CHECK`` is kept out of learning: every third page of the news from the second on, every fourth passage of set k.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import passages
from benchmarks.learn.marked import read_marked
from kg.model import Document
from kg.reading import read_text

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
INVENTED = ROOT / "benchmarks" / "invented"
MORE = "KG_MARKED"  # environment variable


@dataclass(frozen=True)
class Annotated:
    """A document with its gold records; ``kind`` is news, report, invented."""

    document: Document
    records: list[dict[str, Any]]
    kind: str
    check: bool = False

    @property
    def id(self) -> str:
        return self.document.id

    def of(self, kind: str) -> list[dict[str, Any]]:
        """The records of one kind."""
        return [r for r in self.records if r["kind"] == kind]


def annotated() -> list[Annotated]:
    """All of them, by set and name; what is not at hand is left out."""
    return [*_news(), *_shared(), *_passages(), *_invented()]


def _news() -> Iterator[Annotated]:
    for n, path in enumerate(sorted((SHARED / "news").glob("*.txt")), 1):
        yield _one(path.read_text(encoding="utf-8"), SHARED / "gold-news" / f"{path.stem}.jsonl", "news", n % 3 == 2)


def _shared() -> Iterator[Annotated]:
    for path in sorted((SHARED / "gold").glob("*.jsonl")):
        yield _one((SHARED / "corpus" / f"{path.stem}.txt").read_text(encoding="utf-8"), path, "report", False)


def _passages() -> Iterator[Annotated]:
    if passages.REPORTS.is_dir():
        for path in passages.gold_files():
            yield _one(passages.passage(path), path, "report", path.stem.startswith("k") and int(path.stem[1:4]) % 4 == 0)


def _invented() -> Iterator[Annotated]:
    more = os.environ.get(MORE)
    for path in (*sorted(INVENTED.glob("*.txt")), *(sorted(Path(more).glob("*.txt")) if more else ())):
        text, records = read_marked(path)
        yield Annotated(read_text(text, id=path.stem, title=records[0]["title"], date=records[0]["date"]), records, "invented")


def _one(text: str, gold: Path, kind: str, check: bool) -> Annotated:
    records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    return Annotated(read_text(text, id=gold.stem), records, kind, check)
