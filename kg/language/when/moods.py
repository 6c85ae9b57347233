"""Whether a sentence reads as looking ahead or back, by the words its clauses open and close with.

A linear model over short words: weights in ``ontology/rules/moods.yaml``, fitted by ``benchmarks/train_moods.py`` on reports
whose sections say which way they look. It knows the style of the genre and no document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.language.text.clauses import Sentence
from kg.ontology import form, rules

_MARKS = form("moods", "marks")
_NUMBER = re.compile(r"[\d.%％]+")
_DECIMAL, _ODD = re.compile(r"\d\.\d"), re.compile(r"(?<![\d.])\d{1,3}[1-9](?![\d.])")
LONGEST = 3  # characters of a feature; clauses shorter than that have none


def features(sentence: Sentence) -> frozenset[str]:
    """The words of a sentence: ``^加快`` opens a clause, ``推进$`` closes one, others stand anywhere."""
    return frozenset(f for clause in sentence.clauses for f in _of_clause(_MARKS.sub("", clause.text.strip())))


def mood(sentence: Sentence) -> float:
    """Log odds that a sentence looks ahead: above zero it plans, below it tells what happened."""
    bias, weights = _weights()
    return round(bias + sum(weights[f] for f in sorted(features(sentence) & weights.keys())), 3)


def _of_clause(text: str) -> Iterator[str]:
    if len(text) < LONGEST:
        return
    yield from (found for found, pattern in (("<decimal>", _DECIMAL), ("<odd>", _ODD)) if pattern.search(text))
    plain = _NUMBER.sub("#", text)
    for n in range(1, LONGEST + 1):
        yield "^" + plain[:n]
        yield plain[-n:] + "$"
        yield from (plain[i : i + n] for i in range(len(plain) - n + 1))


@cache
def _weights() -> tuple[float, dict[str, float]]:
    data = rules("moods")
    return float(data["bias"]), {str(word): float(weight) for word, weight in data["weights"].items()}
