"""What standard input holds: it has no name, so its first bytes say which format it is."""

from __future__ import annotations

import re

_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I)
_ROW = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")


def extension_of(data: bytes, table: bool = False) -> str:
    """The extension of the format of ``data``; text that is nothing else is ``csv`` where a ``table`` is asked for."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx" if b"word/document.xml" in data else "zip"
    if _PAGE.match(data[:1000]):
        return "html"
    if _ROW.match(data[:1000]):
        return "jsonl"
    return "csv" if table else "txt"
