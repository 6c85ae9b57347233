"""The one sanitizer: text as it may stand in a document, in a file for other programs, on a line, in a cell.

A lone surrogate (half a character, which no encoding writes) and a non-character (U+FFFE, U+FFFF of each plane, U+FDD0 to U+FDEF,
which Unicode keeps for programs' own use) stand in no text: ``sound`` puts U+FFFD in their place, one for one, so offsets stay.
"""

from __future__ import annotations

import os
import re
import unicodedata
from decimal import Decimal
from typing import Any

REPLACEMENT = "\ufffd"
_ENDS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
UNSOUND = re.compile(f"[\ud800-\udfff\ufdd0-\ufdef{_ENDS}]")
# Whatever XML 1.0 does not allow (surrogates and non-characters among it).
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A spreadsheet takes a cell that begins so, spaces or invisible characters before it or not, for a formula.
FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")  # control, format (marks of direction among them), half characters, separators of lines


def sound(text: str) -> str:
    """``text`` with U+FFFD for each lone surrogate and non-character; of the same length."""
    return UNSOUND.sub(REPLACEMENT, text)


def clean(text: str) -> str:
    """``text`` with U+FFFD for each character that may not stand in XML, CSV or a workbook."""
    return ILLEGAL.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    """``text`` on one line: a line break within Chinese is no space."""
    words = text.split()
    return ("" if any(char > "\u2e80" for word in words for char in word) else " ").join(words)


def printed(text: str) -> str:
    """``text`` on one line, a space for each character that a terminal would obey and not show."""
    return "".join(" " if unicodedata.category(char) in INVISIBLE else char for char in " ".join(text.splitlines()))


def cell(value: Any) -> Any:
    """A value for a table's cell: numbers as they are, text clean, and with ``'`` before what would be taken for a formula."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if not isinstance(value, str):
        return value
    words = clean(value).replace("\r\n", "\n").replace("\r", "\n")  # csv puts no quotes around a lone \r, which ends a row for many readers
    return f"'{words}" if FORMULA.match(value) else words


def name_of(raw: str | bytes) -> str:
    """The name of a file as a person reads it: its bytes as UTF-8, else as GB18030 (as Chinese Windows writes names), else with U+FFFD.

    >>> name_of("报告.txt".encode("gbk"))
    '报告.txt'
    """
    data = raw if isinstance(raw, bytes) else _bytes(raw)
    for encoding in ("utf-8", "gb18030"):
        try:
            return sound(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return sound(data.decode("utf-8", "replace"))


def _bytes(name: str) -> bytes:
    """The bytes of a name as the system gave it, whatever the locale."""
    try:
        return name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return os.fsencode(sound(name))
