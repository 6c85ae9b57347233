"""Word (.docx): the text of paragraphs, tables, text boxes and notes, in order, one paragraph a line."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from kg.errors import ReadingError
from kg.reading import rules
from kg.reading.formats.archive import inflate, open_archive
from kg.reading.limits import Limits
from kg.reading.raw import Raw

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DEEP = 400


def read(data: bytes, limits: Limits) -> Raw:
    """The text of a Word file. Raises ``ReadingError`` for a damaged file, entities, or more than the limit unpacked."""
    archive = open_archive(data)
    body = _part(archive, "word/document.xml", limits)
    if body is None:
        raise ReadingError("the file is no Word document (it has no word/document.xml)", "save it as .docx again")
    headings = _heading_styles(_part(archive, "word/styles.xml", limits))
    lines = [*_lines(body, headings), *(line for name in ("footnotes", "endnotes") for line in _notes(archive, name, limits))]
    text, heads, at = [], [], 0
    for line, heading in lines:
        if heading and line.strip():
            heads.append((at + len(line) - len(line.lstrip()), at + len(line)))
        text.append(line)
        at += len(line) + 1
    return Raw("\n".join(text), media=MEDIA, heads=tuple(heads))


def _part(archive: zipfile.ZipFile, name: str, limits: Limits) -> Element | None:
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return None
    return _tree(inflate(archive, entry, limits.inflated), name)


def _tree(data: bytes, name: str) -> Element:
    """The XML of a part: no document type (so no entities), nothing nested too deeply to walk."""
    parser: Any = XMLPullParser(["start", "end"])
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise ReadingError(f"{name} declares a document type, which Word never writes", "save it as .docx again")
    depth = 0
    root: Element | None = None
    try:
        for chunk in range(0, len(data), 1 << 16):
            parser.feed(data[chunk : chunk + (1 << 16)])
            for event, element in parser.read_events():
                root = element if root is None else root
                depth += 1 if event == "start" else -1
                if depth > _DEEP:
                    raise ReadingError(f"{name} is nested more than {_DEEP} deep", "save it as .docx again")
        parser.close()
    except ParseError as error:
        raise ReadingError(f"{name} is no XML: {error}", "save it as .docx again") from error
    if root is None:
        raise ReadingError(f"{name} is empty", "save it as .docx again")
    return root


def _heading_styles(styles: Element | None) -> frozenset[str]:
    """The ids of the styles that are headings by name or outline level."""
    found = set()
    for style in styles.iter(f"{W}style") if styles is not None else ():
        name = style.find(f"{W}name")
        called = (name.get(f"{W}val") or "").lower() if name is not None else ""
        if called.startswith(tuple(rules.table("heading_styles"))) or _outlined(style):
            found.add(style.get(f"{W}styleId") or "")
    return frozenset(found)


def _lines(root: Element, headings: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """The paragraphs below an element, whether they are headings; a text box stands after the paragraph that it hangs on."""
    for paragraph in _paragraphs(root):
        pieces: list[str] = []
        boxes: list[Element] = []
        _gather(paragraph, pieces, boxes)
        yield "".join(pieces), _is_heading(paragraph, headings)
        for box in boxes:
            yield from _lines(box, headings)


def _paragraphs(element: Element) -> Iterator[Element]:
    """The outermost paragraphs, tables' cells included."""
    for child in element:
        if child.tag == f"{W}p":
            yield child
        elif child.tag != _FALLBACK:
            yield from _paragraphs(child)


def _gather(element: Element, pieces: list[str], boxes: list[Element]) -> None:
    for child in element:
        if child.tag == f"{W}t":
            pieces.append(child.text or "")
        elif child.tag in (f"{W}tab", f"{W}ptab") and element.tag == f"{W}r":
            pieces.append("\t")
        elif child.tag in (f"{W}br", f"{W}cr"):
            pieces.append("\n")
        elif child.tag == f"{W}noBreakHyphen":
            pieces.append("-")
        elif child.tag == f"{W}txbxContent":
            boxes.append(child)
        elif child.tag not in (_FALLBACK, f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr"):
            _gather(child, pieces, boxes)


def _is_heading(paragraph: Element, headings: frozenset[str]) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return (style is not None and style.get(f"{W}val") in headings) or _outlined(paragraph)


def _outlined(element: Element) -> bool:
    """Whether a paragraph or style has an outline level (9 is body text)."""
    level = element.find(f"{W}pPr/{W}outlineLvl")
    return level is not None and level.get(f"{W}val", "9") != "9"


def _notes(archive: zipfile.ZipFile, name: str, limits: Limits) -> Iterator[tuple[str, bool]]:
    root = _part(archive, f"word/{name}.xml", limits)
    if root is not None:
        yield from ((line, False) for line, _ in _lines(root, frozenset()) if line.strip())
