"""One character for one: half-width digits and letters, plain forms of look-alikes, simplified characters. Lengths never change."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

TRADITIONAL = 0.1
FIRST, LAST = chr(0x4E00), chr(0x9FFF)  # of the block of CJK unified ideographs
_DOT = re.compile(r"(?<=\d)．(?=\d)")
_HAN = re.compile(r"[\u3400-\u9fff]")


def fold(text: str) -> str:
    """``text`` with full-width digits, letters and percent signs in half width, radicals and compatibility characters in plain form."""
    return _DOT.sub(".", text.translate(_table()))


def simplify(text: str) -> tuple[str, bool]:
    """``text`` in simplified characters, of the same length, and whether it could be converted (OpenCC is the extra ``zh``).

    A text that is mainly traditional is converted with OpenCC's phrases; in any other text only those characters change
    that are never simplified ones (outside GB 2312), so that 乾 or 著 of a simplified text stay.
    """
    rare = {char for char in set(text) if FIRST <= char <= LAST and not _gb2312(char)}
    if not rare:
        return text, True
    if not installed():
        return text, not _mainly(text, rare)
    table = {ord(char): _one(char) for char in rare if _one(char) != char}
    if _mainly(text, {chr(code) for code in table}):
        return "".join(_phrases(line) for line in text.splitlines(keepends=True)), True
    return text.translate(table), True


def installed() -> bool:
    """Whether OpenCC can be imported."""
    try:
        _converter()
    except ImportError:
        return False
    return True


def _mainly(text: str, chars: set[str]) -> bool:
    han = _HAN.findall(text)
    return sum(char in chars for char in han) > TRADITIONAL * len(han)


def _phrases(line: str) -> str:
    converted = _converter().convert(line)
    return converted if len(converted) == len(line) else "".join(_one(c) for c in line)


@cache
def _one(char: str) -> str:
    converted = _converter().convert(char)
    return converted if len(converted) == 1 else char


@cache
def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for first, last in ("０９", "ＡＺ", "ａｚ") for code in range(ord(first), ord(last) + 1)}
    table[ord("％")] = "%"
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    return table


@cache
def _converter():  # type: ignore[no-untyped-def]
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _gb2312(char: str) -> bool:
    try:
        return len(char.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False
