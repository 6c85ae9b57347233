"""Names as names are compared: by those who resolve them, look them up and judge them alike."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NOISE = re.compile(r"[\s\"'“”‘’「」『』《》〈〉·•]")


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """A name without width, spacing and quotes, in lower case.

    >>> plain("云帆 “大桥”（Ａ）")
    '云帆大桥(a)'
    """
    return NOISE.sub("", unicodedata.normalize("NFKC", name)).lower()
