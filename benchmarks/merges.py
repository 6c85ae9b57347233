"""The merges of a graph, to be read by eye: ``python -m benchmarks.merges --graph DIR [--sample 100]``.

A merge is one name of an entity beside its main name, in one document; and the main name in a second document. Every
n-th of each sort is printed as a row of Markdown with the words around it, the verdict left open.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.model import Entity, Evidence
from kg.publish import Generation, open_generation

AROUND = 18
SHARES = {"across": 0.5, "within": 0.3, "same": 0.2}


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """``sort``: across (names of two documents that differ), within (of one document) or same (one name in two documents)."""

    sort: str
    entity: str
    name: str
    doc: str
    reason: str
    main: Evidence
    other: Evidence


def merges(entities: Iterable[Entity]) -> Iterator[Row]:
    """Every merge of every entity, sorted."""
    for entity in sorted(entities, key=lambda one: one.id):
        yield from _renamed(entity)
        yield from _repeated(entity)


def _renamed(entity: Entity) -> Iterator[Row]:
    mains = [piece for piece in entity.evidence if piece.text == entity.name] or list(entity.evidence[:1])
    for merge in entity.merges:
        if merge.name == entity.name or not mains:
            continue
        here = [piece for piece in mains if piece.doc == merge.doc and piece.text == entity.name]
        said = [piece for piece in entity.evidence if piece.doc == merge.doc and piece.text == merge.name] or mains[:1]
        within = here or merge.reason == "identity.stated"
        yield Row("within" if within else "across", entity.id, merge.name, merge.doc, merge.reason, (here or mains)[0], said[0])


def _repeated(entity: Entity) -> Iterator[Row]:
    first = {piece.doc: piece for piece in reversed(entity.evidence) if piece.text == entity.name}
    docs = sorted(first)
    for doc in docs[1:]:
        yield Row("same", entity.id, entity.name, doc, "identity.same-name", first[docs[0]], first[doc])


def sample(rows: Sequence[Row], size: int, start: int = 0) -> list[Row]:
    """``size`` rows, every n-th of each sort by its share, the first the ``start``-th; a sort that is short leaves its share to the next."""
    picked: list[Row] = []
    due = 0.0
    for sort, share in SHARES.items():
        of_sort = [row for row in rows if row.sort == sort]
        due += size * share
        number = min(len(of_sort), round(due) - len(picked))
        picked += [of_sort[(i * len(of_sort) // number + start) % len(of_sort)] for i in range(number)]
    return picked


def around(generation: Generation, piece: Evidence) -> str:
    """The words of an evidence with those beside them, on one line."""
    text = generation.text(piece.doc)
    before, after = text[max(0, piece.start - AROUND) : piece.start], text[piece.end : piece.end + AROUND]
    return f"{before}【{piece.text}】{after}".replace("\n", "").replace("|", "/").replace("\r", "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graph", default="graph", help="the graph folder")
    parser.add_argument("--sample", type=int, default=100, help="how many merges")
    parser.add_argument("--start", type=int, default=0, help="another sample: begin at this row of each sort")
    given = parser.parse_args()
    generation = open_generation(given.graph)
    rows = list(merges(generation.knowledge().entities))
    print(f"{len(rows)} merges: " + ", ".join(f"{sort} {sum(row.sort == sort for row in rows)}" for sort in SHARES))
    print("| # | sort | entity | name | reason | main name in its document | this name in its document | verdict |\n|---|---|---|---|---|---|---|---|")
    for number, row in enumerate(sample(rows, given.sample, given.start), 1):
        sides = " | ".join(f"{piece.doc[-24:]}: {around(generation, piece)}" for piece in (row.main, row.other))
        print(f"| {number} | {row.sort} | {row.entity} | {row.name} | {row.reason.removeprefix('identity.')} | {sides} | |")


if __name__ == "__main__":
    main()
