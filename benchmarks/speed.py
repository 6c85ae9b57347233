"""Speed of extraction against jieba.posseg on the same text in one run.

    python -m benchmarks.speed [FILE …]

Reads the files (default: the reports of ../shared/provincial-2025), warms both up on the first, and prints characters a second and the ratio.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from kg.language import extract
from kg.language.text.tokens import tokens
from kg.model import Document
from kg.reading import read_sources

REPORTS = Path(__file__).resolve().parents[2] / "shared" / "provincial-2025"


def rate(documents: list[Document], work: Callable[[Document], object]) -> float:
    """Characters of the documents a second of processor time."""
    start = time.process_time()
    for document in documents:
        work(document)
    return sum(len(d.text) for d in documents) / (time.process_time() - start)


def main() -> int:
    sources = sys.argv[1:] or [str(REPORTS)]
    documents = [d for d in read_sources(sources) if isinstance(d, Document)]
    if not documents:
        print(f"nothing to read in {', '.join(sources)}")
        return 0
    extract(documents[0]), tokens(documents[0].text)
    tagged, extracted = rate(documents, lambda d: tokens(d.text)), rate(documents, extract)
    print(f"{len(documents)} documents, {sum(len(d.text) for d in documents)} characters")
    print(f"jieba.posseg {tagged:8.0f} characters/s\nextract      {extracted:8.0f} characters/s\nratio        {tagged / extracted:8.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
