"""The learning curve: what is found in pages that nobody read, by how many pages accepted readings taught the network that proposes names.

    python -m benchmarks.learn.curve READINGS [--begin WEIGHTS] [--counts 0,5,10,20,31]

Learned from are the pages of news that are not kept out and that READINGS holds a reading of (no gold), in an order that a hash gives;
checked with are the pages kept out of all learning (``benchmarks.learn.sets``). ``--begin`` is the folder of weights to begin with: the shipped
ones have learned from the gold of every page, so that a curve from them shows nothing; ``python -m benchmarks.learn.names --without news`` trains
a head that never saw a page. Prints names proposed right (precision, recall) and facts found (F1) for each count. Writes nothing that stays.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from benchmarks.learn.proposed import proposed_in, right
from benchmarks.learn.sets import Annotated, annotated
from kg.engines.knowledge import resolve
from kg.engines.training import EPOCHS
from kg.judge.matching import Sheet, judge
from kg.judge.score import Score, by_document
from kg.language import extract
from kg.learning.fitting import taught
from kg.learning.lessons import pieces
from kg.learning.sources import Lesson, lessons
from kg.learning.weights import begun, write_head
from kg.ontology import trained, weights_dir
from kg.readings.library import Library
from kg.records import to_records

LEAST = 2  # characters of a stretch


def found(documents: Sequence[Annotated]) -> Score:
    """What is found in the documents, against their gold."""
    knowledge = resolve([d.document for d in documents], [extract(d.document) for d in documents])[0]
    said = by_document(to_records(knowledge))
    return Score({d.id: tuple(judge(Sheet(d.records), Sheet(said.get(d.id, ())))) for d in documents}, {})


def named(documents: Sequence[Annotated]) -> tuple[float, float]:
    """Precision and recall of the names that the network by itself proposes."""
    tp, fp, fn = (sum(counts) for counts in zip(*(right(d, proposed_in(d)) for d in documents), strict=True))
    return tp / max(1, tp + fp), tp / max(1, tp + fn)


def curve(read: Sequence[Lesson], checks: Sequence[Annotated], counts: Sequence[int], begin: Path, epochs: int) -> Iterator[tuple[int, tuple[float, float], Score]]:
    """For each count of pages learned from: the names proposed and the facts found in the pages kept out."""
    start = begun(begin)[0]
    ready = [[p for p in pieces(one.document, one.names, start.tags, one.blocks) if len(p) >= LEAST] for one in read]
    for count in counts:
        head = taught(start, [p for some in ready[:count] for p in some], epochs) if count else start
        with tempfile.TemporaryDirectory() as folder:
            place = shutil.copytree(begin, Path(folder) / "weights")
            write_head(head, {}, place)
            with trained(place, alone=True):
                yield min(count, len(read)), named(checks), found(checks)


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("readings", type=Path)
    ask.add_argument("--begin", type=Path, default=weights_dir())
    ask.add_argument("--counts", default="0,5,10,20,31")
    ask.add_argument("--epochs", type=int, default=EPOCHS)
    given = ask.parse_args()
    news = [d for d in annotated() if d.kind == "news"]
    open_ = sorted((d.document for d in news if not d.check), key=lambda d: sha256(d.id.encode()).hexdigest())
    read, checks = list(lessons(open_, {}, Library(given.readings))), [d for d in news if d.check]
    print(f"{len(read)} pages were read; checked with {len(checks)} others")
    for count, (precision, recall), score in curve(read, checks, [int(c) for c in given.counts.split(",")], given.begin, given.epochs):
        kinds = " ".join(f"{kind} {c.f1:.3f}" for kind, c in score.kinds.items())
        print(f"learned from {count:2} pages: names proposed P {precision:.3f} R {recall:.3f}; mean F1 of facts {score.mean_f1:.4f} ({kinds})", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
