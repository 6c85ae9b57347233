"""Readings after the gate, measured: facts against gold for each trust, what the gate refuses, and the time that it takes.

    python -m benchmarks.readings READINGS --news [--trust both]       # ../shared/news against ../shared/gold-news
    python -m benchmarks.readings READINGS SOURCE GOLD                 # any folder of documents and of gold

Only documents that READINGS holds a reading of count (their number is printed). Without --trust all three are scored, and the rules by themselves.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from kg.engines.knowledge import resolve
from kg.judge.score import Score, score
from kg.language.document import read_layout
from kg.language.layout import lay_out
from kg.model import Document, Extraction
from kg.reading import read_sources
from kg.readings.extracting import extracted, judgements, reported
from kg.readings.gate.judging import judge
from kg.readings.library import Library
from kg.readings.merging import TRUST
from kg.readings.report import report
from kg.records import to_records

SHARED = Path(__file__).resolve().parents[2] / "shared"


def measure(documents: Iterable[Document], library: Library, gold: Path, trust: str) -> Score:
    """The score of the documents' knowledge, with readings as far as ``trust`` goes ("none": the rules by themselves)."""
    listed = sorted(documents, key=lambda one: one.id)
    found: list[Extraction] = [read_layout(lay_out(one)).extraction if trust == "none" else extracted(one, library, trust) for one in listed]
    with tempfile.TemporaryDirectory() as folder:
        for one in listed:
            (Path(folder) / f"{one.id}.jsonl").write_bytes((gold / f"{one.id}.jsonl").read_bytes())
        return score(Path(folder), list(to_records(resolve(listed, found)[0])))


def seconds(documents: Iterable[Document], library: Library) -> tuple[float, float]:
    """Seconds of processor time that extraction takes, and those of the gate."""
    listed = list(documents)
    start = time.process_time()
    layouts = [lay_out(one) for one in listed]
    for layout in layouts:
        read_layout(layout)
    extraction = time.process_time() - start
    readings = [(layout, library.of(layout.document)) for layout in layouts]
    start = time.process_time()
    for layout, by_reader in readings:
        for reader, some in by_reader.items():
            judge(layout, reader, some)
    return extraction, time.process_time() - start


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("readings", type=Path)
    ask.add_argument("source", type=Path, nargs="?")
    ask.add_argument("gold", type=Path, nargs="?")
    ask.add_argument("--news", action="store_true")
    ask.add_argument("--trust", choices=("none", *TRUST), action="append")
    ask.add_argument("--refused", action="store_true", help="what the gate refused, with examples")
    given = ask.parse_args()
    source, gold = (SHARED / "news", SHARED / "gold-news") if given.news else (given.source, given.gold)
    library = Library(given.readings)
    read = (one for one in read_sources([source]) if isinstance(one, Document))
    documents = [one for one in read if library.of(one) and (gold / f"{one.id}.jsonl").is_file()]
    print(f"{len(documents)} documents with readings and gold")
    for trust in given.trust or ("none", *TRUST):
        print(f"--trust {trust}\n{measure(documents, library, gold, trust)}")
    extraction, gate = seconds(documents, library)
    print(f"the gate takes {gate:.2f} s, {gate / extraction:.1%} of the {extraction:.2f} s of extraction")
    if given.refused:
        print(report([reported(one.id, verdict) for one in documents for verdict in judgements(lay_out(one), library)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
