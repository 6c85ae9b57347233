"""Bytes to text: UTF-8, UTF-16, GB18030 or Big5, declared or not. What cannot be decoded is said with its offset, never hidden."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from kg.errors import ReadingError
from kg.reading import rules

LENIENT = 0.001
SAMPLE = 40_000
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "iso-8859-1": "", "ascii": "", "us-ascii": ""}
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTERS = re.compile(r"[\u00c0-\u00ff]")
_USUAL = re.compile(r"[\t\n\r -~\u2010-\u203b\u3000-\u3020\u4e00-\u9fa5\uff01-\uff5e]")
_ACCENTED = re.compile(r"[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u2010-\u2044\u20ac\u2122]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding that it was read with, and notes on what could not be decoded."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text of ``data``. A byte order mark decides, then UTF-8 if it is that, then what is ``declared``, then the likeliest.

    A UTF-8 byte order mark stays in the text (as U+FEFF), so that offsets are those of ``bytes.decode("utf-8")``.
    Raises ``ReadingError`` with the offset of the first byte that fits no encoding, or for mojibake.
    """
    decoded = _by_mark(data) or _utf8(data) or _declared(data, declared) or _guessed(data)
    _refuse_mojibake(decoded.text)
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding) or _lenient(data, encoding)
    return _unmarked_utf16(data)


def _unmarked_utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: ASCII characters leave zero bytes, and read the right way nearly all characters are usual ones."""
    if b"\0" not in data[:SAMPLE]:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        sample = data[:SAMPLE].decode(encoding, "replace")
        if len(_USUAL.findall(sample)) > 0.9 * len(sample):
            return _strict(data, encoding) or _lenient(data, encoding)
    return None


def _utf8(data: bytes) -> Decoded | None:
    """UTF-8, if it is that but for a few bytes (a file cut off in a character)."""
    decoded = _strict(data, "utf-8")
    if decoded:
        return decoded
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd") - data.count("\ufffd".encode())
    if len(_HAN.findall(text[:SAMPLE])) >= 2 and bad <= max(2, LENIENT * len(text)) and bad * 20 < len(text):
        return _lenient(data, "utf-8")
    return None


def _declared(data: bytes, declared: str) -> Decoded | None:
    encoding = _ALIASES.get(declared.lower(), declared.lower())
    try:
        codecs.lookup(encoding)
    except LookupError:
        return None
    return _strict(data, encoding) if encoding else None


def _guessed(data: bytes) -> Decoded:
    """The likelier of GB18030 and Big5, by how many of their characters are common ones."""
    found = [decoded for encoding in ("gb18030", "big5hkscs") if (decoded := _strict(data, encoding) or _nearly(data, encoding))]
    if not found:
        _refuse(data)
    best = max(found, key=lambda decoded: (_likeness(decoded.text, decoded.encoding), decoded.encoding == "gb18030"))
    if _likeness(best.text, best.encoding) < 0.3:
        _refuse(data)
    return best


def _likeness(text: str, encoding: str) -> float:
    """The share of characters beyond ASCII that stand in the encoding's table of common ones."""
    beyond = [char for char in text[:SAMPLE] if char > "\x7f"]
    common = sum(_common(char, encoding) for char in beyond)
    return common / len(beyond) if beyond else 1.0


@cache
def _common(char: str, encoding: str) -> bool:
    """GB 2312's first level and punctuation, or Big5's first level and punctuation."""
    try:
        code = char.encode("gb2312" if encoding == "gb18030" else "big5")
    except UnicodeEncodeError:
        return False
    last = 0xD7 if encoding == "gb18030" else 0xC6
    return len(code) == 2 and (code[0] <= 0xA3 or 0xA4 <= code[0] <= last and _HAN.match(char) is not None)


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, ValueError):
        return None
    return Decoded(_without_private_use(text) if encoding == "gb18030" else text, encoding)


def _nearly(data: bytes, encoding: str) -> Decoded | None:
    """A decoding with a few bytes that do not fit."""
    decoded = _lenient(data, encoding)
    bad = decoded.text.count("\ufffd")
    return decoded if bad <= max(2, LENIENT * len(decoded.text)) and bad * 20 < len(decoded.text) else None


def _lenient(data: bytes, encoding: str) -> Decoded:
    """The text with U+FFFD for what does not fit, and a note that says where the first of it is."""
    text = data.decode(encoding, "replace")
    text = _without_private_use(text) if encoding == "gb18030" else text
    if (bad := text.count("\ufffd")) == 0:
        return Decoded(text, encoding)
    return Decoded(text, encoding, (f"{bad} places are no {encoding}, the first at character {text.index(chr(0xFFFD))}: left out",))


def _without_private_use(text: str) -> str:
    """GB18030's characters that Python's table puts into the private use area, as GB 18030-2022 has them (one for one)."""
    return text.translate(_private_use())


@cache
def _private_use() -> dict[int, str]:
    return {int(str(code), 16): chr(int(str(char), 16)) for code, char in rules.table("private_use").items()}


def _refuse(data: bytes) -> None:
    places = []
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError as error:
            places.append(f"{encoding} fails at byte {error.start}")
    what = "; ".join(places) if places else "its characters are common ones in no encoding"
    raise ReadingError(f"the encoding is none of UTF-8, UTF-16, GB18030, Big5: {what}", "save it as UTF-8")


def _refuse_mojibake(text: str) -> None:
    """Text that was once decoded wrongly and saved so. Raises ``ReadingError`` that names both encodings."""
    sample = text[:SAMPLE]
    if len(sample) < 8:
        return
    letters = len(_LETTERS.findall(sample))
    if letters > 0.1 * len(sample) and len(_ACCENTED.findall(sample)) > 0.3 * len(sample) and not len(_HAN.findall(sample)) > 0.05 * len(sample):
        raise ReadingError("mojibake: Chinese text read as Latin-1 and saved again", "take the file from its source again")
    if sample.count(rules.table("lost")) >= 3:
        raise ReadingError(f"mojibake: text lost in a wrong decoding ({rules.table('lost')})", "take the file from its source again")
    if _misread_utf8(sample):
        raise ReadingError("mojibake: UTF-8 read as GBK and saved again", "take the file from its source again")


def _misread_utf8(sample: str) -> bool:
    han = len(_HAN.findall(sample))
    if han < 8:
        return False
    again = sample.encode("gb18030", "ignore").decode("utf-8", "ignore")
    return len(_HAN.findall(again)) > 0.5 * han and len(_HAN.findall(again)) > 0.4 * len(again)
