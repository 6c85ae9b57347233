"""Pairs of names, each in a sentence of its own document: are they one thing? Written by someone who has not read the rules; all names are invented.

``python -m tests.identity.sentences [--second] [--shut] [--errors]`` prints precision and recall; of the shut cases nothing but that.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

import kg
from kg.identity import resolve
from kg.model import Document, Entity, Evidence, Extraction, Observation

CASES = Path(__file__).parent / "cases"
Case = Mapping[str, Any]
MARK = "标记"


def cases(path: Path) -> list[Case]:
    """The cases of a file, in its order."""
    found: list[Case] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def read(id_: str, side: Mapping[str, str]) -> tuple[Document, Extraction]:
    """A sentence as a document, with what is read from it; the name is there and marked, whether or not the reader found it."""
    document = kg.read(side["text"], id=id_, date="2031-05-01", region=side["area"])
    found = kg.extract(side["text"], date="2031-05-01", region=side["area"])
    known = any(side["name"] in (entity.name, *entity.aliases) for entity in found.entities)
    mark = Observation(side["name"], MARK, Decimal(1), "个", evidence=(Evidence(id_, 0, 1, side["text"][:1]),))
    entities = found.entities if known else (*found.entities, Entity(side["type"], side["name"]))
    return document, Extraction(id_, tuple(replace(entity, evidence=()) for entity in entities), (*found.facts, mark))


def verdict(case: Case) -> str:
    """What the resolution says of a pair: yes (one), likely, or no."""
    (first, one), (second, other) = read("d0", case["a"]), read("d1", case["b"])
    found = resolve([one, other], [first, second])
    ids = {fact.evidence[0].doc: fact.subject for fact in found.facts if isinstance(fact, Observation) and fact.measure == MARK and len(fact.evidence) == 1}
    if len(ids) < 2:
        return "yes"
    return "likely" if any({pair.first, pair.second} == set(ids.values()) for pair in found.likely) else "no"


def counts(path: Path) -> tuple[Counter[str], list[str]]:
    """How often what is wanted came out as what, and a line for each pair that came out otherwise. Precision and recall are of what is made one."""
    tally, wrong = Counter[str](), []
    for case in cases(path):
        said = verdict(case)
        allowed = {case["one"], *case.get("one_or", ())}
        wanted = said if said in allowed else case["one"]
        tally[f"{wanted}:{said}"] += 1
        if said not in allowed:
            wrong.append(f"{case['id']} {case['a']['name']} | {case['b']['name']}: {case['one']}, came out {said} ({case.get('why', '')})")
    return tally, wrong


def precision_recall(tally: Counter[str]) -> tuple[float, float]:
    """Of what was made one, how much is; of what is one, how much was made so."""
    right = tally["yes:yes"]
    return right / max(1, sum(n for key, n in tally.items() if key.endswith(":yes"))), right / max(1, sum(n for key, n in tally.items() if key.startswith("yes:")))


def main(arguments: Iterable[str]) -> None:
    """Print precision and recall of what is made one and how each verdict came out, and with ``--errors`` each open pair that is wrong."""
    given = set(arguments)
    shut = "--shut" in given
    tally, wrong = counts((CASES / "shut" if shut else CASES) / ("pairs2.yaml" if "--second" in given else "pairs.yaml"))
    precision, recall = precision_recall(tally)
    print(f"precision {precision:.1%} recall {recall:.1%}", dict(sorted(tally.items())), *(wrong if "--errors" in given and not shut else ()), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
