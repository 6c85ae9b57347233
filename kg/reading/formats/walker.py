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
HIDDEN = frozenset("script style noscript template svg iframe object select button textarea canvas audio video math".split())
FURNITURE = frozenset("nav footer header aside menu dialog".split())
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
REACH = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as shown: ``boxes`` that hold it, outermost first (without its own), the heading ``level`` (0 for none), the share in links."""

    text: str
    boxes: tuple[int, ...]
    level: int
    linked: float
    furniture: bool


@dataclass(slots=True)
class _Box:
    tag: str
    number: int
    furniture: bool
    hidden: bool


class Walker(HTMLParser):
    """Feeds on HTML; afterwards ``shown`` has the lines, ``meta`` what the head says, ``times`` the dates of ``time`` elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[Shown] = []
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
        self._in_title = self._in_title or tag == "title"
        self._links += tag == "a"
        self._level = int(tag[1]) if re.fullmatch("h[1-6]", tag) else self._level
        self._count += 1
        outer = self._open[-1] if self._open else None
        furniture = tag in FURNITURE or bool(rules.compiled("html", "furniture").search(f" {said.get('class', '')} {said.get('id', '')} ".lower()))
        whole_page = tag in ("body", "html", "main", "article")
        hidden = tag in HIDDEN or bool(re.search(r"display:\s*none", said.get("style", "").lower()))
        self._open.append(
            _Box(tag, self._count, (furniture and not whole_page) or bool(outer and outer.furniture), hidden or bool(outer and outer.hidden))
        )

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
        elif not (self._open and self._open[-1].hidden):
            self._pieces.append(data)
            self._linked += len(data.strip()) if self._links else 0

    def close(self) -> None:
        """Ends the walk."""
        super().close()
        self._flush()

    def _note(self, tag: str, said: dict[str, str]) -> None:
        if tag == "meta" and said.get("content"):
            name = said.get("name") or said.get("property") or said.get("itemprop") or ""
            self.meta.setdefault(name.lower().strip(), said["content"].strip())
        if tag == "time" and said.get("datetime"):
            self.times.append(said["datetime"])

    def _flush(self) -> None:
        text = _SPACES.sub(" ", "".join(self._pieces)).strip(" \u00a0") if self._pieces else ""
        if text.strip():
            blocks = [box for box in self._open[-60:] if box.tag in BLOCKS]
            self.shown.append(
                Shown(text, tuple(box.number for box in blocks[:-1]) or tuple(box.number for box in blocks), self._level, min(1.0, self._linked / len(text)), bool(blocks and blocks[-1].furniture))
            )
        self._pieces, self._linked = [], 0
