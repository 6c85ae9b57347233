"""Bytes to text: UTF-8, UTF-16, GB18030, Big5, HZ or UTF-7, declared or not. What cannot be decoded is said with its offset, never hidden."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from functools import cache

from kg.errors import ReadingError
from kg.reading import mojibake, rules
from kg.reading.likeness import HAN, SAMPLE, is_chinese, likeness, other

LENIENT = 0.001
LIKE = 0.3
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What a file may declare, and what that is read as; "" says nothing, for it is declared of everything. What is not here is no encoding of text.
_DECLARED = {
    **dict.fromkeys(("gb18030", "gb2312", "gbk", "x-gbk", "gb_2312-80", "gb2312-80", "cp936", "euc-cn", "chinese"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "big5hkscs", "x-x-big5", "cp950"), "big5hkscs"),
    **dict.fromkeys(("utf-8", "utf8", "iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii", "hz-gb-2312", "hz", "utf-7", ""), ""),
    **{name: name for name in ("utf-16", "utf-16le", "utf-16be", "utf-32", "windows-1252", "windows-1251", "iso-8859-15", "koi8-r", "euc-kr", "euc-jp", "shift_jis", "iso-2022-jp")},
}
_USUAL = re.compile(r"[\t\n\r -~\u2010-\u203b\u3000-\u3020\u4e00-\u9fa5\uff01-\uff5e]")
_SEVEN_BIT = (("hz", re.compile(rb"~\{[!-~]{2,}~\}")), ("utf-7", re.compile(rb"\+[A-Za-z0-9+/]{5,}-?")))
_HALVES = re.compile("[\ud800-\udfff]")  # UTF-7 can write half a character; a text that has one is none
_ESCAPES = re.compile(rb"\x1b[$(][@A-Z]|\x1b\$[()][A-Z]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding that it was read with, and notes on what could not be decoded or was not as declared."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()

    def noting(self, note: str) -> Decoded:
        """The same with one more note."""
        return replace(self, notes=(*self.notes, note))


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text of ``data``. A byte order mark decides, then UTF-8 if it is that, then what is ``declared``, then the likeliest;
    each only if the text is like one: else the next, and a note that says so.

    A UTF-8 byte order mark stays in the text (as U+FEFF), so that offsets are those of ``bytes.decode("utf-8")``.
    Raises ``ReadingError`` with the offset of the first byte that fits no encoding, or for mojibake.
    """
    decoded = _by_mark(data) or _unmarked_utf16(data) or _seven_bit(data) or _utf8(data) or _declared(data, declared.strip().lower()) or _guessed(data)
    mojibake.refuse(decoded.text)
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    """What a byte order mark says; not where the bytes behind it are another encoding's."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            decoded = _strict(data, encoding) or _lenient(data, encoding)
            return decoded if _fits(decoded.text, encoding) else _behind(data[len(mark) :], encoding) or decoded
    return None


def _fits(text: str, encoding: str) -> bool:
    """Whether a marked text is one: nothing of it lost, and in the wide encodings (which read any bytes) mostly usual characters."""
    sample = text[:SAMPLE]
    return sample.count("\ufffd") <= 0.01 * len(sample) and (encoding == "utf-8" or len(_USUAL.findall(sample)) > 0.7 * len(sample))


def _behind(data: bytes, mark: str) -> Decoded | None:
    """The text behind a mark that is none of it: the next better reading, if it is clearly one."""
    try:
        decoded = _utf8(data) or _guessed(data)
    except ReadingError:
        return None
    sample = decoded.text[:SAMPLE]
    usual = len(_USUAL.findall(sample)) > 0.7 * len(sample)
    return decoded.noting(f"a byte order mark of {mark} stands before {decoded.encoding}: passed over") if usual else None


def _unmarked_utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: ASCII characters leave zero bytes, and read the right way nearly all characters are usual ones."""
    if b"\0" not in data[:SAMPLE]:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        sample = data[:SAMPLE].decode(encoding, "replace")
        if len(_USUAL.findall(sample)) > 0.9 * len(sample):
            return _strict(data, encoding) or _lenient(data, encoding)
    return None


def _seven_bit(data: bytes) -> Decoded | None:
    """HZ or UTF-7, which write Chinese in ASCII: where they give Chinese. Raises ``ReadingError`` for ISO 2022, which no decoder here reads."""
    if not data.isascii():
        return None
    if _ESCAPES.search(data):
        raise ReadingError(f"the encoding is ISO 2022: it shifts by escapes, the first at byte {data.index(bytes([27]))}", "save it as UTF-8")
    for encoding, shifted in _SEVEN_BIT:
        if shifted.search(data) and (decoded := _strict(data, encoding)):
            beyond = [char for char in decoded.text if char > "\x7f"]
            if len(beyond) > 1 and likeness(decoded.text, "gb18030") > 0.5 and not _HALVES.search(decoded.text):
                return decoded.noting(f"read as {encoding}")
    return None


def _utf8(data: bytes) -> Decoded | None:
    """UTF-8, if it is that but for a few bytes (a file cut off in a character)."""
    decoded = _strict(data, "utf-8")
    if decoded:
        return decoded
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd") - data.count("\ufffd".encode())
    if len(HAN.findall(text[:SAMPLE])) >= 2 and bad <= max(2, LENIENT * len(text)) and bad * 20 < len(text):
        return _lenient(data, "utf-8")
    return None


def _declared(data: bytes, declared: str) -> Decoded | None:
    """What the file says of itself, if its text is like one; else the likeliest, where there is one, with a note."""
    encoding = _DECLARED.get(declared)
    if encoding == "":
        return None
    decoded = _strict(data, encoding) if encoding else None
    if decoded and _like(decoded):
        return decoded
    try:
        guessed = _guessed(data)
    except ReadingError:
        if decoded:
            return decoded
        raise
    return guessed.noting(f"declared as {declared!a}, which does not fit: read as {guessed.encoding}")


def _guessed(data: bytes) -> Decoded:
    """The likelier of GB18030 and Big5, by how many of their characters are common ones."""
    found = [decoded for encoding in ("gb18030", "big5hkscs") if (decoded := _strict(data, encoding) or _nearly(data, encoding))]
    if not found:
        _refuse(data)
    best = max(found, key=lambda decoded: (likeness(decoded.text, decoded.encoding), decoded.encoding == "gb18030"))
    if not _like(best):
        _refuse(data)
    return best


def _like(decoded: Decoded) -> bool:
    return likeness(decoded.text, decoded.encoding if decoded.encoding == "big5hkscs" else "gb18030") >= LIKE and is_chinese(decoded.text)


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
    """Of bytes that do not fit: the text with U+FFFD for what does not, and a note that says where the first of it is."""
    text = data.decode(encoding, "replace")
    text = _without_private_use(text) if encoding == "gb18030" else text
    return Decoded(text, encoding, (f"{text.count(chr(0xFFFD))} places are no {encoding}, the first at character {text.find(chr(0xFFFD))}: left out",))


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
    like = other(data)
    what = f"it looks like {like}" if like else "; ".join(places) if places else "its characters are common ones in no encoding"
    raise ReadingError(f"the encoding is none of UTF-8, UTF-16, GB18030, Big5: {what}", "save it as UTF-8")
