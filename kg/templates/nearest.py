"""Names nearest to words that name nothing, for messages and suggestions."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def like(words: str, known: Iterable[str], count: int = 5) -> list[str]:
    """The known names nearest to ``words``, best first."""
    names = sorted(set(known))
    held = [name for name in names if words and (words in name or name in words and len(name) > 1)]
    held.sort(key=lambda name: (abs(len(name) - len(words)), name))
    return list(dict.fromkeys(held[:count] + difflib.get_close_matches(words, names, count, 0.6)))[:count]
