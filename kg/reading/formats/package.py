"""A Word file as a package of parts: the main one, the others by kind, and their XML, strict or transitional."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from kg.errors import ReadingError
from kg.reading.formats.archive import inflate, open_archive
from kg.reading.limits import Limits

_OFFICE = "http://schemas.openxmlformats.org/"
_STRICT = "{http://purl.oclc.org/ooxml/"
_PLAIN = {"wordprocessingml/": "{" + _OFFICE + "wordprocessingml/2006/", "drawingml/": "{" + _OFFICE + "drawingml/2006/", "officeDocument/": "{" + _OFFICE + "officeDocument/2006/"}
_DEEP = 400
_AGAIN = "save it as .docx again"


class Package:
    """The parts of a Word file. Raises ``ReadingError`` for a damaged one, and past the limit of what it may unpack to."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.archive, self.left = open_archive(data), limits.inflated

    def names(self) -> list[str]:
        """The names of the parts, sorted."""
        return sorted({entry.filename for entry in self.archive.infolist() if not entry.is_dir()})

    def data(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none."""
        try:
            entry = self.archive.getinfo(name)
        except KeyError:
            return None
        data = inflate(self.archive, entry, self.left)
        self.left -= len(data)
        return data

    def tree(self, name: str) -> Element | None:
        """The XML of a part; None where there is none."""
        data = self.data(name)
        return None if data is None else tree(data, name)

    def main(self) -> str:
        """The name of the document's own part: what the package says, or the usual name."""
        for kind, target in self.related(""):
            if kind == "officeDocument":
                return target
        return "word/document.xml"

    def related(self, name: str) -> Iterator[tuple[str, str]]:
        """The kind and the name of each part that a part (or the package itself) refers to within the file."""
        folder, _, last = name.rpartition("/")
        listed = self.tree(posixpath.join(folder, "_rels", f"{last}.rels"))
        for each in listed if listed is not None else ():
            if each.get("TargetMode") != "External":
                target = each.get("Target") or ""
                yield (each.get("Type") or "").rpartition("/")[2], target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def tree(data: bytes, name: str) -> Element:
    """The XML of a part: no document type (so no entities), nothing nested too deeply to walk; strict names as the transitional ones."""
    parser: Any = XMLPullParser(["start", "end"])
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise ReadingError(f"{name} declares a document type, which Word never writes", _AGAIN)
    depth = 0
    root: Element | None = None
    try:
        for chunk in range(0, len(data), 1 << 16):
            parser.feed(data[chunk : chunk + (1 << 16)])
            for event, element in parser.read_events():
                root = element if root is None else root
                depth += 1 if event == "start" else -1
                if event == "start" and element.tag.startswith(_STRICT):
                    _relax(element)
                if depth > _DEEP:
                    raise ReadingError(f"{name} is nested more than {_DEEP} deep", _AGAIN)
        parser.close()
    except ParseError as error:
        raise ReadingError(f"{name} is no XML: {error}", _AGAIN) from error
    if root is None:
        raise ReadingError(f"{name} is empty", _AGAIN)
    return root


def _relax(element: Element) -> None:
    """Strict names (ISO 29500) as the usual ones: one prefix for another, in the tag and the attributes."""
    element.tag = _relaxed(element.tag)
    for name in [name for name in element.attrib if name.startswith(_STRICT)]:
        element.attrib[_relaxed(name)] = element.attrib.pop(name)


def _relaxed(name: str) -> str:
    rest = name.removeprefix(_STRICT)
    return next((plain + rest.removeprefix(own) for own, plain in _PLAIN.items() if rest.startswith(own)), name)
