"""Text that was once decoded wrongly and saved so: it is refused, with both encodings named."""

from __future__ import annotations

import re

from kg.errors import ReadingError
from kg.reading import rules
from kg.reading.likeness import HAN, SAMPLE

_LETTERS = re.compile(r"[\u00c0-\u00ff]")
_ACCENTED = re.compile(r"[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u2010-\u2044\u20ac\u2122]")
AGAIN = "take the file from its source again"


def refuse(text: str) -> None:
    """Raises ``ReadingError`` for mojibake."""
    sample = text[:SAMPLE]
    if len(sample) < 8:
        return
    letters = len(_LETTERS.findall(sample))
    if letters > 0.1 * len(sample) and len(_ACCENTED.findall(sample)) > 0.3 * len(sample) and not len(HAN.findall(sample)) > 0.05 * len(sample):
        raise ReadingError("mojibake: Chinese text read as Latin-1 and saved again", AGAIN)
    if sample.count(rules.table("lost")) >= 3:
        raise ReadingError(f"mojibake: text lost in a wrong decoding ({rules.table('lost')})", AGAIN)
    if _misread_utf8(sample):
        raise ReadingError("mojibake: UTF-8 read as GBK and saved again", AGAIN)


def _misread_utf8(sample: str) -> bool:
    han = len(HAN.findall(sample))
    if han < 8:
        return False
    again = sample.encode("gb18030", "ignore").decode("utf-8", "ignore")
    return len(HAN.findall(again)) > 0.5 * han and len(HAN.findall(again)) > 0.4 * len(again)
