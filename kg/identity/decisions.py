"""What an analyst decided about names: a small file, obeyed by the build.

CSV with the columns ``verdict`` (same or different), ``first``, ``second`` and, if you like, ``note``; or YAML, a list of
mappings with these keys. Names as any document writes them, or ids (``Park/…``), which hold for that one thing.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from kg.errors import UsageError
from kg.ontology.folding import plain

SAME, DIFFERENT = "same", "different"


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """``first`` and ``second`` are one thing (``verdict`` same) or two (different)."""

    verdict: str
    first: str
    second: str
    note: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"line {self.line}: {self.verdict}, {self.first}, {self.second}"


def read_decisions(path: str | Path) -> tuple[Decision, ...]:
    """The decisions of a ``.csv``, ``.yaml`` or ``.yml`` file. Raises UsageError (file and line) for anything else in it."""
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot read the decisions: {error}", "name a CSV or YAML file in UTF-8") from error
    rows = _csv(text) if path.suffix.lower() == ".csv" else _yaml(path, text)
    return tuple(_decision(path, line, row) for line, row in rows)


def _csv(text: str) -> list[tuple[int, Mapping[str, object]]]:
    return [(line, dict(row)) for line, row in enumerate(csv.DictReader(text.splitlines()), 2)]


def _yaml(path: Path, text: str) -> list[tuple[int, Mapping[str, object]]]:
    try:
        rows = yaml.safe_load(text) or []
    except yaml.YAMLError as error:
        raise UsageError(f"{path}: {error}", "mend the YAML") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UsageError(f"{path}: not a list of decisions", "write one '- {verdict: same, first: …, second: …}' a line")
    return list(enumerate(rows, 1))


def _decision(path: Path, line: int, row: Mapping[str, object]) -> Decision:
    verdict, first, second = (str(row.get(key) or "").strip() for key in ("verdict", "first", "second"))
    if verdict not in (SAME, DIFFERENT) or not first or not second or first == second:
        raise UsageError(f"{path}, decision {line}: {dict(row)}", "give verdict (same or different) and two names, first and second")
    return Decision(verdict, first, second, str(row.get("note") or "").strip(), line)


def check(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions, sorted; UsageError for a pair decided both ways."""
    ordered = sorted(set(decisions))
    seen: dict[tuple[str, ...], Decision] = {}
    for decision in ordered:
        pair = tuple(sorted((decision.first, decision.second)))
        if seen.setdefault(pair, decision).verdict != decision.verdict:
            raise UsageError(f"decided both ways: {decision.first} and {decision.second} (lines {seen[pair].line}, {decision.line})", "keep one of the two")
    return tuple(ordered)


def kept_apart(decisions: Iterable[Decision]) -> frozenset[str]:
    """The plain names that are decided to be another thing than some other name."""
    names = [name for decision in decisions if decision.verdict == DIFFERENT for name in (decision.first, decision.second)]
    return frozenset(plain(name.rpartition("/")[2].partition("@")[0]) for name in names)
