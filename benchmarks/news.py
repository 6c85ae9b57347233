"""News, profiles and bulletins against gold; and the documents that nobody opened, scored once.

    python -m benchmarks.news            # ../shared/news: the pages that weights were learned from, and those kept out
    python -m benchmarks.news --shut     # ../shared/news-shut, and the shut passages of reports (benchmarks/gold/shut)

What lies beside the repository and is not at hand is left out, saying so.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import passages
from benchmarks.learn.sets import SHARED
from kg import api

SHUT = passages.GOLD / "shut"
EVERY = 3  # every third page from the second on is kept out of learning (benchmarks/learn/sets.py)

Pairs = list[tuple[str, str, Path]]  # id, text, gold


def pages(folder: str, gold: str) -> Pairs:
    """The pages of a folder beside the repository, with their gold."""
    return [(p.stem, p.read_text(encoding="utf-8"), SHARED / gold / f"{p.stem}.jsonl") for p in sorted((SHARED / folder).glob("*.txt"))]


def shut_passages() -> Pairs:
    """The passages of reports that were annotated and never looked at."""
    return [(p.stem, passages.passage(p), p) for p in sorted(SHUT.glob("*.jsonl"))] if passages.REPORTS.is_dir() else []


def sets(shut: bool) -> Iterator[tuple[str, Pairs]]:
    """What is measured, by name."""
    if shut:
        yield from (("news, shut", pages("news-shut", "gold-news-shut")), ("passages of reports, shut", shut_passages()))
        return
    news = pages("news", "gold-news")
    yield "news, learned from", [p for n, p in enumerate(news, 1) if n % EVERY != 2]
    yield "news, kept out of learning", [p for n, p in enumerate(news, 1) if n % EVERY == 2]


def score(some: Pairs) -> str:
    """The score of a graph built from these texts."""
    with tempfile.TemporaryDirectory() as place:
        corpus, gold = Path(place) / "corpus", Path(place) / "gold"
        corpus.mkdir(), gold.mkdir()
        for name, text, answers in some:
            (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
            shutil.copy(answers, gold)
        return str(api.build(corpus, out=Path(place) / "graph").graph.score(gold))


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shut", action="store_true")
    for name, some in sets(ask.parse_args().shut):
        print(f"== {name}: {len(some)} documents")
        print(score(some) if some else "not at hand: nothing measured")
    return 0


if __name__ == "__main__":
    sys.exit(main())
