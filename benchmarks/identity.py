"""How well names are told apart and brought together: ``python -m benchmarks.identity [GOLD_DIR] [--graph DIR]``.

Labelled pairs (tests/identity/pairs.yaml): precision and recall of merges, and what became of the undecidable.
Gold entities of a folder (FACTS.md), all documents together: B-cubed F1 of the resolved entities against gold's own names
and aliases, which join records over documents wherever two share a name and a type; and a lint of the entities.
With ``--graph`` the lint of a published graph (``python -m benchmarks.merges`` samples its merges).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.lint import lint
from kg.identity import Resolved, resolve
from kg.model import Document, Entity, Extraction
from kg.publish import open_generation

PAIRS = Path(__file__).parents[1] / "tests/identity/pairs.yaml"
AREAS = (
    ("Province", "林海省", None), ("City", "松屿市", "林海省"), ("City", "梧城市", "林海省"), ("District", "云汀区", "松屿市"),
    ("District", "望涛区", "松屿市"), ("District", "白石县", "松屿市"), ("District", "南屏区", "梧城市"),
)


@dataclass(frozen=True)
class Pair:
    """Two names with their types and regions, and the label: same, different or undecidable."""

    label: str
    names: tuple[str, str]
    types: tuple[str, str]
    regions: tuple[str, str]
    aliases: tuple[str, ...]
    why: str


def pairs(path: Path = PAIRS) -> Iterator[Pair]:
    """The labelled pairs in the order of the file."""
    for label, rows in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for row in rows:
            types = row["type"] if isinstance(row["type"], list) else [row["type"]] * 2
            yield Pair(label, (row["a"], row["b"]), tuple(types), tuple(row.get("in", ["云汀区"] * 2)), tuple(row.get("alias", ())), row["why"])


def resolved(pair: Pair) -> Resolved:
    """The pair as two documents, resolved beside a gazetteer of the invented places."""
    extractions = [Extraction("places", tuple(Entity(*area[:2], within=area[2]) for area in AREAS))]
    documents = [Document("places", "", ())]
    for i, (name, type_, region) in enumerate(zip(pair.names, pair.types, pair.regions, strict=True)):
        extractions.append(Extraction(f"d{i}", (Entity(type_, name, pair.aliases if i == 0 else ()),)))
        documents.append(Document(f"d{i}", "", (), region=region))
    return resolve(extractions, documents)


def merged(pair: Pair, found: Resolved) -> bool:
    """Whether both names belong to one entity of these types."""
    a, b = (
        {entity.id for entity in found.entities if name in (entity.name, *entity.aliases) and entity.type in pair.types} for name in pair.names
    )
    return len(a | b) == 1


def likely(pair: Pair, found: Resolved) -> bool:
    """Whether the two were kept apart as likely one."""
    return any({link.first.split("/")[1].split("@")[0], link.second.split("/")[1].split("@")[0]} == set(pair.names) or pair.names[0] == pair.names[1] for link in found.likely)


def figures(labelled: Iterable[Pair]) -> tuple[dict[str, Any], list[str]]:
    """Counts, precision, recall; and a line for each pair that came out wrong."""
    counts, wrong = Counter[str](), []
    for pair in labelled:
        found = resolved(pair)
        outcome = "merged" if merged(pair, found) else "likely" if likely(pair, found) else "apart"
        counts[f"{pair.label}:{outcome}"] += 1
        if (outcome == "merged") != (pair.label == "same"):
            wrong.append(f"{pair.label} came out {outcome}: {pair.names[0]} | {pair.names[1]} ({pair.why})")
    right, joined = counts["same:merged"], sum(n for key, n in counts.items() if key.endswith(":merged"))
    same = sum(n for key, n in counts.items() if key.startswith("same:"))
    return {"pairs": counts.total(), "precision": right / joined, "recall": right / same, **dict(sorted(counts.items()))}, wrong


def gold(folder: Path) -> tuple[list[Extraction], list[Document]]:
    """The gold entities as extractions; a document's region is the first area that its entities lie in."""
    extractions, documents = [], []
    for path in sorted(folder.glob("*.jsonl")):
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        entities = tuple(Entity(r["type"], r["name"], tuple(r["aliases"])) for r in records if r["kind"] == "entity")
        region = Counter(r["subject"] for r in records if r["kind"] == "observation").most_common(1)[0][0]
        extractions.append(Extraction(path.stem, entities))
        documents.append(Document(path.stem, "", (), region=region))
    return extractions, documents


def b_cubed(extractions: Iterable[Extraction], found: Resolved) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 over (document, entity) mentions; truth joins records that share a type and a name."""
    mentions = [(e.doc, entity) for e in extractions for entity in e.entities]
    truth = _truth(mentions)
    owner = {(merge.doc, merge.name, e.type): e.id for e in found.entities for merge in e.merges}
    named = {(e.name, e.type): e.id for e in found.entities}
    ours = [owner.get((doc, entity.name, entity.type)) or named.get((entity.name, entity.type), f"{doc}/{entity.type}/{entity.name}") for doc, entity in mentions]
    precision, recall = _overlap(ours, truth), _overlap(truth, ours)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _truth(mentions: list[tuple[str, Entity]]) -> list[int]:
    label = list(range(len(mentions)))
    first: dict[tuple[str, str], int] = {}
    for i, (_, entity) in enumerate(mentions):
        for name in (entity.name, *entity.aliases):
            j = first.setdefault((entity.type, re.sub(r"\W", "", name)), i)
            label = [label[j] if mark == label[i] else mark for mark in label]
    return label


def _overlap(left: list[Any], right: list[Any]) -> float:
    groups: dict[Any, list[int]] = defaultdict(list)
    for i, mark in enumerate(left):
        groups[mark].append(i)
    return sum(sum(right[j] == right[i] for j in group) / len(group) for group in groups.values() for i in group) / len(left)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", default="../shared/gold", help="a folder of gold facts")
    parser.add_argument("--graph", help="a graph folder: only its lint, exit code 1 if there is a hit")
    given = parser.parse_args()
    if given.graph:
        sys.exit(_graph(given.graph))
    counts, wrong = figures(pairs())
    print("labelled pairs", json.dumps(counts, ensure_ascii=False))
    print(*wrong, sep="\n")
    _gold(Path(given.gold))


def _graph(folder: str) -> int:
    """Prints the lint of a graph's entities and what made them; 1 if there is a hit."""
    entities = open_generation(folder).knowledge().entities
    hits, reasons = lint(entities), Counter(merge.reason for entity in entities for merge in entity.merges)
    print(f"{len(entities)} entities, {reasons.total()} merges", json.dumps(dict(sorted(reasons.items()))), f"lint: {len(hits)} hits", *hits, sep="\n")
    return int(bool(hits))


def _gold(folder: Path) -> None:
    if not folder.is_dir():
        print(f"{folder} is not there: no B-cubed")
        return
    extractions, documents = gold(folder)
    found = resolve(extractions, documents)
    print("gold together: B-cubed precision {:.4f} recall {:.4f} F1 {:.4f}".format(*b_cubed(extractions, found)), f"entities {len(found.entities)} likely {len(found.likely)}")
    print("lint", lint(found.entities))


if __name__ == "__main__":
    main()
