"""The words of the gate (``ontology/rules/readings.yaml``) as compiled patterns, and text folded as names are compared."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from kg.ontology import ontology, rules
from kg.ontology.folding import plain
from kg.reading.fold import fold, simplify

ELIDED = re.compile(r"…+|⋯+|\.{3,}")


def data() -> dict[str, Any]:
    """``ontology/rules/readings.yaml``."""
    found: dict[str, Any] = rules("readings")
    return found


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of ahead, done, denied, kept, list."""
    return re.compile(data()[name])


@cache
def step(event: str) -> re.Pattern[str]:
    """The words that may say a milestone."""
    return re.compile(data()["steps"][event])


@cache
def any_step(but: str) -> re.Pattern[str]:
    """The words that say any milestone but one, and but those that go on (their words are everywhere)."""
    events = (e for e in ontology().events if e not in (but, "under_construction"))
    return re.compile("|".join(data()["steps"][e] for e in events))


@cache
def joining(predicate: str) -> re.Pattern[str] | None:
    """The words without which a relation is not said; None where the names alone may say it."""
    said = data()["relations"].get(predicate)
    return re.compile(said) if said else None


@cache
def again(kind: str) -> re.Pattern[str]:
    """The words that stand for a thing of that type named before."""
    return re.compile(data()["again"].get(kind) or "(?!)")


def says(name: str, text: str) -> bool:
    """Whether a text says one of the words of a pattern, the stretches left aside that only hold it."""
    return bool(pattern(name).search(pattern("kept").sub("", text)))


@lru_cache(maxsize=1 << 12)
def cleaned(text: str) -> str:
    """Words of a reader folded as documents are when they are read."""
    return simplify(fold(text))[0].strip()


def folded(text: str) -> tuple[str, list[int]]:
    """A text as names are compared, and of each of its characters the offset in ``text``."""
    letters: list[str] = []
    at: list[int] = []
    for i, char in enumerate(text):
        for c in plain(char):
            letters.append(c)
            at.append(i)
    return "".join(letters), at
