"""What must hold of every document that reading gives."""

from __future__ import annotations

from kg.model import Document
from kg.reading.fold import fold, simplify
from kg.reading.text import blocks_of


def check(document: Document) -> None:
    """Every character of every block, at each of its places, is the character of the text there; and every character is accounted for."""
    folded = simplify(fold(document.text))[0]
    for block in blocks_of(document):
        assert block.text == block.text.strip() and block.places, block
        for offsets in block.places:
            assert len(offsets) == len(block.text)
            for char, at in zip(block.text, offsets, strict=True):
                assert char == folded[at] or (char == " " and folded[at].isspace()), (block.text, at)
            assert all(left < right for left, right in zip(offsets, list(offsets)[1:], strict=False))
        for start, end in block.spans(0, len(block.text)):
            assert 0 <= start < end <= len(document.text)
    books = document.accounting
    assert books.read == len(document.text) == books.used + sum(count for _, count in books.left_out)
    assert "unexplained" not in dict(books.left_out), (document.text, books)
