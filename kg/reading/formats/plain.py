"""Plain text and Markdown: the text is the file as decoded."""

from __future__ import annotations

from kg.errors import ReadingError
from kg.reading.decode import decode
from kg.reading.limits import Limits
from kg.reading.raw import Raw

_BINARY = ((b"%PDF-", "PDF"), (b"PK\x03\x04", "ZIP or Word"), (b"\xd0\xcf\x11\xe0", "old Word or Excel"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"\x1f\x8b", "gzip"))


def read(data: bytes, limits: Limits) -> Raw:
    """The text of ``data``. Raises ``ReadingError`` where it cannot be decoded or is another format under a wrong name."""
    for mark, name in _BINARY:
        if data.startswith(mark):
            raise ReadingError(f"the file is {name}, not text", "give it the extension of its format")
    decoded = decode(data)
    return Raw(decoded.text, notes=decoded.notes)
