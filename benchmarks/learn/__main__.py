"""Learn the weights of clues from gold, write them to ``ontology/weights``, and print how they do on the documents kept out.

    python -m benchmarks.learn [--dry] [--all] [--proposals FILE] [--out DIR]
    python -m benchmarks.learn --readings DIR [--source FOLDER] [--out DIR]

``--dry`` writes nothing; ``--all`` learns from the documents kept for checking too (what is shipped); ``--readings`` learns from what
readers said and the gate let pass, in place of gold, and checks with the documents that were not read (``benchmarks.learn.curve``: what ``kg train`` gains by them).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.learn.examples import examples
from benchmarks.learn.fit import Example, choice, keep, kept_out, logistic
from benchmarks.learn.sets import Annotated, annotated
from benchmarks.learn.taught import chosen, options
from benchmarks.learn.views import Known
from kg.language.clues.weights import Weights

DECAY = {"whose": 1.0, "steps": 20.0, "relations": 20.0, "mood-actual": 1.0, "mood-planned": 1.0, "mood-estimated": 1.0}
LEAST = {"steps": 0.55, "relations": 0.4}  # probability from which one is believed; chosen on the documents kept out
Model = tuple[str, float, dict[str, float], int]  # name, bias, weights, how many examples


def gathered(documents: Sequence[Annotated], both: bool, known: Mapping[str, Known]) -> dict[str, list[Example]]:
    """The examples of all documents, by model: with gold's names, and (``both``) with those that the program finds."""
    found: dict[str, list[Example]] = {}
    for document in documents:
        for gold_names in (True, False) if both else (False,):
            for name, some in examples(document, gold_names, known.get(document.id, ())).items():  # type: ignore[arg-type]
                found.setdefault(name, []).extend(some)
    return found


def right(name: str, bias: float, weights: dict[str, float], some: Sequence[Example]) -> str:
    """How a model does: the share of choices right, or precision and recall."""
    model = Weights(name, bias, weights, LEAST.get(name, 0.5))
    if name == "whose":
        best: dict[int, tuple[float, float]] = {}
        for e in some:
            best[e.choice] = max(best.get(e.choice, (-1e9, 0.0)), (model.score(e.clues), e.truth))
        return f"{sum(t > 0 for _, t in best.values())} of {len(best)} right"
    return kept_out(model, some)


def learned(lessons: Sequence[Annotated], out: Path | None, about: Mapping[str, object], known: Mapping[str, Known] | None = None) -> Iterator[Model]:
    """Learn every model from these documents and write it to ``out`` (None: nowhere); gives each with its examples."""
    for name, some in sorted(gathered(lessons, both=True, known=known or {}).items()):
        if not some:
            continue
        bias, weights = (0.0, choice(some, DECAY[name])) if name == "whose" else logistic(some, DECAY[name])
        if out is not None:
            keep(out, name, bias, weights, {**about, "examples": len(some)}, LEAST.get(name, 0.5))
        yield name, bias, weights, len(some)


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--dry", action="store_true")
    ask.add_argument("--all", action="store_true")
    ask.add_argument("--proposals", type=Path, help="what heads that never saw a document propose in it (python -m benchmarks.learn.names --folds)")
    options(ask)
    given = ask.parse_args()
    lessons, kept_out = chosen(given)
    known = json.loads(given.proposals.read_text(encoding="utf-8")) if given.proposals else {}
    checks = gathered(kept_out, both=False, known={})
    about = {"learned from": ["readings"] if given.readings else sorted({d.kind for d in annotated()}), "documents": len(lessons)}
    for name, bias, weights, count in learned(lessons, None if given.dry else given.out, about, known):
        print(f"{name:15} {count} examples, {len(weights)} clues; kept out: {right(name, bias, weights, checks[name])}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
