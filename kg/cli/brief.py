"""Answers cut for people: what is empty left out, evidence cut around the point."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.graph.show import shortened

if TYPE_CHECKING:
    from kg.answer import Answer

QUOTE = re.compile(r"(?:^|_)(?:evidence|answer|words|quote)$")  # the columns that hold words of documents
WIDTH = 40  # characters of a quote
SHORTEST_POINT = 2


def brief(answer: Answer, width: int = WIDTH) -> Answer:
    """The answer for a table: columns without any value left out, quotes cut to ``width`` characters around what the row is about."""
    filled = answer.filled()
    quotes = {place for place, name in enumerate(filled.columns) if QUOTE.search(name)}
    rows = (tuple(_brief(row, place, width) if place in quotes else term for place, term in enumerate(row)) for row in filled.terms)
    return replace(filled, terms=tuple(rows))


def _brief(row: Sequence[Any], place: int, width: int) -> Any:
    quote = row[place]
    others = [term.value for at, term in enumerate(row) if term is not None and at != place]
    return quote and quote._replace(value=shortened(quote.value, next(iter(points(others, quote.value)), ""), width))


def points(others: Sequence[str], quote: str) -> list[str]:
    """What of a row's other cells the quote holds, the longest first."""
    found = {other for other in others if len(other) >= SHORTEST_POINT and other in quote and other != quote}
    return sorted(found, key=lambda point: (-len(point), quote.index(point)))
