"""Readings after the gate, measured: facts against gold for each trust, what the gate refuses, and the time that it takes.

    python -m benchmarks.readings READINGS --news [--trust readings]   # ../shared/news against ../shared/gold-news
    python -m benchmarks.readings READINGS --passages                  # passages of reports against benchmarks/gold
    python -m benchmarks.readings READINGS SOURCE GOLD                 # any folder of documents and of gold
    python -m benchmarks.readings READINGS --passages --write FOLDER   # the passages as files, for kg propose

Only documents that READINGS holds a reading of count (their number is printed); of these --only n01,n02 takes some, --but n01,n02
the others (ids, or what they begin with). Without --trust all three are scored, the rules by
themselves (none), and what the readers said before any gate (ungated).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import passages
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
from kg.readings.records import flat
from kg.readings.report import report
from kg.records import to_records

SHARED = Path(__file__).resolve().parents[2] / "shared"


def measure(documents: Iterable[Document], library: Library, gold: Path, trust: str) -> Score:
    """The score of the documents' knowledge, with readings as far as ``trust`` goes ("none": the rules by themselves; "ungated": the readings as they are)."""
    listed = sorted(documents, key=lambda one: one.id)
    with tempfile.TemporaryDirectory() as folder:
        for one in listed:
            (Path(folder) / f"{one.id}.jsonl").write_bytes((gold / f"{one.id}.jsonl").read_bytes())
        return score(Path(folder), list(said(listed, library, trust)))


def said(listed: Sequence[Document], library: Library, trust: str) -> Iterable[Mapping[str, Any]]:
    """The flat records of the documents."""
    if trust == "ungated":
        return [record for one in listed for record in proposals(one, library)]
    found: list[Extraction] = [read_layout(lay_out(one)).extraction if trust == "none" else extracted(one, library, trust) for one in listed]
    return to_records(resolve(listed, found)[0])


def proposals(document: Document, library: Library) -> Iterator[dict[str, Any]]:
    """What readers proposed of a document, as it is."""
    yield {"kind": "document", "doc": document.id, "title": document.title, "date": document.date.value}
    for reading in (one for some in library.of(document).values() for one in some):
        yield from ({"kind": "entity", "doc": document.id, "type": e.type, "name": e.name, "aliases": list(e.aliases)} for e in reading.entities)
        yield from (flat(document.id, one.fact) for one in reading.facts)


def chosen(id_: str, only: str, but: str) -> bool:
    """Whether a document counts: its id begins with one of the beginnings of ``only`` (any, if empty), and with none of ``but``."""
    some, others = (tuple(part for part in listed.split(",") if part) for listed in (only, but))
    return (not some or id_.startswith(some)) and not id_.startswith(others)


def written(folder: Path) -> int:
    """Write the passages of reports that have gold as files; gives their number."""
    folder.mkdir(parents=True, exist_ok=True)
    files = passages.gold_files()
    for path in files:
        (folder / f"{path.stem}.txt").write_text(passages.passage(path), encoding="utf-8")
    return len(files)


def precision(score: Score) -> float:
    """The share of all records found that are right, of all kinds together."""
    counts = score.kinds.values()
    return sum(c.tp for c in counts) / max(1, sum(c.tp + c.fp for c in counts))


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
    ask.add_argument("--passages", action="store_true")
    ask.add_argument("--write", type=Path, metavar="FOLDER", help="with --passages: only write the passages as files")
    ask.add_argument("--only", default="", metavar="IDS", help="of the documents those whose ids begin with one of these")
    ask.add_argument("--but", default="", metavar="IDS", help="of the documents the others")
    ask.add_argument("--trust", choices=("none", *TRUST, "ungated"), action="append")
    ask.add_argument("--refused", action="store_true", help="what the gate refused, with examples")
    given = ask.parse_args()
    if given.write:
        print(f"{written(given.write)} passages → {given.write}")
        return 0
    library = Library(given.readings)
    with tempfile.TemporaryDirectory() as folder:
        if given.passages:
            written(Path(folder))
        source, gold = (Path(folder), passages.GOLD) if given.passages else (SHARED / "news", SHARED / "gold-news") if given.news else (given.source, given.gold)
        read = [one for one in read_sources([source]) if isinstance(one, Document)]
    documents = [one for one in read if chosen(one.id, given.only, given.but) and library.of(one) and (gold / f"{one.id}.jsonl").is_file()]
    print(f"{len(documents)} documents with readings and gold")
    for trust in given.trust or ("none", *TRUST, "ungated"):
        found = measure(documents, library, gold, trust)
        print(f"--trust {trust}\n{found}, precision of all {precision(found):.4f}")
    extraction, gate = seconds(documents, library)
    print(f"the gate takes {gate:.2f} s, {gate / extraction:.1%} of the {extraction:.2f} s of extraction")
    if given.refused:
        print(report([reported(one.id, verdict) for one in documents for verdict in judgements(lay_out(one), library)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
