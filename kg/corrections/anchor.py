"""Where a correction stands in its document: exact words with the words around them, never an offset, never a likeness."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import UsageError

CONTEXT, MOST = 16, 256  # characters on either side at first, and at most, to tell a place from its likes
STOP = re.compile("[。！？!?；;\n]")


@dataclass(frozen=True, slots=True)
class Anchor:
    """``quote`` with ``before`` and ``after``, which stand so ``places`` times in the document ``doc`` (once, unless a passage is repeated)."""

    doc: str
    quote: str
    before: str = ""
    after: str = ""
    places: int = 1

    def find(self, text: str) -> list[tuple[int, int]]:
        """Every place of ``text`` where quote and context stand, character by character: start and end of the quote."""
        found, whole = [], self.before + self.quote + self.after
        at = text.find(whole)
        while at >= 0:
            found.append((at + len(self.before), at + len(self.before) + len(self.quote)))
            at = text.find(whole, at + 1)
        return found

    def lost(self, text: str | None) -> str:
        """Why the words cannot be found in ``text`` (None: the document is gone), empty where they can."""
        if text is None:
            return f"no document {self.doc}"
        there = len(self.find(text))
        if there == self.places:
            return ""
        if there:
            return f"its words now stand {there} times, not {self.places}"
        return "its words are there, but not what stood around them" if self.quote in text else "its words are gone"

    def fields(self) -> dict[str, Any]:
        """The anchor as a line of the file has it."""
        more = {"places": self.places} if self.places != 1 else {}
        return {"doc": self.doc, "quote": self.quote, "before": self.before, "after": self.after} | more


def anchored(doc: str, text: str, start: int, end: int) -> Anchor:
    """The anchor of ``text[start:end]``, its context as long as it takes to be the only one.

    A passage that the document repeats word for word is anchored at all its places.
    """
    size = CONTEXT
    while True:
        made = Anchor(doc, text[start:end], text[max(0, start - size) : start], text[end : end + size])
        there = len(made.find(text))
        if there == 1 or size >= MOST:
            return Anchor(made.doc, made.quote, made.before, made.after, there)
        size *= 2


def quoted(doc: str, text: str, quote: str) -> Anchor:
    """The anchor of the only place where ``quote`` stands. Raises ``UsageError`` where it does not, or stands in several."""
    places = list(_places(text, quote)) if quote else []
    if not places:
        raise UsageError(f"{doc} does not hold the words {quote!r}", "copy them from the document, character by character")
    made = anchored(doc, text, *places[0])
    if made.places != len(places):
        raise UsageError(f"the words {quote!r} stand {len(places)} times in {doc}", "quote a longer stretch, so that it is one place")
    return made


def _places(text: str, quote: str) -> Iterator[tuple[int, int]]:
    return ((found.start(), found.end()) for found in re.finditer(re.escape(quote), text))


def of_record(record: Mapping[str, Any]) -> Anchor:
    """The anchor that a line of the file holds."""
    return Anchor(record["doc"], record["quote"], record.get("before", ""), record.get("after", ""), int(record.get("places", 1)))


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between full stops around ``text[start:end]``: what the same statement may be read from under other rules."""
    first = max((found.end() for found in STOP.finditer(text, 0, start)), default=0) if start else 0
    last = STOP.search(text, end)
    return first, last.start() if last else len(text)
