"""What is written onto the pages of a PDF: notes and form fields, which are no part of their text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_KEYS = (b"Contents", b"V")  # the words of a note; the value of a field
_MOST = 10_000  # annotations of a page


def written(page: Any) -> Iterator[str]:
    """The words of each annotation of a page, in the order of the file."""
    import pypdfium2.raw as raw

    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if annotation:
            yield from (words for key in _KEYS if (words := _said(annotation, key)))
            raw.FPDFPage_CloseAnnot(annotation)


def _said(annotation: Any, key: bytes) -> str:
    """A value of an annotation on one line."""
    import ctypes

    import pypdfium2.raw as raw

    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return " ".join(buffer.raw[: size - 2].decode("utf-16-le", "replace").split())
