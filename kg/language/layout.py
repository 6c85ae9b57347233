"""A document laid out for reading: each sentence once, with all that can be found in it before its names are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.language.figures.quantities import Quantity, quantities_of
from kg.language.mentions.people import Post, posts
from kg.language.milestones.asides import aimed, bracketed
from kg.language.milestones.chunks import Chunk
from kg.language.milestones.frames import ClauseFrames, read_clause
from kg.language.milestones.standing import standing
from kg.language.milestones.stated import Stated, looks_ahead
from kg.language.text.clauses import Sentence
from kg.language.text.line import Line
from kg.language.text.span import Span
from kg.language.when.genre import genre_of
from kg.language.when.passage import Context, contexts_of
from kg.language.when.timed import Timed, timed
from kg.language.when.times import TimeMention
from kg.language.where.article_area import regions_of
from kg.language.where.regions import AreaMention, Regions
from kg.model import Article, Block, Document, Evidence
from kg.ontology import Rule

UNREAD = frozenset({"byline"})
GOES_ON = "；;"


@dataclass(frozen=True, slots=True)
class LaidSentence:
    """A sentence of block number ``block``, on the ``line`` of its block, with its ``context`` and, all in offsets of the block, its
    times, quantities, areas (those that could be several too), people with their posts, and the frames of each of its clauses."""

    block: int
    line: Line
    sentence: Sentence
    context: Context
    times: tuple[TimeMention, ...]
    quantities: tuple[Quantity, ...]
    areas: tuple[AreaMention, ...]
    posts: tuple[Post, ...]
    frames: tuple[ClauseFrames, ...]

    @property
    def start(self) -> int:
        """Where it starts in its block."""
        return self.sentence.start

    @property
    def end(self) -> int:
        """Where it ends in its block."""
        return self.sentence.end

    @property
    def stated(self) -> tuple[Stated, ...]:
        """What its frames state, clause after clause."""
        return tuple(s for clause in self.frames for s in clause.stated)

    def standing(self, start: int) -> str:
        """What the words about the event at ``start`` say of it besides its time (a rule of ``steps.yaml``), or nothing."""
        return next((standing(row, i) for row, i in self._chunk_at(start)), "")

    def plans(self, start: int) -> bool:
        """Whether words about the event at ``start`` look ahead (将, 原定, 推迟至)."""
        return any(looks_ahead(row, i) for row, i in self._chunk_at(start))

    def _chunk_at(self, start: int) -> Iterator[tuple[tuple[Chunk, ...], int]]:
        """The chunk at an offset, as the row that it is in and its place there."""
        return ((c.chunks, i) for c in self.frames for i, chunk in enumerate(c.chunks) if c.start + chunk.start <= start < c.start + chunk.end)

    def span(self, start: int, end: int) -> Span:
        """A stretch of its block."""
        return Span(self.block, start, end)


@dataclass(frozen=True, slots=True)
class Page:
    """An article laid out: its blocks, how areas are read in it, and its sentences (not those of bylines), and whether it is a report."""

    blocks: tuple[Block, ...]
    regions: Regions
    sentences: tuple[LaidSentence, ...]
    report: bool = False

    def holds(self, start: int, end: int) -> bool:
        """Whether a stretch of the document's text lies in one of the article's blocks."""
        return any(offsets[0] <= start and end <= offsets[-1] + 1 for block in self.blocks for offsets in block.places if len(offsets))


@dataclass(frozen=True, slots=True)
class Layout:
    """All pages of a document; ``blocks`` are numbered over all of them."""

    document: Document
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...]

    def evidence(self, span: Span, by: Rule) -> Iterator[Evidence]:
        """The words of a span, once for each place of the document that holds them."""
        for a, b in self.blocks[span.block].spans(span.start, span.end):
            yield Evidence(self.document.id, a, b, self.document.text[a:b], by.id)


def lay_out(document: Document) -> Layout:
    """The document with all its sentences laid out."""
    pages, first = [], 0
    for article in document.articles:
        pages.append(_page(document, article, first))
        first += len(article.blocks)
    return Layout(document, tuple(b for article in document.articles for b in article.blocks), tuple(pages))


def _page(document: Document, article: Article, first: int) -> Page:
    regions = regions_of(document, article)
    blocks = [timed(block) for block in article.blocks]
    genre = genre_of(article, document)
    contexts = contexts_of(blocks, genre)
    laid: list[LaidSentence] = []
    for number, (block, sentences, around) in enumerate(zip(article.blocks, blocks, contexts, strict=True), first):
        if block.kind in UNREAD:
            continue
        line = Line(block.text)
        for sentence, context in zip(sentences, around, strict=True):
            laid.append(_laid(number, line, sentence, context, regions, laid[-1] if laid else None))
    return Page(article.blocks, regions, tuple(laid), genre.report)


def _laid(block: int, line: Line, timed: Timed, context: Context, regions: Regions, last: LaidSentence | None) -> LaidSentence:
    sentence, start, end = timed.sentence, timed.sentence.start, timed.sentence.end
    times = timed.said.resolved(context.anchor, start)
    continues = last is not None and sentence.index > 0 and line.text[start - 1] in GOES_ON
    return LaidSentence(
        block, line, sentence, context, times,
        quantities_of(sentence),
        tuple(regions.find_all(line.text, start, end)),
        tuple(posts(line, start, end)),
        _frames(line, sentence, times, last.stated if last and continues else ()),
    )  # fmt: skip


def _frames(line: Line, sentence: Sentence, times: tuple[TimeMention, ...], verb: tuple[Stated, ...]) -> tuple[ClauseFrames, ...]:
    """The frames of each clause, each read with what those before it stated; ``verb``: what the sentence before a ； stated."""
    spans = [(t.start, t.end) for t in times]
    read: list[ClauseFrames] = []
    said: tuple[Stated, ...] = ()
    before: tuple[tuple[int, int], ...] = ()
    denied: tuple[int, int] | None = None
    for clause in sentence.clauses:
        whole = read_clause(line, clause.start, clause.end, spans, said=said, before=before, denied=denied, verb=verb)
        now = [whole, *bracketed(line, clause.start, clause.end, spans)]
        read += now
        said, before, denied = said + tuple(s for frames in now for s in frames.stated), (*before, (clause.start, clause.end)), whole.denied
    return tuple(_with_goals(line, read))


def _with_goals(line: Line, read: list[ClauseFrames]) -> Iterator[ClauseFrames]:
    """The clauses, with the goal that one opens with stated of what the next speaks of."""
    for clause, after in zip(read, [*read[1:], None], strict=False):
        goal = aimed(line, clause, after) if after else None
        yield replace(clause, attempts=(*clause.attempts, goal)) if goal else clause
