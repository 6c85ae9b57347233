"""A head taught further: small steps down the slopes, drawn back to where it began, so that little gold does not undo what much gold taught."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from kg.language.tagger.head import LAYER, LEAST, TaggingHead
from kg.learning.lessons import Piece
from kg.learning.likelihood import slopes
from kg.learning.slopes import back, forth

BATCH = 32
RATE, LAST = 1.5e-3, 0.05  # of the first step, and the share of it that is left at the last
HOLD = 0.01  # by which share of the rate each number is drawn back to where it began
DROPPED = 0.35  # of the numbers that go in and out, at each step
STEEPEST = 2.0  # the length to which a longer slope is cut
MIXED = 20.0  # characters by which the order of lengths is shaken
FIRST, SECOND, SMALL = 0.9, 0.999, 1e-8  # of Adam (Kingma and Ba, 2015), decoupled from the hold (Loshchilov and Hutter, 2019)
Arrays = dict[str, Any]
Progress = Callable[[int, int], None]


def taught(head: TaggingHead, lessons: Sequence[Piece], epochs: int, seed: int = 0, progress: Progress | None = None) -> TaggingHead:
    """The head after so many epochs over these lessons. One input and one machine give one head; ``progress`` gets steps done and all there are."""
    import numpy

    chance = numpy.random.Generator(numpy.random.PCG64(seed))
    start = _arrays(head)
    now, moments = {name: a.copy() for name, a in start.items()}, {name: (a * 0, a * 0) for name, a in start.items()}
    barred, turns = head.arrays["after"] < LEAST, epochs * -(-len(lessons) // BATCH)
    for turn, batch in enumerate((b for _ in range(epochs) for b in _batches(lessons, chance)), 1):
        found = _slopes(_head(head, now), batch, chance)
        found["after"][barred] = 0
        rate = RATE * (1 + (LAST - 1) * (turn - 1) / turns)
        _step(now, start, moments, found, rate, turn)
        if progress:
            progress(turn, turns)
    return _head(head, now)


def _step(now: Arrays, start: Arrays, moments: dict[str, tuple[Any, Any]], found: Arrays, rate: float, turn: int) -> None:
    """One step down, in place."""
    import numpy

    length = float(numpy.sqrt(sum(float((s.astype(numpy.float64) ** 2).sum()) for s in found.values())))
    for name, slope in found.items():
        slope = slope * min(1.0, STEEPEST / max(length, SMALL))
        mean, square = moments[name]
        mean += (1 - FIRST) * (slope - mean)
        square += (1 - SECOND) * (slope**2 - square)
        move = mean / (1 - FIRST**turn) / (numpy.sqrt(square / (1 - SECOND**turn)) + SMALL)
        now[name] -= (rate * (move + HOLD * (now[name] - start[name]) / RATE)).astype(numpy.float32)


def _slopes(head: TaggingHead, batch: Sequence[Piece], chance: Any) -> Arrays:
    """The slope of each array by the lessons of a batch, for a character."""
    import numpy

    lengths = [len(piece) for piece in batch]
    known, columns, tags, sure = (_padded([getattr(piece, what) for piece in batch]) for what in ("known", "columns", "tags", "sure"))

    def kept(shape: tuple[int, ...]) -> Any:
        return (chance.random(shape, numpy.float32) >= DROPPED).astype(numpy.float32) / numpy.float32(1 - DROPPED)

    scores, passed = forth(head, known, columns, lengths, kept)
    slope, after = slopes(scores, head.arrays["after"], tags, sure, lengths)
    share = numpy.float32(1 / sum(lengths))
    return back(head, passed, slope * share) | {"after": after * share}


def _padded(rows: Sequence[Any]) -> Any:
    """Arrays of falling length side by side (steps, sentences, …), zeros behind their ends."""
    import numpy

    found = numpy.zeros((len(rows[0]), len(rows), *rows[0].shape[1:]), rows[0].dtype)
    for n, row in enumerate(rows):
        found[: len(row), n] = row
    return found


def _batches(lessons: Sequence[Piece], chance: Any) -> Iterator[list[Piece]]:
    """Lessons of about one length together, the batches in a random order, each by falling length."""
    order = sorted(range(len(lessons)), key=[-len(p) + float(x) * MIXED for p, x in zip(lessons, chance.random(len(lessons)), strict=True)].__getitem__)
    batches = [order[k : k + BATCH] for k in range(0, len(order), BATCH)]
    for at in chance.permutation(len(batches)):
        yield sorted((lessons[n] for n in batches[at]), key=len, reverse=True)


def _arrays(head: TaggingHead) -> Arrays:
    return head.arrays | {f"layer_{name}": getattr(head.layer, name) for name in LAYER}


def _head(head: TaggingHead, arrays: Arrays) -> TaggingHead:
    layer = replace(head.layer, **{name: arrays[f"layer_{name}"] for name in LAYER})
    return replace(head, arrays={name: a for name, a in arrays.items() if not name.startswith("layer_")}, layer=layer)
