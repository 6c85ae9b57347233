"""Where lessons come from: gold facts of a document (``kg gold``, or anybody's), and readings of it that passed the gate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.judge.score import read_gold
from kg.language.layout import Layout, lay_out
from kg.learning.lessons import Names, names_of
from kg.model import Document
from kg.readings.extracting import judgements
from kg.readings.gate.verdicts import Judged
from kg.readings.library import Library
from kg.readings.records import records
from kg.readings.values import ProposedEntity, Reading

GOLD = "name a folder with one ID.jsonl a document, as kg gold -o DIR writes it"
NEEDED = {"name": str, "type": str}


@dataclass(frozen=True, slots=True)
class Lesson:
    """A document with the names it holds, and the blocks in which other words are none (None: all of them)."""

    document: Document
    names: Names
    blocks: frozenset[int] | None = None


def gold_of(folder: str | Path) -> dict[str, list[Mapping[str, Any]]]:
    """The records of a folder of gold, by document id. Raises ``UsageError`` (file and line) where there is none, or an entity lacks name or type."""
    place = Path(folder)
    files = sorted(place.glob("**/*.jsonl"))
    if not files:
        raise UsageError(f"no gold in {folder}", GOLD)
    return {path.relative_to(place).with_suffix("").as_posix(): [_held(path, n, record) for n, record in enumerate(read_gold(path), 1)] for path in files}


def _held(path: Path, number: int, record: Any) -> Mapping[str, Any]:
    if not isinstance(record, dict):
        raise UsageError(f"{path}: record {number} is no object: {str(record)[:60]}", "mend that line of the gold")
    if record.get("kind") == "entity":
        wrong = next((key for key, kind in NEEDED.items() if not isinstance(record.get(key), kind) or not record[key]), None)
        aliases = record.get("aliases", [])
        if wrong or not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
            raise UsageError(f"{path}: record {number}: an entity without {wrong or 'a list of aliases'}: {str(record)[:120]}", "mend that line of the gold")
    return record


def lessons(documents: Iterable[Document], gold: Mapping[str, Sequence[Mapping[str, Any]]], readings: Library | None) -> Iterator[Lesson]:
    """What there is to learn from each document: its gold, else what readings say of it; nothing of one that has neither."""
    for document in documents:
        if document.id in gold:
            yield Lesson(document, names_of(gold[document.id]))
        elif readings and (found := _read(document, readings)):
            yield found


def _read(document: Document, library: Library) -> Lesson | None:
    by_reader = library.of(document)
    layout = lay_out(document)
    judged = judgements(layout, library)
    if not judged:
        return None
    refused = [{"kind": "entity", "name": e.name, "type": e.type, "optional": True} for one in judged for e in _refused(one)]
    names = names_of([*records(layout, judged), *refused])
    return Lesson(document, names, _blocks(layout, [one for some in by_reader.values() for one in some], names))


def _refused(judged: Judged) -> Iterator[ProposedEntity]:
    """The entities that did not pass: whether they are names is left open."""
    yield from (one.proposed for one in judged.refused if isinstance(one.proposed, ProposedEntity))


def _blocks(layout: Layout, readings: Sequence[Reading], names: Names) -> frozenset[int]:
    """The blocks that a reader was shown; of readings that do not say what they were shown, those that hold one of the names."""
    shown = {block for one in readings if one.blocks for block in range(*one.blocks)}
    unsaid = any(one.blocks is None for one in readings)
    return frozenset(shown | {n for n, block in enumerate(layout.blocks) if unsaid and any(name in block.text for name in names)})
