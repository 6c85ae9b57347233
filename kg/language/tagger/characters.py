"""What jieba's network knows of each character of a sentence: the states of its two layers and its scores of word and name tags."""

from __future__ import annotations

from functools import cache
from typing import Any

from kg.language.tagger.parameters import folder, parameter, vocabulary
from kg.language.tagger.recurrent import Layer, batch_of, both_ways, linear

WIDTH = 128  # of one way of a layer
SCALE = 5  # by which the scores of tags are divided, so that they weigh like the states
UNKNOWN = "OOV"


@cache
def _network() -> tuple[dict[str, int], Any, tuple[Layer, Layer], Any, Any]:
    """Vocabulary, character vectors, layers, and matrix and bias of the tags."""
    place = folder()
    assert place is not None
    model = place / "model_baseline"
    tags = parameter(model / "fc_4.w_0"), parameter(model / "fc_4.b_0")
    return vocabulary(place), parameter(model / "word_emb"), (_layer(model, 0), _layer(model, 2)), *tags


def _layer(model: Any, first: int) -> Layer:
    import numpy

    def stacked(name: str, width: int) -> Any:
        return numpy.stack([parameter(model / f"{name.format(first + way)}").reshape(-1, width) for way in (0, 1)])

    recurrent = [parameter(model / f"gru_{first + way}.w_0").ravel() for way in (0, 1)]
    gates = numpy.stack([r[: 2 * WIDTH * WIDTH].reshape(WIDTH, 2 * WIDTH) for r in recurrent])
    state = numpy.stack([r[2 * WIDTH * WIDTH :].reshape(WIDTH, WIDTH) for r in recurrent])
    bias = stacked("fc_{}.b_0", 3 * WIDTH) + stacked("gru_{}.b_0", 3 * WIDTH)
    return Layer(stacked("fc_{}.w_0", 3 * WIDTH), bias, gates, state, numpy.zeros(1, numpy.float32), True)


def states(texts: list[str]) -> Any:
    """What is known of each character (steps, sentences, 569) of sentences of falling length."""
    import numpy

    known, vectors, layers, matrix, bias = _network()
    numbers = numpy.full((len(texts[0]), len(texts)), known[UNKNOWN])
    for n, text in enumerate(texts):
        numbers[: len(text), n] = [known.get(c, known[UNKNOWN]) for c in text]
    batch = batch_of([len(t) for t in texts])
    first = both_ways(vectors[numbers], layers[0], batch)
    second = both_ways(first, layers[1], batch)
    return numpy.concatenate([first, second, linear(second, matrix, bias, batch) / SCALE], 2)
