"""A block's text with its words, so that any stretch can be asked for its words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from kg.language.text.tokens import Token, tokens


@dataclass(slots=True)
class Line:
    """``text`` and its ``words``; offsets are the text's."""

    text: str
    words: tuple[Token, ...] = ()
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = self.words or tokens(self.text)
        self._starts = [t.start for t in self.words]

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """The words that touch ``start:end``, clipped to it."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return tuple(_clip(t, start, end) for t in self.words[first:last] if t.end > start)

    def is_edge(self, at: int) -> bool:
        """Whether a word starts or ends at the offset."""
        i = bisect_left(self._starts, at)
        return at >= len(self.text) or (i < len(self._starts) and self._starts[i] == at)


def _clip(t: Token, start: int, end: int) -> Token:
    """The word itself, or the part of it that lies in ``start:end``."""
    if start <= t.start and t.end <= end:
        return t
    a, b = max(start, t.start), min(end, t.end)
    return Token(a, b, t.word[a - t.start : b - t.start], t.tag)
