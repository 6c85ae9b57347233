"""The learning curve: what the grammar and small models learned from accepted readings find in documents that nobody read for them.

    python -m benchmarks.learn.curve READINGS [--source FOLDER] [--shares 0,0.25,0.5,1] [--names]

For each share of the documents that were read: the models of clues are learned from the readings that passed the gate (no gold), and the
mean F1 on the other documents with gold is printed, news and passages of reports apart. No other model takes part: at 0 the grammar
reads alone. ``--names`` trains the network that proposes names as well (needs torch). Writes nothing that stays.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.learn.__main__ import learned
from benchmarks.learn.sets import Annotated, annotated
from benchmarks.learn.taught import SETS, taught
from kg.engines.knowledge import resolve
from kg.judge.matching import Sheet, judge
from kg.judge.score import Score, by_document
from kg.language import extract
from kg.language.clues import weights as clues
from kg.language.tagger import head as tagger
from kg.language.tagger import propose as tagging
from kg.records import to_records


@contextmanager
def weights_of(place: Path) -> Iterator[None]:
    """Reading with the models under ``place``/weights and no others."""
    own = clues.data_dir, tagger.data_dir
    try:
        clues.data_dir = tagger.data_dir = lambda name: place
        _forget()
        yield
    finally:
        clues.data_dir, tagger.data_dir = own
        _forget()


def _forget() -> None:
    for module in (clues, tagger, tagging):
        for kept in vars(module).values():
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()


def found(documents: Sequence[Annotated]) -> Score:
    """What is found in the documents, against their gold."""
    knowledge = resolve([d.document for d in documents], [extract(d.document) for d in documents])[0]
    said = by_document(to_records(knowledge))
    return Score({d.id: tuple(judge(Sheet(d.records), Sheet(said.get(d.id, ())))) for d in documents}, {})


def curve(read: Sequence[Annotated], checks: Sequence[Annotated], shares: Sequence[float], names: bool = False) -> Iterator[tuple[int, dict[str, Score]]]:
    """For each share: how many documents were learned from, and the scores by kind of document."""
    for share in shares:
        lessons = read[: round(share * len(read))]
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            (place / "weights").mkdir()
            if lessons and names:
                from benchmarks.learn.names import taught_head, write

                write(taught_head(lessons), {"documents": len(lessons)}, place / "weights")
            with weights_of(place):
                if lessons:
                    list(learned(lessons, place / "weights", {"documents": len(lessons)}))
                _forget()
                yield len(lessons), {kind: found(some) for kind in SETS if (some := [d for d in checks if d.kind == kind])}


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("readings", type=Path)
    ask.add_argument("--source", type=Path, action="append", default=[])
    ask.add_argument("--shares", default="0,0.25,0.5,1")
    ask.add_argument("--names", action="store_true")
    given = ask.parse_args()
    gold = annotated()
    read = taught(given.readings, gold, given.source)
    known = {d.id for d in read}
    checks = [d for d in gold if d.kind in SETS and d.id not in known and d.id[0] in "nk"]
    print(f"{len(read)} documents were read; checked with {len(checks)} others that have gold")
    for count, scores in curve(read, checks, [float(share) for share in given.shares.split(",")], given.names):
        told = "   ".join(f"{kind} {score.mean_f1:.4f} ({' '.join(f'{c.f1:.3f}' for c in score.kinds.values())})" for kind, score in scores.items())
        print(f"learned from {count:3} documents: mean F1 {told}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
