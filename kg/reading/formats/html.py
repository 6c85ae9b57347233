"""HTML: all that a page shows, one block a line; what lies outside the article is left out as furniture. No script, no network."""

from __future__ import annotations

import re

from kg.errors import ReadingError
from kg.model import Dated
from kg.reading import rules
from kg.reading.calendar import parse
from kg.reading.decode import decode
from kg.reading.formats.walker import Shown, Walker
from kg.reading.inline import Drop
from kg.reading.limits import Limits
from kg.reading.raw import Raw

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)", re.I)
_CLAUSE = re.compile(r"[，。；、,]")
LONG, LINKED, ABOVE = 20, 0.5, 12


def read(data: bytes, limits: Limits) -> Raw:
    """The page's text, title, date and publisher. Raises ``ReadingError`` where it shows no text."""
    found = _CHARSET.search(data[:4096])
    decoded = decode(data, found[1].decode("ascii") if found else "")
    walker = Walker()
    walker.feed(decoded.text)
    walker.close()
    if not walker.shown:
        raise ReadingError("the page shows no text (it may be built by a script)", "save the page as shown, or as text")
    return _raw(walker, decoded.notes)


def _raw(walker: Walker, notes: tuple[str, ...]) -> Raw:
    title = _title(walker)
    shown = walker.shown
    kept = {id(shown[number]) for number in _article(shown, title)}
    text, left, heads, at = [], [], [], 0
    for line in walker.lines:
        if id(line) not in kept:
            left.append(Drop(at, at + len(line.text), line.unseen or "furniture"))
        elif line.level:
            heads.append((at, at + len(line.text)))
        text.append(line.text)
        at += len(line.text) + 1
    return Raw("\n".join(text), title, _date(walker), publisher=_publisher(walker), media="text/html", notes=notes, left=tuple(left), heads=tuple(heads))


def _article(shown: list[Shown], title: str) -> set[int]:
    """The numbers of the lines that are the article: those in the box with most prose, and its title and what stands between."""
    scores: dict[int, float] = {}
    for line in shown:
        if _is_prose(line):
            for box, share in zip(reversed(line.boxes), (1.0, 0.5), strict=False):
                scores[box] = scores.get(box, 0.0) + share * len(line.text)
    if not scores:
        return {at for at, line in enumerate(shown) if not line.furniture and line.linked <= LINKED}
    best = max(scores, key=lambda box: (scores[box], -box))
    body = [at for at, line in enumerate(shown) if best in (*line.boxes, line.own) and not line.furniture and (line.linked <= LINKED or _is_sentence(line, best))]
    return {*body, *_above(shown, body[0], title)}


def _is_prose(line: Shown) -> bool:
    return len(line.text) >= LONG and not line.furniture and line.linked < 0.3 and bool(_CLAUSE.search(line.text))


def _is_sentence(line: Shown, box: int) -> bool:
    """A paragraph of the article that is a link as a whole: lists of other articles have no full stop."""
    return len(line.text) >= LONG and box in (*line.boxes[-1:], line.own) and line.text.endswith(("。", "！", "？", "”"))


def _above(shown: list[Shown], first: int, title: str) -> range | list[int]:
    """The lines from the title to the body."""
    bare = re.sub(r"\s", "", title)
    for at in range(first - 1, max(-1, first - 1 - ABOVE), -1):
        line = shown[at]
        if (line.level == 1 or (bare and re.sub(r"\s", "", line.text) == bare)) and not line.furniture:
            return [number for number in range(at, first) if not shown[number].furniture and shown[number].linked <= LINKED]
    return []


def _title(walker: Walker) -> str:
    """What the page says is its title, without the name of the site: the part that stands on the page as a line, the longest of several."""
    said = next((walker.meta[name] for name in rules.table("html")["title"] if walker.meta.get(name)), "")
    firsts = [line.text.strip() for line in walker.shown if line.level == 1 and not line.furniture]
    parts = [part.strip() for title in (said, walker.title) for part in _parts(title)]
    lines = {re.sub(r"\s", "", line.text) for line in walker.shown if line.linked <= LINKED}
    there = [part for part in parts if part and re.sub(r"\s", "", part) in lines]
    if there:
        return max(there, key=len)
    if firsts[1:] or not firsts or said:
        return next((part for part in parts if part), "")
    return firsts[0]


def _parts(title: str) -> list[str]:
    """A title as a whole, and what its separators part."""
    parts = rules.compiled("html", "title_separators").split(title.strip())
    return [title.strip(), *parts] if len(parts) == 1 else [*parts, title.strip()]


def _date(walker: Walker) -> Dated | None:
    values = [walker.meta.get(name, "") for name in rules.table("html")["date"]] + walker.times[:1]
    return next((dated for value in values if value and (dated := parse(value, "html metadata"))), None)


def _publisher(walker: Walker) -> str | None:
    return next((walker.meta[name] for name in rules.table("html")["publisher"] if walker.meta.get(name)), None)
