"""Precision, recall and F1 of facts against gold: the measure of FACTS.md, in a small implementation of our own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.judge.matching import Record, Sheet, Verdict, judge, year
from kg.model import Knowledge

KINDS = ("entity", "relation", "milestone", "observation")


@dataclass(frozen=True, slots=True)
class Count:
    """How many records were right (``tp``; ``strict`` of them in the finer fields too), wrong (``fp``) and missed (``fn``)."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    strict: int = 0

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def strict_f1(self) -> float:
        return self.f1 * self.strict / self.tp if self.tp else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """``verdicts`` by document, and ``dates``: how many documents have the gold's year and month, of how many."""

    verdicts: Mapping[str, tuple[Verdict, ...]]
    dates: Mapping[str, int]

    @property
    def kinds(self) -> dict[str, Count]:
        return self._counts(lambda verdict: verdict.kind) | {kind: Count() for kind in KINDS if not self._any(kind)}

    @property
    def labels(self) -> dict[str, Count]:
        """By entity type, predicate, event and modality of observations: ``relation locatedIn`` → its count."""
        return self._counts(lambda verdict: f"{verdict.kind} {verdict.label}")

    @property
    def mean_f1(self) -> float:
        return sum(self.kinds[kind].f1 for kind in KINDS) / len(KINDS)

    @property
    def errors(self) -> list[tuple[str, Verdict]]:
        """Each wrong or missed record, with its document."""
        return [(doc, verdict) for doc, verdicts in self.verdicts.items() for verdict in verdicts if verdict.outcome in ("fp", "fn")]

    def _any(self, kind: str) -> bool:
        return any(verdict.kind == kind for verdicts in self.verdicts.values() for verdict in verdicts)

    def _counts(self, key: Any) -> dict[str, Count]:
        tallies: dict[str, Counter[str]] = {}
        for verdicts in self.verdicts.values():
            for verdict in verdicts:
                tally = tallies.setdefault(key(verdict), Counter())
                tally[verdict.outcome] += 1
                tally["strict"] += verdict.strict and verdict.outcome == "tp"
        return {name: Count(t["tp"], t["fp"], t["fn"], t["strict"]) for name, t in sorted(tallies.items())}

    def rows(self, labels: bool = False) -> list[dict[str, Any]]:
        """One row a kind (or a label), figures rounded to four digits."""
        counts = self.labels if labels else {kind: self.kinds[kind] for kind in KINDS}
        return [_row(name, count) for name, count in counts.items()]

    def __str__(self) -> str:
        head = f"{'':24} {'P':>7} {'R':>7} {'F1':>7} {'strict':>7} {'tp':>5} {'fp':>5} {'fn':>5}"
        line = "{kind:24} {precision:7.4f} {recall:7.4f} {f1:7.4f} {strict_f1:>7} {tp:5} {fp:5} {fn:5}"
        dates = "document dates: {year} of {documents} years right, {month} months".format(**self.dates)
        return "\n".join([head, *(line.format(**row) for row in self.rows()), dates, f"mean F1 {self.mean_f1:.4f}"])


def _row(name: str, count: Count) -> dict[str, Any]:
    figures = {key: round(getattr(count, key), 4) for key in ("precision", "recall", "f1")}
    strict = "" if name.startswith("entity") else round(count.strict_f1, 4)
    return {"kind": name, **figures, "strict_f1": strict, "tp": count.tp, "fp": count.fp, "fn": count.fn}


def score(gold: str | Path, facts: Knowledge | Iterable[Record]) -> Score:
    """The score of ``facts`` (a knowledge or flat records) against ``gold``, a file of facts or a folder of them, one a document.

    Only documents that have gold are scored. Raises ``UsageError`` if ``gold`` holds no facts or a line is not JSON.
    """
    predicted = by_document(_records(facts))
    files = sorted(Path(gold).glob("*.jsonl")) if Path(gold).is_dir() else [Path(gold)]
    want = {file.stem: list(read_gold(file)) for file in files}
    if not want:
        raise UsageError(f"no gold in {gold}", "name a folder that holds one .jsonl of facts a document, or such a file")
    verdicts = {doc: tuple(judge(Sheet(records), Sheet(predicted.get(doc, ())))) for doc, records in want.items()}
    return Score(verdicts, _dates(want, predicted))


def _records(facts: Knowledge | Iterable[Record]) -> Iterable[Record]:
    if not isinstance(facts, Knowledge):
        return facts
    from kg.records import to_records

    return to_records(facts)


def by_document(records: Iterable[Record]) -> dict[str, list[Record]]:
    """The records laid under each document that they, or their evidence, name."""
    docs: dict[str, list[Record]] = {}
    for record in records:
        named = [record.get("doc"), *(words.get("doc") for words in record.get("evidence", ()))]
        for doc in dict.fromkeys(filter(None, named)):
            docs.setdefault(doc, []).append(record)
    return docs


def read_gold(path: Path) -> Iterator[Record]:
    """The records of one gold file; ``UsageError`` names file and line of one that is not JSON."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as why:
        raise UsageError(f"{path}: {why.strerror}", "name a folder that holds one .jsonl of facts a document, or such a file") from why
    for number, line in enumerate(lines, 1):
        try:
            if line.strip():
                yield json.loads(line)
        except ValueError as why:
            raise UsageError(f"{path}:{number}: not JSON: {why}", "mend that line of the gold") from why


def _dates(want: Mapping[str, list[Record]], predicted: Mapping[str, list[Record]]) -> dict[str, int]:
    dates = {"year": 0, "month": 0, "documents": 0}
    for doc, records in want.items():
        gold, found = _date(records), _date(predicted.get(doc, ()))
        if gold:
            dates["documents"] += 1
            dates["year"] += year(gold) == year(found)
            dates["month"] += gold[:7] == found[:7]
    return dates


def _date(records: Iterable[Record]) -> str:
    return next((record.get("date") or "" for record in records if record["kind"] == "document"), "")
