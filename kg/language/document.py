"""The walk of a document: lay it out, find its names, read what each sentence says of them, add what is implied. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.language.clues.view import Told, View
from kg.language.coverage import coverage
from kg.language.first_pass import Proposal, ToldName, proposals, register_of, tell
from kg.language.implied import imply
from kg.language.implying import Implied
from kg.language.judged_forms import join_forms
from kg.language.judged_names import judge_names
from kg.language.known_names import KnownNames
from kg.language.layout import Layout, Page, lay_out
from kg.language.ledger import Ledger, extraction
from kg.language.mentions.register import Register
from kg.language.mentions.short_forms import join_short_forms
from kg.language.said.sentence import SentenceReading, read_sentence
from kg.language.shared_heads import share_heads
from kg.language.tagger.propose import proposed as network_proposes
from kg.language.topics.named_before import NamedBefore
from kg.language.weighed_figures import weighed_figures
from kg.language.weighed_relations import weigh_relations
from kg.language.weighed_steps import weigh_steps
from kg.language.weighing import Judgement
from kg.language.where.regions import Regions
from kg.model import Document, Extraction


@dataclass(frozen=True, slots=True)
class PageReading:
    """An article as read: what each sentence proposed as names, what each says, what they imply together, and what clues add and take back."""

    regions: Regions
    proposed: tuple[tuple[Proposal, ...], ...]
    sentences: tuple[SentenceReading, ...]
    implied: tuple[Implied, ...]
    weighed: tuple[Judgement, ...]


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
    found = extraction(layout.document.id, [ledger for _, ledger in read])
    return DocumentReading(layout, tuple(page for page, _ in read), replace(found, coverage=coverage(layout, found.facts)))


def view_of(page: Page, sentences: Sequence[SentenceReading]) -> View:
    """The article as the clues see it."""
    region = page.regions.region
    return View(tuple(Told(s.laid, s.mentions) for s in sentences), region.name if region else None, region.type if region else "", not page.report)


def _page(layout: Layout, page: Page, told: Sequence[ToldName]) -> tuple[PageReading, Ledger]:
    """The two passes over an article, what it implies, and, where it is no report, what clues decide."""
    proposed = tuple(proposals(laid) for laid in page.sentences)
    register = register_of(zip(page.sentences, proposed, strict=True))
    dropped = _judged(page, register)
    tell(register, told, {laid.block for laid in page.sentences})
    known = KnownNames(register, dropped)
    sentences = _second_pass(page, known)
    view, ledger = view_of(page, sentences), Ledger(layout, page)
    sentences = weighed_figures(view, sentences)
    for reading in sentences:
        ledger.enter(reading.sayings)
    implied = imply(page.regions, ledger)
    weighed = (*weigh_steps(view, ledger), *(() if page.report else weigh_relations(view, ledger)))
    for judgement in weighed:
        judgement.enter(ledger)
    return PageReading(page.regions, proposed, tuple(sentences), implied, weighed), ledger


def _judged(page: Page, register: Register) -> frozenset[str]:
    """Enter into the register what the network proposes and the clues believe, join short forms, and return the names that the clues take back."""
    dropped = judge_names(page, register, network_proposes(page.sentences))
    share_heads(page.sentences, register)
    join_short_forms(register)
    join_forms(page.sentences, register)
    return dropped


def _second_pass(page: Page, known: KnownNames) -> list[SentenceReading]:
    before, sentences = NamedBefore(), list[SentenceReading]()
    for laid in page.sentences:
        sentences.append(read_sentence(laid, page.regions, known, before))
        before.note(sentences[-1].mentions)
    return sentences
