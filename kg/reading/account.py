"""Where a document's characters went: every one is used, or left out for a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Accounting, Block
from kg.reading.inline import Drop
from kg.reading.runs import covered

_SPACES = re.compile(r"\s+")
UNREAD = "byline"
SPACES = "spaces"
UNEXPLAINED = "unexplained"


def account(text: str, blocks: Iterable[Block], left: Iterable[Drop]) -> Accounting:
    """The accounting of ``text``: characters in blocks that are read, in bylines, in stretches left out, spaces, and the rest.

    The rest has the reason ``unexplained``; there is none unless the reading is at fault.
    """
    why = bytearray(len(text))
    codes = [UNEXPLAINED]
    for start, end, reason in left:
        _mark(why, codes, start, end, reason)
    for block in blocks:
        for places in block.places:
            for start, end in covered(places):
                _mark(why, codes, start, end, UNREAD if block.kind == "byline" else "")
    return _counted(text, why, codes)


def _mark(why: bytearray, codes: list[str], start: int, end: int, reason: str) -> None:
    if reason not in codes:
        codes.append(reason)
    why[start:end] = bytes([codes.index(reason)]) * (end - start)


def _counted(text: str, why: bytearray, codes: list[str]) -> Accounting:
    counts = {reason: why.count(code) for code, reason in enumerate(codes)}
    spaces = sum(why.count(0, *match.span()) for match in _SPACES.finditer(text))
    counts[SPACES] = counts.get(SPACES, 0) + spaces
    counts[UNEXPLAINED] -= spaces
    used = counts.pop("", 0)
    return Accounting(len(text), used, tuple(sorted((reason, n) for reason, n in counts.items() if n)))
