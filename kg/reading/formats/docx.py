"""Word (.docx): the text of its body, notes and drawings in order, one paragraph a line; what is not seen on the page is left out, and counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from kg.errors import KgError, ReadingError
from kg.reading import rules
from kg.reading.formats.package import Package
from kg.reading.formats.paragraphs import Line, W, lines, outlined
from kg.reading.inline import Drop
from kg.reading.limits import Limits
from kg.reading.raw import Raw

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# The parts beside the body by their names: those whose text is read after it, those that are left out and why.
_READ = re.compile(r"(?:foot|end)notes\d*\.xml$")
_DRAWN = re.compile(r"/diagrams/data\d*\.xml$|/charts/[^/]*\.xml$")
_LEFT = {"header": re.compile(r"/(?:header|footer)\d*\.xml$"), "comment": re.compile(r"/comments[^/]*\.xml$"), "glossary": re.compile(r"/glossary/document\.xml$")}
_CHUNK = "aFChunk"
_PLAIN = {"xml", "rels", "png", "jpeg", "jpg", "gif", "emf", "wmf", "bmp", "tif", "tiff", "svg", "wdp", "odttf", "fntdata", "thmx"}


def read(data: bytes, limits: Limits) -> Raw:
    """The text of a Word file. Raises ``ReadingError`` for a damaged file, entities, or more than the limit unpacked."""
    package = Package(data, limits)
    main = package.main()
    body = package.tree(main)
    if body is None:
        raise ReadingError(f"the file is no Word document (it has no {main})", "save it as .docx again")
    chunks, embedded, notes = _within(package, main, limits)
    found = [*lines(body, _heading_styles(package.tree(main.rpartition("/")[0] + "/styles.xml"))), *_others(package, main)]
    found += [Line(line) for words in chunks for line in words.split("\n")]
    text, heads, left = _Text(), [], []
    for line in found:
        start, end = text.add(line.text)
        if line.heading and line.text.strip():
            heads.append((start + len(line.text) - len(line.text.lstrip()), end))
    for line in found:
        left += [Drop(*text.add(words), reason) for reason, words in line.unseen]
    left += [Drop(*text.add(words), "embedded") for words in embedded]
    return Raw("\n".join(text.lines), media=MEDIA, heads=tuple(heads), left=tuple(left), notes=tuple(notes))


class _Text:
    """Lines put one after the other, with their places."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.at = 0

    def add(self, line: str) -> tuple[int, int]:
        """Where a line stands."""
        start = self.at
        self.lines.append(line)
        self.at += len(line) + 1
        return start, start + len(line)


def _heading_styles(styles: Element | None) -> frozenset[str]:
    """The ids of the styles that are headings by name or outline level."""
    found = set()
    for style in styles.iter(f"{W}style") if styles is not None else ():
        name = style.find(f"{W}name")
        called = (name.get(f"{W}val") or "").lower() if name is not None else ""
        if called.startswith(tuple(rules.table("heading_styles"))) or outlined(style):
            found.add(style.get(f"{W}styleId") or "")
    return frozenset(found)


def _others(package: Package, main: str) -> Iterator[Line]:
    """The other parts: notes and drawings read, heads, comments and the like as unseen lines."""
    for name in package.names():
        reason = next((reason for reason, pattern in _LEFT.items() if pattern.search(name)), "")
        if name != main and (reason or _READ.search(name)) and (root := package.tree(name)) is not None:
            there = [line for line in lines(root, frozenset()) if line.text.strip() or line.unseen]
            yield from (Line("", unseen=[(reason, line.text), *line.unseen]) if reason else line for line in there)
        elif _DRAWN.search(name) and (root := package.tree(name)) is not None:
            yield from _drawn(root)


def _drawn(root: Element) -> Iterator[Line]:
    """The words of a diagram or chart, a paragraph a line; the figures of a chart are left out."""
    for element in root.iter():
        if element.tag.endswith("/drawingml/2006/main}p"):
            said = "".join(child.text or "" for child in element.iter() if child.tag.endswith("}t"))
            yield from [Line(said)] if said.strip() else []
        elif element.tag.endswith("/chart}v") and (element.text or "").strip():
            yield Line("", unseen=[("chart", element.text or "")])


def _within(package: Package, main: str, limits: Limits) -> tuple[list[str], list[str], list[str]]:
    """The text of files within the file: chunks, which are part of the page, and files attached to it; and notes on those that are not read."""
    chunks = {name for kind, name in package.related(main) if kind == _CHUNK}
    shown, attached, notes = list[str](), list[str](), list[str]()
    for name in package.names():
        extension = name.rpartition(".")[2].lower()
        if name in chunks or not (extension in _PLAIN or name.startswith(("_", "[")) or name.endswith(".xml")):
            try:
                (shown if name in chunks else attached).append(_text_of(package.data(name) or b"", extension, limits))
            except KgError as why:
                notes.append(f"a file within the file is not read: {name}: {why.what}")
    return shown, attached, notes


def _text_of(data: bytes, extension: str, limits: Limits) -> str:
    from kg.reading.formats import FORMATS, reader

    if extension not in FORMATS:
        raise ReadingError(f"{len(data)} bytes of a format that is not read")
    return reader(extension)(data, limits).text
