"""A stretch of one block of a document: the one type for a place in the text as cleaned."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """The characters ``start:end`` of the block with that number (counted over all articles of the document)."""

    block: int
    start: int
    end: int
