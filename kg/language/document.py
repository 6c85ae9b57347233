"""The walk of a document: lay it out, find its names, read what each sentence says of them, add what is implied. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.language.first_pass import Proposal, ToldName, proposals, register_of, tell
from kg.language.implied import imply
from kg.language.implying import Implied
from kg.language.known_names import KnownNames
from kg.language.layout import Layout, Page, lay_out
from kg.language.ledger import Ledger, extraction
from kg.language.said.sentence import SentenceReading, read_sentence
from kg.language.topics.named_before import NamedBefore
from kg.language.where.regions import Regions
from kg.model import Document, Extraction


@dataclass(frozen=True, slots=True)
class PageReading:
    """An article as read: what each sentence proposed as names, what each says, and what they imply together."""

    regions: Regions
    proposed: tuple[tuple[Proposal, ...], ...]
    sentences: tuple[SentenceReading, ...]
    implied: tuple[Implied, ...]


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """A document as read: each page, and all that comes of them."""

    layout: Layout
    pages: tuple[PageReading, ...]
    extraction: Extraction


def extract(document: Document) -> Extraction:
    """What a document says: its entities, and the facts that refer to them by name, each with the words it rests on."""
    return read(document).extraction


def read(document: Document) -> DocumentReading:
    """The reading of a document, which ``extract`` and ``explain`` share. Its articles are read each by itself."""
    return read_layout(lay_out(document))


def read_layout(layout: Layout, told: Sequence[ToldName] = ()) -> DocumentReading:
    """The same of a document laid out already; ``told`` are names that another reader found, which hold beside the article's own."""
    read = [_page(layout, page, told) for page in layout.pages]
    return DocumentReading(layout, tuple(page for page, _ in read), extraction(layout.document.id, [ledger for _, ledger in read]))


def _page(layout: Layout, page: Page, told: Sequence[ToldName]) -> tuple[PageReading, Ledger]:
    """The two passes over an article, and then what it implies."""
    proposed = tuple(proposals(laid) for laid in page.sentences)
    register = register_of(zip(page.sentences, proposed, strict=True))
    tell(register, told, {laid.block for laid in page.sentences})
    known = KnownNames(register)
    before, ledger = NamedBefore(), Ledger(layout, page)
    sentences: list[SentenceReading] = []
    for laid in page.sentences:
        sentences.append(read_sentence(laid, page.regions, known, before))
        before.note(sentences[-1].mentions)
        ledger.enter(sentences[-1].sayings)
    implied = imply(page.regions, ledger)
    return PageReading(page.regions, proposed, tuple(sentences), implied), ledger
