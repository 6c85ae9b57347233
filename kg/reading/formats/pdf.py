"""PDF with a text layer: lines in reading order, columns one after the other, pages parted by form feeds."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from kg.errors import MissingExtra, ReadingError
from kg.model import Dated
from kg.reading.calendar import parse
from kg.reading.formats.annotations import written
from kg.reading.formats.columns import Glyph, page_lines
from kg.reading.inline import Drop
from kg.reading.limits import Limits
from kg.reading.raw import Raw

FEWEST = 5
REPEATED = 3


def read(data: bytes, limits: Limits) -> Raw:
    """The text of a PDF. Raises ``ReadingError`` for a damaged, locked or scanned one, ``MissingExtra`` without pypdfium2."""
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtra("reading PDF", "read") from error
    try:
        document = pypdfium2.PdfDocument(data)
        pages, unseen, notes = _pages(document)
    except pypdfium2.PdfiumError as error:
        raise ReadingError(f"the PDF cannot be opened: {error}", "open it in a viewer and save it again, without a password") from error
    size = sum(len(line) for page in pages for line in page)
    if size < FEWEST * max(1, len(pages)):
        raise ReadingError(f"the PDF has no text layer: {len(pages)} pages, {size} characters (scanned?)", "run OCR over it first")
    if b"%%EOF" not in data[-2048:]:
        notes.append(f"the file is cut off: {len(pages)} pages could be read")
    return _raw(pages, unseen, document.get_metadata_dict(), tuple(notes))


def _pages(document: Any) -> tuple[list[list[str]], list[str], list[str]]:
    """The lines of each page, the words of annotations and form fields, and notes on pages that cannot be read (not if none can)."""
    import pypdfium2

    pages, unseen, notes = list[list[str]](), list[str](), list[str]()
    for number in range(len(document)):
        try:
            page = document[number]
            pages.append(page_lines(_glyphs(page)))
            unseen += written(page)
            page.close()
        except pypdfium2.PdfiumError as error:
            if number + 1 == len(document) and not any(pages):
                raise
            pages.append([])
            notes.append(f"page {number + 1} cannot be read: {error}")
    return pages, unseen, notes


def _raw(pages: list[list[str]], unseen: list[str], metadata: dict[str, str], notes: tuple[str, ...]) -> Raw:
    running = _running(pages)
    text, left, at = [], [], 0
    for number, page in enumerate(pages):
        for place, line in enumerate(page):
            piece = ("\x0c" if number and not place else "") + line
            if line and place in _edges(page) and _bare(line) in running:
                left.append(Drop(at + len(piece) - len(line), at + len(piece), "furniture"))
            text.append(piece)
            at += len(piece) + 1
    for words in unseen:
        left.append(Drop(at, at + len(words), "annotation"))
        text.append(words)
        at += len(words) + 1
    joined = "\n".join(text)
    title = metadata.get("Title", "").strip()
    shown = re.sub(r"\s", "", title) in re.sub(r"\s", "", joined[:2000])
    return Raw(joined, title if shown else "", metadata=_created(metadata), media="application/pdf", left=tuple(left), notes=notes)


def _running(pages: list[list[str]]) -> frozenset[str]:
    """Lines at the edges of at least three pages, and a third of all: running heads and feet."""
    seen = Counter(bare for page in pages for bare in {_bare(page[place]) for place in _edges(page)})
    return frozenset(bare for bare, count in seen.items() if count >= max(REPEATED, len(pages) / 3))


def _edges(page: list[str]) -> frozenset[int]:
    """The first two and the last two lines of a page."""
    full = [place for place, line in enumerate(page) if line]
    return frozenset((*full[:2], *full[-2:]))


def _bare(line: str) -> str:
    return re.sub(r"[\s\d]", "", line)


def _created(metadata: dict[str, str]) -> Dated | None:
    return parse(metadata.get("CreationDate", "").removeprefix("D:")[:8], "pdf metadata")


def _glyphs(page: Any) -> list[Glyph]:
    """The characters of a page with their boxes, in the order of the file."""
    import ctypes

    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    box = raw.FS_RECTF()
    glyphs = []
    for index in range(raw.FPDFText_CountChars(textpage)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code > 32 and code != 0xFFFE and raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box)):
            glyphs.append(Glyph(chr(code), box.left, box.bottom, box.right, box.top))
    textpage.close()
    return glyphs
