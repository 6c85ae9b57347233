"""The slopes of the head, held against differences of the likelihood itself."""

from __future__ import annotations

from typing import Any

import numpy
import pytest

from kg.language.tagger.head import LAYER, TaggingHead
from kg.language.tagger.recurrent import Layer
from kg.learning.likelihood import NEVER, slopes
from kg.learning.slopes import back, forth

LENGTHS = [5, 3, 2]
TAGS = ("O", "B-Project", "I-Project")


@pytest.fixture(scope="module")
def lesson() -> tuple[Any, Any, Any, Any]:
    """Known, columns, tags and sure of three sentences."""
    chance = numpy.random.default_rng(7)
    tags, sure = numpy.zeros((5, 3), numpy.int64), numpy.ones((5, 3))
    tags[1, 0], tags[2, 0], sure[1, 1] = 1, 2, 0
    return chance.normal(size=(5, 3, 6)).astype(numpy.float32), chance.integers(0, 3, (5, 3, 5)), tags, sure


@pytest.fixture(scope="module")
def arrays() -> dict[str, Any]:
    chance, h = numpy.random.default_rng(8), 4
    shapes = {f"table{n}": (3, 2) for n in range(5)} | {"known": (6, 2 * h), "columns": (10, 2 * h), "bias": (2 * h,), "out": (2 * h, 3), "out_bias": (3,), "after": (3, 3)}
    layer = {"matrix": (2, 2 * h, 3 * h), "bias": (2, 1, 3 * h), "gates": (2, h, 2 * h), "state": (2, h, h), "state_bias": (2, 1, h)}
    return {name: chance.normal(size=shape) / 2 for name, shape in (shapes | {f"layer_{part}": shape for part, shape in layer.items()}).items()}


def head(arrays: dict[str, Any]) -> TaggingHead:
    return TaggingHead(TAGS, {n: a for n, a in arrays.items() if not n.startswith("layer_")}, Layer(*(arrays[f"layer_{part}"] for part in LAYER), reset_before=False))


def whole(shape: tuple[int, ...]) -> Any:
    return numpy.ones(shape)


def loss(arrays: dict[str, Any], lesson: tuple[Any, Any, Any, Any]) -> float:
    """The negative log likelihood, summed up over every way to tag."""
    known, columns, tags, sure = lesson
    scores = head(arrays).scores(known, columns, LENGTHS).astype(float)
    seen = numpy.where((numpy.arange(3) == tags[..., None]) | (sure[..., None] == 0), scores, NEVER)
    return sum(_total(scores[:, n], arrays["after"], size) - _total(seen[:, n], arrays["after"], size) for n, size in enumerate(LENGTHS))


def _total(scores: Any, after: Any, size: int) -> float:
    total = scores[0]
    for t in range(1, size):
        total = numpy.logaddexp.reduce(total[:, None] + after, axis=0) + scores[t]
    return float(numpy.logaddexp.reduce(total))


def test_a_pass_that_learns_gives_the_scores_of_one_that_reads(arrays: dict[str, Any], lesson: tuple[Any, Any, Any, Any]) -> None:
    assert forth(head(arrays), lesson[0], lesson[1], LENGTHS, whole)[0] == pytest.approx(head(arrays).scores(lesson[0], lesson[1], LENGTHS), abs=1e-5)


@pytest.mark.parametrize("name", ["table0", "table4", "known", "columns", "bias", "out", "out_bias", "after", *(f"layer_{part}" for part in LAYER)])
def test_slopes_are_those_of_the_likelihood(name: str, arrays: dict[str, Any], lesson: tuple[Any, Any, Any, Any]) -> None:
    known, columns, tags, sure = lesson
    scores, passed = forth(head(arrays), known, columns, LENGTHS, whole)
    slope, after = slopes(scores, arrays["after"], tags, sure, LENGTHS)
    found = (back(head(arrays), passed, slope) | {"after": after})[name]
    at = numpy.unravel_index(numpy.argmax(abs(found)), found.shape)
    assert found.shape == arrays[name].shape and abs(found[at]) > 0.01
    moved = [loss(arrays | {name: _moved(arrays[name], at, by)}, lesson) for by in (0.01, -0.01)]
    assert found[at] == pytest.approx((moved[0] - moved[1]) / 0.02, rel=0.02)


def _moved(array: Any, at: Any, by: float) -> Any:
    array = array.copy()
    array[at] += by
    return array
