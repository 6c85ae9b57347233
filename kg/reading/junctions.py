"""Whether one line goes on in the next across a gap: by punctuation, an open quote, or a word that the gap cuts in two."""

from __future__ import annotations

import re
from functools import cache

from kg.reading import rules

REACH = 12
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"), ("「", "」"))
_NUMBER = re.compile(r"\d$|\d[.,]$")
_HAN = re.compile(r"[\u4e00-\u9fff]+$")


def goes_on(left: str, right: str) -> bool:
    """Whether ``right`` continues the unfinished text ``left``. False where nothing speaks for it: text may be missing between them."""
    return _punctuated(left, right) or _quoted(left, right) or _counted(left, right) or _word(left, right)


def _punctuated(left: str, right: str) -> bool:
    opens = rules.compiled("joining", "open_end").search(left)
    return bool(opens or rules.compiled("joining", "closing_start").match(right))


def _quoted(left: str, right: str) -> bool:
    return any(_open(left, *pair) and _shuts(right[:200], *pair) for pair in _PAIRS)


def _open(text: str, first: str, last: str) -> bool:
    return text.rfind(first) > text.rfind(last)


def _shuts(text: str, first: str, last: str) -> bool:
    at = text.find(last)
    return at >= 0 and first not in text[:at]


def _counted(left: str, right: str) -> bool:
    return bool(_NUMBER.search(left) and rules.compiled("joining", "counted").match(right))


def _word(left: str, right: str) -> bool:
    """A word of jieba's dictionary lies across the gap in the likeliest segmentation of what stands around it."""
    tail, head = _HAN.search(left[-REACH:]), re.match(r"[\u4e00-\u9fff]+", right[:REACH])
    if not tail or not head:
        return False
    edge, at = len(tail[0]), 0
    for word in _segmenter().cut(tail[0] + head[0], HMM=False):
        if at < edge < at + len(word):
            return True
        at += len(word)
    return False


@cache
def _segmenter():  # type: ignore[no-untyped-def]
    """jieba's dictionary, cached in a folder of the user's own (the default one lies in a shared temporary folder)."""
    import logging
    import os
    import tempfile
    from pathlib import Path

    import jieba

    jieba.setLogLevel(logging.ERROR)
    user = os.getuid() if hasattr(os, "getuid") else 0
    folder = Path(tempfile.gettempdir()) / f"kg-jieba-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if not jieba.dt.initialized and folder.stat().st_uid == user:
        jieba.dt.tmp_dir = str(folder)
    return jieba.dt
