"""Linear models kept as data: the weight of each clue, learned from gold by ``python -m benchmarks.learn``."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import OntologyError
from kg.ontology import weights_file

DIGITS = 4  # sums are rounded so that the order of machine additions decides nothing


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of one decision; ``least`` is the probability from which it is believed."""

    name: str
    bias: float
    weights: Mapping[str, float]
    least: float = 0.5

    def score(self, clues: Iterable[str]) -> float:
        """The sum of the weights of these clues (each counted once), in log odds."""
        known = self.weights
        return round(self.bias + sum(known[c] for c in sorted(set(clues)) if c in known), DIGITS)

    def knows(self, word: str) -> bool:
        """Whether any clue is about that type, predicate or event: of others the gold that the model learned from says nothing."""
        return word in _named(tuple(self.weights))

    def probability(self, clues: Iterable[str]) -> float:
        """How likely the decision is, from 0 to 1."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.score(clues)))))

    def strongest(self, clues: Iterable[str], most: int = 6) -> tuple[tuple[str, float], ...]:
        """The clues that weigh most, for ``kg explain``."""
        found = {c: self.weights[c] for c in clues if c in self.weights}
        return tuple(sorted(found.items(), key=lambda item: (-abs(item[1]), item[0]))[:most])


@cache
def _named(clues: tuple[str, ...]) -> frozenset[str]:
    """The words that clues are made of."""
    return frozenset(word for clue in clues for word in re.split("[|:]", clue))


def weights(name: str) -> Weights | None:
    """The model ``NAME.json`` of the weights in use, or None where there is none (the grammar then decides alone).

    Raises ``OntologyError`` for a file that is not a model.
    """
    return _read(name, weights_file(f"{name}.json"))


@cache
def _read(name: str, path: Path) -> Weights | None:
    if not path.exists():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Weights(name, float(data["bias"]), {str(k): float(v) for k, v in data["weights"].items()}, float(data.get("least", 0.5)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise OntologyError(f"{path}: not a model of clues: {error}", "train it again: python -m benchmarks.learn") from error
