"""How much a decoded text is like Chinese: what tells apart encodings that all can read the same bytes."""

from __future__ import annotations

import re
from functools import cache

from kg.reading import rules

SAMPLE = 40_000
ENOUGH = 40  # Han characters from which on their frequency says something
USUAL = 0.3  # share of the frequent characters: real texts have 0.6 or more, misread ones 0.2 or less
HAN = re.compile(r"[\u3400-\u9fff]")
_OTHERS = (("euc-kr", re.compile(r"[\uac00-\ud7a3]")), ("euc-jp", re.compile(r"[\u3041-\u30fa]")), ("shift_jis", re.compile(r"[\u3041-\u30fa]")))


def likeness(text: str, encoding: str) -> float:
    """The share of characters beyond ASCII that stand in the encoding's table of common ones."""
    beyond = [char for char in text[:SAMPLE] if char > "\x7f"]
    common = sum(_common(char, encoding) for char in beyond)
    return common / len(beyond) if beyond else 1.0


def is_chinese(text: str) -> bool:
    """Whether a text with enough Han characters has those that are frequent in Chinese; True for one with too few to tell."""
    han = HAN.findall(text[:SAMPLE])
    return len(han) < ENOUGH or sum(char in _frequent() for char in han) >= USUAL * len(han)


def other(data: bytes) -> str:
    """The encoding of Korean or Japanese that these bytes look like; "" where they look like none."""
    shares = []
    for encoding, script in _OTHERS:
        text = data[:SAMPLE].decode(encoding, "replace")
        if text.count("\ufffd") < 0.02 * len(text):
            shares.append((len(script.findall(text)) / len(text), encoding))
    best, encoding = max(shares, default=(0.0, ""))
    return encoding if best > 0.2 else ""


@cache
def _frequent() -> frozenset[str]:
    return frozenset("".join(rules.table("frequent").split()))


@cache
def _common(char: str, encoding: str) -> bool:
    """GB 2312's first level and punctuation, or Big5's first level and punctuation."""
    try:
        code = char.encode("gb2312" if encoding == "gb18030" else "big5")
    except UnicodeEncodeError:
        return False
    last = 0xD7 if encoding == "gb18030" else 0xC6
    return len(code) == 2 and (code[0] <= 0xA3 or 0xA4 <= code[0] <= last and HAN.match(char) is not None)
