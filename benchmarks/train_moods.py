"""Fit the words of ``ontology/rules/moods.yaml`` on reports whose headings say which way each section looks.

    python benchmarks/train_moods.py [--write]

Prints the accuracy on provinces left out (four folds, by sentence), and with --write replaces the file. Logistic regression
with an L1 penalty (FISTA); deterministic. Needs numpy (comes with pandas) and ../shared/provincial-2025.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.corpus import reports  # noqa: E402
from kg.language.text.clauses import sentences  # noqa: E402
from kg.language.when.moods import features  # noqa: E402
from kg.language.when.passage import article_contexts  # noqa: E402

TARGET = Path(__file__).resolve().parents[1] / "ontology" / "rules" / "moods.yaml"
SPECIAL = {"<decimal>", "<odd>", "了", "将", "已", "要", "获", "超", "让", "#$"}
LEAST, PROVINCES, WORDS, PENALTY, ROUNDS, SMALLEST, FOLDS = 40, 15, 900, 0.0006, 400, 0.05, 4
LEFT_OUT = ("passage-vote", "passage-ahead-words", "passage-announce-back")


def samples() -> list[tuple[str, int, frozenset[str]]]:
    """Report, 1 for ahead and 0 for back, and the words, for each sentence under a heading that says which."""
    found = []
    for document in reports():
        article = document.articles[0]
        for block, row in zip(article.blocks, article_contexts(article, document), strict=True):
            for sentence, context in zip(sentences(block), row, strict=True):
                if context.how not in LEFT_OUT and len(block.text) > 40:
                    found.append((document.id, int(context.modality == "planned"), features(sentence)))
    return found


def vocabulary(data: Sequence[tuple[str, int, frozenset[str]]]) -> list[str]:
    """The words that are common in most reports, are words of the dictionary, and tell most (chi-square)."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    seen, ahead, where = Counter[str](), Counter[str](), defaultdict(set)
    for name, label, words in data:
        for word in words:
            seen[word] += 1
            ahead[word] += label
            where[word].add(name)
    total, plans = len(data), sum(label for _, label, _ in data)

    def good(word: str) -> bool:
        bare = word.strip("^$")
        return word in SPECIAL or (len(bare) >= 2 and jieba.dt.FREQ.get(bare, 0) > 0)

    def chi(word: str) -> float:
        a, b = ahead[word], seen[word] - ahead[word]
        c, d = plans - a, total - plans - b
        return total * (a * d - b * c) ** 2 / ((a + b) * (c + d) * (a + c) * (b + d))

    kept = [w for w in seen if seen[w] >= LEAST and len(where[w]) >= PROVINCES and good(w)]
    return sorted(kept, key=lambda w: (-chi(w), w))[:WORDS]


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights and bias of an L1-penalised logistic regression."""
    step = 4 / (np.linalg.norm(x, 2) ** 2 / len(x) + 1)
    w = z = np.zeros(x.shape[1])
    bias, t = 0.0, 1.0
    for _ in range(ROUNDS):
        pull = -(weight * y) / (1 + np.exp(y * (x @ z + bias))) / len(y)
        bias -= step * pull.sum()
        new = z - step * (x.T @ pull)
        new = np.sign(new) * np.maximum(np.abs(new) - step * PENALTY, 0)
        after = (1 + (1 + 4 * t * t) ** 0.5) / 2
        z, w, t = new + (t - 1) / after * (new - w), new, after
    return w, bias


def main(write: bool) -> None:
    data = samples()
    words = vocabulary(data)
    index = {word: i for i, word in enumerate(words)}
    x = np.zeros((len(data), len(words)))
    for i, (_, _, found) in enumerate(data):
        x[i, [index[f] for f in found if f in index]] = 1
    y = np.array([2 * label - 1 for _, label, _ in data], float)
    weight = np.where(y > 0, 0.5 / (y > 0).mean(), 0.5 / (y < 0).mean())
    names = sorted({name for name, _, _ in data})
    right = 0
    for fold in range(FOLDS):
        test = np.isin([name for name, _, _ in data], names[fold::FOLDS])
        w, bias = fit(x[~test], y[~test], weight[~test])
        right += int(((x[test] @ w + bias > 0) == (y[test] > 0)).sum())
    print(f"{len(data)} sentences of {len(names)} reports; right on reports left out: {right / len(data):.3f}")
    w, bias = fit(x, y, weight)
    if write:
        TARGET.write_text(text(words, w, bias), encoding="utf-8")


def text(words: list[str], w: np.ndarray, bias: float) -> str:
    """The file: words by weight, then by themselves."""
    kept = sorted(((round(float(v), 2), word) for word, v in zip(words, w, strict=True) if abs(v) >= SMALLEST), key=lambda p: (-p[0], p[1]))
    lines = "".join(f'  "{word}": {value}\n' for value, word in kept)
    head = "# Words of sentences that look ahead (above zero) and back (below). ^ opens a clause, $ closes one, # is a number.\n"
    return f"{head}# Fitted by benchmarks/train_moods.py on the sections of 31 provincial reports of 2025; edit by fitting anew.\nbias: {bias:.2f}\nweights:\n{lines}"


if __name__ == "__main__":
    main("--write" in sys.argv[1:])
