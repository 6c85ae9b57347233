"""Fitting linear models over clues: logistic regression, and a choice among candidates (conditional logit); L-BFGS, deterministic."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from kg.language.clues.weights import Weights

SEEN = 3  # a clue must occur so often
SMALL = 0.02  # a weight below says nothing
DIGITS = 3
Clues = frozenset[str]


@dataclass
class Example:
    """Clues with the share of truth of the decision (1 yes, 0 no), and the choice that it belongs to."""

    clues: Clues
    truth: float
    choice: int = 0
    weight: float = 1.0


def logistic(examples: Sequence[Example], decay: float) -> tuple[float, dict[str, float]]:
    """Bias and weights of a yes-or-no decision."""
    names, x = _matrix(examples)
    y, w = np.array([e.truth for e in examples]), np.array([e.weight for e in examples])

    def loss(v: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ v[1:] + v[0]
        p = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
        value = float((w * (np.logaddexp(0, z) - y * z)).sum() + decay * (v[1:] ** 2).sum())
        slope = w * (p - y)
        return value, np.concatenate([[slope.sum()], x.T @ slope + 2 * decay * v[1:]])

    v = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return float(v[0]), dict(zip(names, map(float, v[1:]), strict=True))


def choice(examples: Sequence[Example], decay: float) -> dict[str, float]:
    """Weights that rank the candidates of each choice; choices in which none is true teach nothing."""
    alive = {e.choice for e in examples if e.truth > 0}
    kept = [e for e in examples if e.choice in alive]
    names, x = _matrix(kept)
    numbers = {c: n for n, c in enumerate(dict.fromkeys(e.choice for e in kept))}
    of = np.array([numbers[e.choice] for e in kept])
    truth = np.array([e.truth for e in kept])

    def loss(v: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ v
        top = np.full(len(numbers), -np.inf)
        np.maximum.at(top, of, z)
        e = np.exp(z - top[of])
        all_, good = np.bincount(of, e), np.bincount(of, e * truth)
        slope = e / all_[of] - e * truth / good[of]
        return float((np.log(all_) - np.log(good)).sum() + decay * (v**2).sum()), x.T @ slope + 2 * decay * v

    v = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return dict(zip(names, map(float, v), strict=True))


def _matrix(examples: Sequence[Example]) -> tuple[list[str], csr_matrix]:
    counts = Counter(c for e in examples for c in e.clues)
    names = sorted(c for c, n in counts.items() if n >= SEEN)
    number = {c: i for i, c in enumerate(names)}
    rows = [sorted(number[c] for c in e.clues if c in number) for e in examples]
    pointers = np.concatenate([[0], np.cumsum([len(r) for r in rows])])
    return names, csr_matrix((np.ones(pointers[-1]), np.concatenate([*map(np.array, rows), np.array([], int)]).astype(int), pointers), (len(rows), len(names)))


def keep(place: Path, name: str, bias: float, weights: dict[str, float], about: dict[str, object], least: float = 0.5) -> Path:
    """Write a model into the folder ``place``."""
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"{name}.json"
    kept = {k: round(v, DIGITS) for k, v in sorted(weights.items()) if abs(v) >= SMALL}
    data = {"about": about, "bias": round(bias, DIGITS), "least": least, "weights": kept}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    return path


def kept_out(model: Weights, some: Sequence[Example]) -> str:
    """Precision and recall of a yes-or-no decision, believed from the model's ``least`` on, as text."""
    said = [(model.probability(e.clues) >= model.least, e.truth >= 0.5) for e in some]
    tp, fp, fn = said.count((True, True)), said.count((True, False)), said.count((False, True))
    return f"precision {tp / max(1, tp + fp):.3f} recall {tp / max(1, tp + fn):.3f} of {tp + fn}"


def decide(name: str, lessons: Sequence[Example], checks: Sequence[Example], decay: float, least: float, documents: int, place: Path | None) -> None:
    """Learn one yes-or-no decision, print how it does on ``checks``, and write it into the folder ``place`` (None: nowhere)."""
    bias, weights = logistic(lessons, decay)
    yes = sum(e.truth > 0 for e in lessons)
    print(f"{name}: {len(lessons)} examples, {yes} of them true; {len(weights)} clues; kept out: {kept_out(Weights(name, bias, weights, least), checks)}")
    if place is not None:
        keep(place, name, bias, weights, {"documents": documents, "examples": len(lessons)}, least)
