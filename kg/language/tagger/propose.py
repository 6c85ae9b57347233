"""The names that the network proposes in an article, each with how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

from kg.language.layout import LaidSentence
from kg.language.tagger.characters import states
from kg.language.tagger.features import COLUMNS, features
from kg.language.tagger.head import TaggingHead, marginals, tagging_head
from kg.language.tagger.parameters import folder

LONGEST = 160  # characters of a sentence that are read at once
TOGETHER = 24  # sentences in a batch
DIGITS = 3
OUTSIDE = "O"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A name at ``start:end`` of the block of sentence ``sentence``: its type, and how sure the network is (0 to 1) of its least sure character."""

    sentence: int
    start: int
    end: int
    type: str
    sure: float


def available() -> bool:
    """Whether the network can be run: numpy, jieba's parameters and the head are there."""
    return _runs() and tagging_head() is not None


@cache
def _runs() -> bool:
    return find_spec("numpy") is not None and folder() is not None


def proposed(sentences: Sequence[LaidSentence]) -> tuple[Proposed, ...]:
    """What the network proposes in the sentences of an article, in order; nothing where it cannot be run."""
    head = tagging_head() if available() else None
    if head is None:
        return ()
    pieces = sorted(_pieces(sentences), key=lambda p: (p[1] - p[2], p[0], p[1]))
    found = [one for k in range(0, len(pieces), TOGETHER) for one in _batch(sentences, pieces[k : k + TOGETHER], head)]
    return tuple(sorted(found, key=lambda p: (p.sentence, p.start)))


def _pieces(sentences: Sequence[LaidSentence]) -> Iterator[tuple[int, int, int]]:
    """Sentence numbers with the stretches that are read at once."""
    for n, laid in enumerate(sentences):
        yield from ((n, at, min(at + LONGEST, laid.end)) for at in range(laid.start, laid.end, LONGEST))


def _batch(sentences: Sequence[LaidSentence], pieces: Sequence[tuple[int, int, int]], head: TaggingHead) -> Iterator[Proposed]:
    import numpy

    lines = [sentences[n].line for n, _, _ in pieces]
    lengths = [end - start for _, start, end in pieces]
    columns = numpy.zeros((lengths[0], len(pieces), COLUMNS), numpy.int64)
    for k, (line, (_, start, end)) in enumerate(zip(lines, pieces, strict=True)):
        columns[: end - start, k] = features(line, start, end)
    scores = head.scores(states([line.text[a:b] for line, (_, a, b) in zip(lines, pieces, strict=True)]), columns, lengths)
    likely = marginals(scores, head.arrays["after"], lengths)
    for k, (n, start, end) in enumerate(pieces):
        yield from names_in(n, start, likely[: end - start, k], head.tags)


def names_in(sentence: int, start: int, likely: Any, tags: Sequence[str]) -> Iterator[Proposed]:
    """The names of one stretch whose characters have these likelihoods of tags: a B tag and the I tags of its type behind it."""
    best = [tags[n] for n in likely.argmax(1)]
    sure = likely.max(1)
    at = 0
    while at < len(best):
        end = at + 1
        if best[at] != OUTSIDE:
            while end < len(best) and best[end] == f"I{best[at][1:]}":
                end += 1
            yield Proposed(sentence, start + at, start + end, best[at][2:], round(float(sure[at:end].min()), DIGITS))
        at = end
