"""Quotes that cannot be misread: those of a plan begin at the word that plans, short ones at their clause, and none ends inside one.

What identity and outcomes have settled stays as it is; only where the words of a fact begin and end is moved, outwards.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from kg.model import Block, Conflict, Document, Evidence, Fact, Knowledge, Milestone, Observation, Promise, Relation
from kg.ontology import form

BACK, ASIDE, AHEAD = 90, 60, 30  # characters that a quote may grow by: within its clause, into the clauses before it, behind it
Held = TypeVar("Held", bound=Relation | Milestone | Observation | Promise | Conflict)


def told(found: Knowledge) -> Knowledge:
    """The knowledge with the quotes of its facts, promises and conflicts made whole. Its documents must carry their text."""
    pages = {document.id: Page(document) for document in found.documents}
    facts: tuple[Fact, ...] = tuple(_whole(fact, fact.modality != "actual", pages) for fact in found.facts)
    promises = tuple(replace(_whole(made, True, pages), answer=_pieces(made.answer, False, True, pages)) for made in found.promises)
    return replace(found, facts=facts, promises=promises, conflicts=tuple(_whole(seen, False, pages) for seen in found.conflicts))


def _whole(held: Held, planned: bool, pages: Mapping[str, Page]) -> Held:
    steps = not isinstance(held, Relation)
    return replace(held, evidence=_pieces(held.evidence, planned and steps, steps, pages))


def _pieces(pieces: Iterable[Evidence], planned: bool, whole: bool, pages: Mapping[str, Page]) -> tuple[Evidence, ...]:
    """The pieces, grown where ``whole``, each once; those that a person or a document without text gave stay."""
    return tuple(dict.fromkeys(pages[piece.doc].grown(piece, planned) if whole and not piece.by and piece.doc in pages else piece for piece in pieces))


class Page:
    """A document's blocks by where they begin, so that a quote finds the sentence it stands in."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        spans = sorted((places[0], places[-1], number, at) for number, block in enumerate(_blocks(document)) for at, places in enumerate(block.places) if len(places))
        self.starts = [start for start, *_ in spans]
        self.spans, self.blocks = spans, list(_blocks(document))
        self.known: dict[tuple[int, int, bool], tuple[int, int]] = {}

    def grown(self, piece: Evidence, planned: bool) -> Evidence:
        """The piece with the words before and after it that tell what it says."""
        at = bisect_right(self.starts, piece.start) - 1
        if at < 0 or piece.end - 1 > self.spans[at][1]:
            return piece
        key = piece.start, piece.end, planned
        if key not in self.known:
            _, _, number, place = self.spans[at]
            self.known[key] = _bounds(self.blocks[number], self.blocks[number].places[place], piece, planned)
        start, end = self.known[key]
        return piece if (start, end) == (piece.start, piece.end) else replace(piece, start=start, end=end, text=self.text[start:end])


def _blocks(document: Document) -> Iterable[Block]:
    return (block for article in document.articles for block in article.blocks)


def _bounds(block: Block, places: Sequence[int], piece: Evidence, planned: bool) -> tuple[int, int]:
    """Where the words of a piece begin and end once whole."""
    first = _index(places, piece.start)
    last = _index(places, piece.end - 1) + 1
    start, end = _begin(block.text, first, last, planned), _finish(block.text, first, last)
    return min(piece.start, places[start]), max(piece.end, places[end - 1] + 1)


def _index(places: Sequence[int], offset: int) -> int:
    """Which character of a block stands at an offset of the document, or the last before it."""
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if places[middle] <= offset else (low, middle)
    return max(low - 1, 0)


def _begin(text: str, first: int, last: int, planned: bool) -> int:
    sentence = _after(text, first, "stop")
    clause = max(_after(text, first, "clause"), first - BACK)
    quote, reach = text[first:last], min(clause, max(sentence, first - ASIDE))
    if planned and not form("answers", "plan").match(quote) and (said := _plan(text, first, quote, clause, reach)):
        return said[-1]
    return clause if form("answers", "weak").search(quote) else first


def _plan(text: str, first: int, quote: str, clause: int, reach: int) -> list[int]:
    """Where the words stand that make a plan of a quote: in its clause, else (if it has none itself) in those before; else what is to be done."""
    if said := _found("plan", text, clause, first):
        return said
    if form("answers", "plan").search(quote):
        return []
    return _found("plan", text, reach, first) or ([] if form("answers", "act").search(quote) else _found("act", text, clause, first))


def _found(mark: str, text: str, start: int, end: int) -> list[int]:
    """Where such words begin between two places of a text."""
    return [found.start() for found in form("answers", mark).finditer(text, start, end)]


def _after(text: str, first: int, mark: str) -> int:
    """Where the stretch that holds ``first`` begins: behind the last such mark before it."""
    return max((found.end() for found in form("answers", mark).finditer(text, 0, first)), default=0)


def _finish(text: str, first: int, last: int) -> int:
    """The end of the words at hand: the next mark, unless it is far or the words end with their number."""
    if form("answers", "ended").search(text[first:last]):
        return last
    found = form("answers", "pause").search(text, last, last + AHEAD)
    return found.start() if found else last if len(text) > last + AHEAD else len(text)
