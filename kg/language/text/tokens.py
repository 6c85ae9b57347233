"""jieba's words and tags with character offsets: a witness for the edges of names, never the anchor of a span."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

# jieba's HMM is superlinear on long runs without punctuation (mojibake), so no run is longer than this.
RUN = 200  # characters
_CUT = re.compile(rf"[^，。；：！？、\n]{{1,{RUN}}}|[，。；：！？、\n]")
HAN = r"[\u4e00-\u9fff]"  # any Chinese character, in a pattern
PROPER_TAGS = frozenset({"ns", "nr", "nrt", "nt", "nz", "nrfg"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word at ``text[start:end]`` with jieba's tag."""

    start: int
    end: int
    word: str
    tag: str


@cache
def _tagger() -> Any:
    import jieba
    import jieba.posseg

    jieba.setLogLevel(60)
    # A private cache: the default one lies in a shared temporary folder that anybody may have written.
    folder = Path(tempfile.gettempdir()) / f"kg-jieba-{_user()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid == _user():
        jieba.dt.tmp_dir = str(folder)
    return jieba.posseg.dt


def _user() -> int:
    import os

    return os.getuid() if hasattr(os, "getuid") else 0


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, in order, without gaps."""
    found, at, once = [], 0, dict[str, str]()  # a word that comes again is held once: a long text has millions
    for piece in _CUT.finditer(text):
        for pair in _tagger().cut(piece.group()):
            word = once.setdefault(pair.word, pair.word)
            found.append(Token(at, at + len(word), word, once.setdefault(pair.flag, pair.flag)))
            at += len(word)
    return tuple(found)
