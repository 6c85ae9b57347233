"""The paragraphs of a part of a Word file: what a reader sees of them, and what stands in them unseen, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_CHOICE, _FALLBACK, _ALTERNATE = f"{_MC}Choice", f"{_MC}Fallback", f"{_MC}AlternateContent"
_TEXT = {f"{W}t", f"{M}t"}
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_PROPERTIES = {f"{W}pPr", f"{W}rPr", f"{W}sectPr", f"{W}tblPr", f"{W}tcPr", f"{W}trPr"}
_UNSEEN = {f"{W}del": "deleted", f"{W}moveFrom": "deleted", f"{W}delText": "deleted", f"{W}delInstrText": "deleted", f"{W}instrText": "field", f"{W}rt": "pinyin"}


@dataclass(slots=True)
class Line:
    """A paragraph's ``text``, whether it is a ``heading``, and what is ``unseen`` in it: (reason, words)."""

    text: str
    heading: bool = False
    unseen: list[tuple[str, str]] = field(default_factory=list)


def lines(root: Element, headings: frozenset[str]) -> Iterator[Line]:
    """The paragraphs below an element; a text box stands after the paragraph that it hangs on."""
    for paragraph in _paragraphs(root):
        gathered = _Gathered()
        gathered.take(paragraph)
        yield Line("".join(gathered.pieces), _is_heading(paragraph, headings), gathered.unseen)
        for box in gathered.boxes:
            yield from lines(box, headings)


def outlined(element: Element) -> bool:
    """Whether a paragraph or style has an outline level (9 is body text)."""
    level = element.find(f"{W}pPr/{W}outlineLvl")
    return level is not None and level.get(f"{W}val", "9") != "9"


def _paragraphs(element: Element) -> Iterator[Element]:
    """The outermost paragraphs, tables' cells included; whatever else holds text by itself counts as one."""
    for child in element:
        if child.tag == f"{W}p" or child.tag in _TEXT or child.tag in _UNSEEN or child.tag == f"{M}oMathPara":
            yield child if child.tag == f"{W}p" else _wrapped(child)
        elif child.tag == _ALTERNATE:
            yield from _paragraphs(_alternative(child))
        else:
            yield from _paragraphs(child)


def _wrapped(element: Element) -> Element:
    paragraph = Element(f"{W}p")
    paragraph.append(element)
    return paragraph


def _alternative(element: Element) -> Element:
    """The choice of an alternative, or its fallback where the choice shows nothing that is known here."""
    choices = [child for child in element if child.tag == _CHOICE and _says(child)]
    fallbacks = [child for child in element if child.tag == _FALLBACK]
    return next(iter([*choices, *fallbacks]), element)


def _says(element: Element) -> str:
    """The words below an element."""
    return "".join(child.text or child.get("string") or "" for child in element.iter() if child.tag in _TEXT or child.tag == f"{_V}textpath")


class _Gathered:
    """What a paragraph holds: pieces of its text, text boxes that hang on it, and what is not seen."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.boxes: list[Element] = []
        self.unseen: list[tuple[str, str]] = []

    def take(self, element: Element) -> None:
        """Takes what lies below an element."""
        for child in element:
            self._one(child, element)

    def _one(self, child: Element, parent: Element) -> None:
        if child.tag in _UNSEEN:
            self._leave(_UNSEEN[child.tag], child)
        elif child.tag == f"{W}r" and _is_hidden(child):
            self._leave("hidden", child)
        elif child.tag in _TEXT:
            self.pieces.append(child.text or "")
        elif child.tag in _SIGNS:
            self.pieces.append(_SIGNS[child.tag] if parent.tag == f"{W}r" else "")
        elif child.tag == f"{W}sym":
            self.pieces.append(_symbol(child))
        elif child.tag == f"{W}txbxContent":
            self.boxes.append(child)
        elif child.tag == _ALTERNATE:
            self._choose(child)
        elif child.tag not in _PROPERTIES:
            self._describe(child)
            self.take(child)

    def _choose(self, element: Element) -> None:
        """One of the alternatives; another that says something else is left out."""
        chosen = _alternative(element)
        self.take(chosen)
        for other in element:
            if other is not chosen and (said := _says(other)) and said != _says(chosen):
                self.unseen.append(("fallback", said))

    def _describe(self, element: Element) -> None:
        """Words in attributes: those of word art are seen, those that describe a picture are not."""
        if element.tag == f"{_V}textpath":
            self.pieces.append(element.get("string") or "")
        elif element.tag.endswith("}docPr") and (said := element.get("descr") or ""):
            self.unseen.append(("alternative text", said))

    def _leave(self, reason: str, element: Element) -> None:
        if said := "".join(text for child in element.iter() if child.tag not in _PROPERTIES for text in (child.text or "",)).strip():
            self.unseen.append((reason, said))


def _is_hidden(run: Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false", "off")


def _symbol(element: Element) -> str:
    """A symbol by the number of its glyph; one of the private use area is later left out as undecodable, and counted."""
    try:
        return chr(int(element.get(f"{W}char") or "", 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def _is_heading(paragraph: Element, headings: frozenset[str]) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return (style is not None and style.get(f"{W}val") in headings) or outlined(paragraph)
