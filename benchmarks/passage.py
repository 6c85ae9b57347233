"""How often a passage's state is the year and modality of the gold facts whose sentence says no time itself.

python benchmarks/passage.py [--errors]
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.corpus import SHARED  # noqa: E402
from kg.language.text.clauses import Sentence, sentences  # noqa: E402
from kg.language.when.passage import Context, contexts  # noqa: E402
from kg.language.when.times import find_times  # noqa: E402
from kg.model import Dated, Document  # noqa: E402


def main(errors: bool) -> None:
    total: Counter[str] = Counter()
    for path in sorted((SHARED / "gold").glob("*.jsonl")):
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        counts = Counter[str]()
        for verdict, line in judged(path.stem, records):
            counts[verdict] += 1
            if errors and verdict not in ("right", "own time"):
                print("  ", verdict, line)
        print(f"{path.stem[:24]:28} {dict(sorted(counts.items()))}")
        total += counts
    tried = total["right"] + total["wrong"]
    print(f"passage: {total['right']} of {tried} right ({total['right'] / tried:.3f}); {dict(sorted(total.items()))}")


def judged(name: str, records: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """A verdict and a line to read for each required milestone and observation of a document."""
    document = read(name, records)
    rows = [(s, c) for b, row in zip(blocks(document), contexts(document), strict=True) for s, c in zip(sentences(b), row, strict=True)]
    for fact in records:
        if fact["kind"] in ("milestone", "observation") and not fact.get("optional"):
            yield verdict(fact, rows)


def verdict(fact: dict[str, Any], rows: list[tuple[Sentence, Context]]) -> tuple[str, str]:
    words = plain(fact.get("text", ""))
    hit = next(((s, c) for s, c in rows if words and words in plain(s.text)), None)
    if hit is None:
        return "not found", words
    sentence, context = hit
    if find_times(sentence.text, context.anchor):
        return ("own time" if fact["modality"] == context.modality else "own time, wrong modality"), f"{context.modality} {words}"
    year = (fact["time"] or "")[:4]
    right = (not year or year == (context.time or "")[:4]) and fact["modality"] == context.modality
    line = f"gold {fact['time']} {fact['modality']}, passage {context.time} {context.modality} ({context.how}): {sentence.text[:50]} … {words[:30]}"
    return ("right" if right else "wrong"), line


def plain(text: str) -> str:
    """A text without spaces, in one width: gold quotes the file, sentences are of the cleaned text."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def read(name: str, records: list[dict[str, Any]]) -> Document:
    """The document, with the date that gold gives it."""
    from kg.reading import read_text

    said = next(r for r in records if r["kind"] == "document")
    text = next((SHARED / "corpus").glob(f"{name}*.txt")).read_text(encoding="utf-8")
    document = read_text(text, id=name, title=said["title"], date=said["date"])
    date = Dated(said["date"], said["date_precision"], "gold")
    return replace(document, date=date, articles=tuple(replace(a, date=date) for a in document.articles))


def blocks(document: Document) -> list[Any]:
    return [block for article in document.articles for block in article.blocks]


if __name__ == "__main__":
    main("--errors" in sys.argv[1:])
