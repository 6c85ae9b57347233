"""A document laid out for reading: each sentence with its line, its context, its times and what its frames found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.language.milestones.frames import Framed, milestones
from kg.language.text.clauses import Sentence, sentences
from kg.language.text.line import Line
from kg.language.when.passage import Context, article_contexts
from kg.language.when.times import TimeMention, find_times
from kg.model import Article, Block, Document, Evidence

UNREAD = frozenset({"byline"})


@dataclass(slots=True)
class Seen:
    """A sentence: block number, line of its block, context, times (offsets of the block), milestones in frames."""

    block: int
    line: Line
    sentence: Sentence
    context: Context
    times: list[TimeMention]
    framed: list[Framed] = field(default_factory=list)
    free: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """An article as read: its blocks by number (document-wide) and its sentences."""

    article: Article
    seen: list[Seen]


class Layout:
    """All pages of a document, and evidence for any span of a block."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.blocks: list[Block] = []
        self.pages = [self._page(article) for article in document.articles]

    def _page(self, article: Article) -> Page:
        seen: list[Seen] = []
        for block, contexts in zip(article.blocks, article_contexts(article, self.document), strict=True):
            number = len(self.blocks)
            self.blocks.append(block)
            if block.kind not in UNREAD:
                line = Line(block.text)
                for sentence, context in zip(sentences(block), contexts, strict=True):
                    goes_on = sentence.index > 0 and block.text[sentence.start - 1] in "；;"
                    seen.append(_seen(number, line, sentence, context, seen[-1].framed if goes_on and seen else []))
        return Page(article, seen)

    def evidence(self, block: int, start: int, end: int, rule: str) -> Iterator[Evidence]:
        """The words at ``start:end`` of a block, once for each place of the document that holds them."""
        for a, b in self.blocks[block].spans(start, end):
            yield Evidence(self.document.id, a, b, self.document.text[a:b], rule)


def _seen(number: int, line: Line, sentence: Sentence, context: Context, before: list[Framed]) -> Seen:
    times = [_shifted(t, sentence.start) for t in find_times(sentence.text, context.anchor)]
    seen = Seen(number, line, sentence, context, times)
    spans = [(t.start, t.end) for t in times]
    for last, clause in zip((None, *sentence.clauses), sentence.clauses, strict=False):
        previous = (last.start, last.end) if last else None
        seen.framed += milestones(line, clause.start, clause.end, spans, carried=seen.framed, before=previous, verb=before, free=seen.free)
    return seen


def _shifted(t: TimeMention, by: int) -> TimeMention:
    return TimeMention(t.start + by, t.end + by, t.value, t.kind, t.text, t.rule)
