"""A document cut into pieces that a reader can take in at once: whole blocks, with the title, date, area and headings that they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from kg.language.where.article_area import area_of
from kg.model import Article, Block, Document

CHARACTERS = 1600  # of a piece, unless one block alone is longer
UNREAD = frozenset({"byline"})
HEADINGS = frozenset({"title", "heading"})
UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Blocks ``first`` up to ``end`` (numbers over the whole document) of a document; ``texts`` are theirs, by number, those left unread out.

    ``title``, ``date``, ``region`` and ``headings`` are what the blocks stand under.
    """

    doc: str
    number: int
    first: int
    end: int
    title: str
    date: str | None
    region: str | None
    headings: tuple[str, ...]
    texts: tuple[tuple[int, str], ...]

    @property
    def hash(self) -> str:
        """64 hex digits over all that a reader is shown of the document."""
        shown = (self.title, self.date or "", self.region or "", *self.headings, *(text for _, text in self.texts))
        return sha256("\0".join(shown).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def id(self) -> str:
        """A name for files: of the document, the piece and its words (n01.1.3fa2c1)."""
        return f"{UNSAFE.sub('_', self.doc)}.{self.number}.{self.hash[:6]}"

    @property
    def numbered(self) -> tuple[tuple[int, str], ...]:
        """The texts by their numbers in the prompt: 1, 2, 3 …"""
        return tuple((n, text) for n, (_, text) in enumerate(self.texts, 1))

    def block(self, paragraph: int) -> int | None:
        """The number in the document of the paragraph with this number in the prompt; None for one that it does not have."""
        return self.texts[paragraph - 1][0] if 1 <= paragraph <= len(self.texts) else None


def pieces(document: Document, characters: int = CHARACTERS) -> tuple[Piece, ...]:
    """The pieces of a document, each of at most so many characters where its blocks allow it; none goes over from one article to the next."""
    found: list[Piece] = []
    first = 0
    for article in document.articles:
        found += _of_article(document, article, first, characters)
        first += len(article.blocks)
    return tuple(replace(piece, number=n) for n, piece in enumerate(found, 1))


def _of_article(document: Document, article: Article, first: int, characters: int) -> Iterator[Piece]:
    area = area_of(document, article)
    title, date = article.title or document.title, article.date.value or document.date.value
    under: tuple[str, ...] = ()
    for start, end in _cut(article.blocks, characters):
        texts = tuple((first + n, article.blocks[n].text) for n in range(start, end) if article.blocks[n].kind not in UNREAD)
        if texts:
            yield Piece(document.id, 0, first + start, first + end, title, date, area.name if area else None, under, texts)
        headings = [block.text for block in article.blocks[start:end] if block.kind in HEADINGS]
        under = (headings[-1],) if headings else under


def _cut(blocks: Sequence[Block], characters: int) -> Iterator[tuple[int, int]]:
    """Where the pieces start and end: before the block that would make one too long; a heading goes with what follows it."""
    start, size = 0, 0
    for n, block in enumerate(blocks):
        if size and size + len(block.text) > characters:
            cut = n - 1 if n - 1 > start and blocks[n - 1].kind in HEADINGS else n
            yield start, cut
            start, size = cut, sum(len(b.text) for b in blocks[cut:n])
        size += len(block.text)
    if start < len(blocks):
        yield start, len(blocks)
