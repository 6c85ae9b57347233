"""What the grammar knows of each character: jieba's word and tag, the genre's stock, names of areas, the kind of character, heads of names."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.language.mentions.proper import area_names, stock
from kg.language.text.line import Line
from kg.ontology import rules

COLUMNS = 5
TAGS = ("ns", "nr", "nrt", "nt", "nz", "vn", "eng", "m", "x", *"abcdefghijklnopqrstuvyz")  # jieba's, the first nine whole, others by their letter
WHOLE = frozenset(TAGS[:9])
HEAD_LENGTH = 7  # characters; a longer head is no clue of its own


def features(line: Line, start: int, end: int) -> Any:
    """The numbers (characters, 5) of ``line.text[start:end]``: tag and place in the word, stock, area, kind, head."""
    import numpy

    found = numpy.zeros((end - start, COLUMNS), numpy.int64)
    for t in line.between(start, end):
        _word(found, t.word, t.tag, t.start - start, t.end - start)
    for m in area_names().finditer(line.text, start, end):
        found[m.start() - start, 2], found[m.start() - start + 1 : m.end() - start, 2] = 1, 2
    found[:, 3] = [_kind(c) for c in line.text[start:end]]
    for m in _heads()[0].finditer(line.text, start, end):
        found[m.end() - start - 1, 4] = 1 + _heads()[1][m.group()]
    return found


def _word(found: Any, word: str, tag: str, start: int, end: int) -> None:
    number = _tags().get(tag if tag in WHOLE else tag[:1], 0)
    last = end - start - 1
    places = [3] if not last else [0, *[1] * (last - 1), 2]
    found[start:end, 0] = [number * 4 + place + 1 for place in places]
    found[start:end, 1] = 1 + (word in stock()) if len(word) > 1 else 0


@cache
def _tags() -> dict[str, int]:
    return {tag: n for n, tag in enumerate(TAGS, 1)}


@cache
def _kind(character: str) -> int:
    return next((number for number, pattern in enumerate(_kinds(), 1) if pattern.match(character)), len(_kinds()) + 1)


@cache
def _kinds() -> tuple[re.Pattern[str], ...]:
    """Kinds of characters, as ``clues.yaml`` lists them: digits, Latin, Chinese, list marks, brackets and quotes; the rest is one more."""
    return tuple(re.compile(p) for p in rules("clues")["character_kinds"])


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, int]]:
    """A pattern of the heads, and for each the number of its block in ``heads.yaml``."""
    numbers: dict[str, int] = {}
    for n, block in enumerate(rules("heads")):
        for word in block["heads"]:
            if len(word) < HEAD_LENGTH:
                numbers.setdefault(word, n)
    return re.compile("|".join(sorted(map(re.escape, numbers), key=lambda w: (-len(w), w))) or "(?!)"), numbers


def sizes() -> tuple[int, ...]:
    """How many numbers each column may hold."""
    return (len(TAGS) + 1) * 4 + 5, 3, 3, len(_kinds()) + 2, len(rules("heads")) + 1
