"""The values of what is weighed: a fact that clues add, one that they take back, each with how sure they are and what weighed most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.language.clues.weights import Weights
from kg.language.ledger import Ledger
from kg.model import Evidence, Fact

Strongest = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A fact that no rule of the grammar states and that the clues believe with probability ``sure``."""

    fact: Fact
    evidence: frozenset[Evidence]
    sure: float
    clues: Strongest

    def enter(self, ledger: Ledger) -> None:
        ledger.fact(self.fact, self.evidence)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A fact of the grammar that the clues do not believe."""

    fact: Fact
    sure: float
    clues: Strongest

    def enter(self, ledger: Ledger) -> None:
        ledger.drop(self.fact)


Judgement = Weighed | TakenBack


@dataclass(frozen=True, slots=True)
class Opinion:
    """How sure a model is of something (0 to 1), and its strongest clues."""

    sure: float
    clues: Strongest


def opinion(model: Weights, clues: Iterable[str]) -> Opinion:
    """A model's opinion by these clues."""
    given = frozenset(clues)
    return Opinion(model.probability(given), model.strongest(given))
