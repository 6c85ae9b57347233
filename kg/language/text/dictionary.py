"""The words of jieba's dictionary alone, without its guesses at new ones: where short names may stand."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import accumulate

from kg.language.text.tokens import tokens

STOPS = "。！？；\n"


def is_word(text: str) -> bool:
    """Whether the dictionary holds these characters as a word."""
    return _dictionary().get(text, 0) > 0


def is_edge(text: str, at: int) -> bool:
    """Whether a word starts or ends there, as the words of the stretch around it fall."""
    left = max((text.rfind(mark, 0, at) for mark in STOPS), default=-1) + 1
    right = min((found for mark in STOPS if (found := text.find(mark, at)) >= 0), default=len(text))
    return at - left in _edges(text[left:right])


@lru_cache(maxsize=64)
def _edges(text: str) -> frozenset[int]:
    """Where the dictionary's words start and end."""
    _dictionary()
    import jieba

    return frozenset(accumulate((len(word) for word in jieba.dt.cut(text, HMM=False)), initial=0))


@cache
def _dictionary() -> dict[str, int]:
    import jieba

    tokens(STOPS[0])  # loads the dictionary with its private cache
    return jieba.dt.FREQ
