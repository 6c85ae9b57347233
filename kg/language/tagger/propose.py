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
from kg.language.tagger.head import TaggingHead, tagging_head
from kg.language.tagger.parameters import folder

LONGEST = 160  # characters of a sentence that are read at once
TOGETHER = 64  # sentences in a batch
DIGITS = 3


@dataclass(frozen=True, slots=True)
class Proposed:
    """A name at ``start:end`` of the block of sentence ``sentence``: its type, and how sure the network is (0 to 1) of its least sure character."""

    sentence: int
    start: int
    end: int
    type: str
    sure: float


@cache
def available() -> bool:
    """Whether the network can be run: numpy, jieba's parameters and the head are there."""
    return find_spec("numpy") is not None and folder() is not None and tagging_head() is not None


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
    for k, (n, start, end) in enumerate(pieces):
        yield from names_in(n, start, scores[: end - start, k], head)


def names_in(sentence: int, start: int, scores: Any, head: TaggingHead) -> Iterator[Proposed]:
    """The names of one stretch: runs of a B tag and I tags of its type on the best path."""
    import numpy

    path = best_path(scores, head.arrays["after"])
    sure = numpy.exp(scores - scores.max(1, keepdims=True))
    sure = sure[numpy.arange(len(path)), path] / sure.sum(1)
    at = 0
    while at < len(path):
        end = at + 1
        if head.tags[path[at]].startswith("B"):
            while end < len(path) and head.tags[path[end]].startswith("I"):
                end += 1
            yield Proposed(sentence, start + at, start + end, head.tags[path[at]][2:], round(float(sure[at:end].min()), DIGITS))
        at = end


def best_path(scores: Any, after: Any) -> list[int]:
    """The best tags (Viterbi) for scores (characters, tags) and the scores of one tag after another."""
    import numpy

    best, back = scores[0], []
    for row in scores[1:]:
        ways = best[:, None] + after
        back.append(ways.argmax(0))
        best = ways.max(0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]
