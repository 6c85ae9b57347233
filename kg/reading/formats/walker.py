"""The walk over a page: its lines as shown, each with the boxes that hold it, and what its head says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from kg.reading import rules

BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html li main nav ol option p pre section summary table tbody td tfoot th thead title tr ul".split()
)
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
CODE = frozenset("script style".split())  # no text at all
HIDDEN = dict.fromkeys("noscript template iframe object canvas audio video noframes noembed".split(), "hidden") | {"svg": "picture"}
HIDDEN |= dict.fromkeys("select button textarea datalist".split(), "form")
CONTROLS = frozenset("select button".split())
INSIDE = frozenset("option br".split())  # the blocks that a control may hold: any other closes one that was left open
FURNITURE = frozenset("nav footer header aside menu dialog".split())
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
REACH = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """A line: ``boxes`` that hold it, outermost first, and its ``own``, the heading ``level`` (0 for none), the share in links.

    ``unseen`` is why the page does not show it as text ("": it does): the script is off, a form, a picture."""

    text: str
    boxes: tuple[int, ...]
    level: int
    linked: float
    furniture: bool
    own: int = 0
    unseen: str = ""


@dataclass(slots=True)
class _Box:
    tag: str
    number: int
    furniture: bool
    hidden: str


class Walker(HTMLParser):
    """Feeds on HTML; afterwards ``lines`` has all lines and ``shown`` those that the page shows, ``meta`` what the head says, ``times`` the dates of ``time`` elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Shown] = []
        self.meta: dict[str, str] = {}
        self.times: list[str] = []
        self.title = ""
        self._open: list[_Box] = []
        self._count = 0
        self._pieces: list[str] = []
        self._linked = self._links = self._level = 0
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self._note(tag, said)
        if tag in BLOCKS:
            self._flush()
        if tag in VOID:
            return
        if tag in BLOCKS and tag not in INSIDE:
            self._leave_control()
        self._in_title = tag == "title" and not (self._open and self._open[-1].hidden) or (self._in_title and tag not in BLOCKS)
        self._links += tag == "a"
        self._level = int(tag[1]) if re.fullmatch("h[1-6]", tag) else self._level
        self._count += 1
        outer = self._open[-1] if self._open else None
        furniture = tag in FURNITURE or bool(rules.compiled("html", "furniture").search(f" {said.get('class', '')} {said.get('id', '')} ".lower()))
        whole_page = tag in ("body", "html", "main", "article")
        hidden = (outer.hidden if outer else "") or _why_hidden(tag, said)
        self._open.append(_Box(tag, self._count, (furniture and not whole_page) or bool(outer and outer.furniture), hidden))

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._flush()
        self._in_title = self._in_title and tag != "title"
        self._links = max(0, self._links - (tag == "a"))
        self._level = 0 if re.fullmatch("h[1-6]", tag) else self._level
        for back in range(1, min(len(self._open), REACH) + 1):
            if self._open[-back].tag == tag:
                del self._open[-back:]
                return

    def handle_data(self, data: str) -> None:
        if self._in_title and len(self.title) < 500:
            self.title += data
        elif self._open and self._open[-1].hidden:
            self._unseen(data, self._open[-1].hidden)
        else:
            self._pieces.append(data)
            self._linked += len(data.strip()) if self._links else 0

    def close(self) -> None:
        """Ends the walk."""
        super().close()
        self._flush()

    def unknown_decl(self, data: str) -> None:
        """Text that XHTML marks as such."""
        if data.upper().startswith("CDATA["):
            self.handle_data(data[6:])

    @property
    def shown(self) -> list[Shown]:
        """The lines that the page shows."""
        return [line for line in self.lines if not line.unseen]

    def _leave_control(self) -> None:
        """A button or a list that was never closed ends where a paragraph begins, as browsers show it."""
        for back in range(1, min(len(self._open), REACH) + 1):
            if self._open[-back].tag in CONTROLS:
                del self._open[-back:]
                return

    def _unseen(self, words: str, reason: str) -> None:
        if words.strip() and not (self._open and self._open[-1].hidden == "code"):
            self.lines.append(Shown(_SPACES.sub(" ", words).strip(), (), 0, 0.0, False, 0, reason))

    def _note(self, tag: str, said: dict[str, str]) -> None:
        if tag == "meta" and said.get("content"):
            name = said.get("name") or said.get("property") or said.get("itemprop") or ""
            self.meta.setdefault(name.lower().strip(), said["content"].strip())
        if tag == "time" and said.get("datetime"):
            self.times.append(said["datetime"])
        if tag in ("img", "area"):
            self._unseen(said.get("alt", ""), "alternative text")
        if tag == "input" and said.get("type", "text").lower() not in ("hidden", "password"):
            self._unseen(f"{said.get('value', '')} {said.get('placeholder', '')}", "form")

    def _flush(self) -> None:
        text = _SPACES.sub(" ", "".join(self._pieces)).strip(" \u00a0") if self._pieces else ""
        if text.strip():
            blocks = [box for box in self._open[-60:] if box.tag in BLOCKS]
            numbers = tuple(box.number for box in blocks)
            linked, furniture = min(1.0, self._linked / len(text)), bool(blocks and blocks[-1].furniture)
            self.lines.append(Shown(text, numbers[:-1] or numbers, self._level, linked, furniture, numbers[-1] if numbers else 0))
        self._pieces, self._linked = [], 0


def _why_hidden(tag: str, said: dict[str, str]) -> str:
    """Why a browser does not show an element as text; "" where it does."""
    if tag in CODE:
        return "code"
    styled = bool(re.search(r"display:\s*none|visibility:\s*hidden", said.get("style", "").lower()))
    return HIDDEN.get(tag, "") or ("hidden" if styled or "hidden" in said else "")
