"""A mention: a name said at a place of a sentence, with the thing that it means; and which of overlapping ones hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.areas import area_types
from kg.language.text.trie import trie


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """``name`` (in full) of a thing of ``type``, said at ``start:end`` of a block, in whatever words."""

    start: int
    end: int
    name: str
    type: str


def pattern_of(surfaces: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all surfaces, the longest that stands at a place; one that never matches for none."""
    return re.compile(trie(surfaces))


def without_inner(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Mentions sorted by place, less those that lie within or across a longer one; of two at one place an area gives way."""
    end = -1
    for m in sorted(set(mentions), key=lambda m: (m.start, -m.end, m.type in area_types(), m.name)):
        if m.start >= end:
            yield m
            end = m.end
