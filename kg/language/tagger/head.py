"""The head on jieba's network: what it knows of a character, with the grammar's features, to scores of the beginnings and insides of names.

Its parameters (``ontology/weights/names.npz``, half precision) and what they were trained on (``names.json``) come from
``python -m benchmarks.learn.names``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import OntologyError
from kg.language.tagger.recurrent import Layer, batch_of, both_ways, linear
from kg.ontology import weights_file

FILE = "names.npz"
LAYER = ("matrix", "bias", "gates", "state", "state_bias")
LEAST = -60.0  # a score of one tag after another below says never
TINY = 1e-30


@dataclass(frozen=True)
class TaggingHead:
    """``tags`` (O, B-Type, I-Type …), the arrays by name, the recurrent layer, and the scores of one tag after another."""

    tags: tuple[str, ...]
    arrays: dict[str, Any]
    layer: Layer

    def scores(self, known: Any, columns: Any, lengths: list[int]) -> Any:
        """Scores (steps, sentences, tags) from what jieba's network knows and the grammar's features (steps, sentences, 5)."""
        import numpy

        a, batch = self.arrays, batch_of(lengths)
        tables = [a[f"table{n}"][numpy.minimum(columns[..., n], len(a[f"table{n}"]) - 1)] for n in range(columns.shape[-1])]
        x = numpy.tanh(linear(known, a["known"], a["bias"], batch) + linear(numpy.concatenate(tables, -1), a["columns"], a["bias"] * 0, batch))
        return linear(both_ways(x, self.layer, batch), a["out"], a["out_bias"], batch)


def tagging_head() -> TaggingHead | None:
    """The head of the weights in use, or None where its file is missing. Raises ``OntologyError`` for a file that is no head."""
    return read_head(weights_file(FILE))


@cache
def read_head(path: Path) -> TaggingHead | None:
    """The head in a file, its tags in the ``.json`` beside it. None where there is no file; same error."""
    if not path.exists():
        return None
    import numpy

    try:
        with numpy.load(path) as kept:
            arrays = {name: kept[name].astype(numpy.float32) for name in kept.files}
        matrix, bias, gates, state, state_bias = (arrays.pop(f"layer_{part}") for part in LAYER)
        tags = tuple(json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["tags"])
        return TaggingHead(tags, arrays, Layer(matrix, bias, gates, state, state_bias, reset_before=False))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OntologyError(f"{path}: no head of the network: {error}", "train it again: kg train") from error


def marginals(scores: Any, after: Any, lengths: list[int]) -> Any:
    """How likely each tag is at each character (steps, sentences, tags), over all ways to tag the sentence (forward and backward sums).

    ``scores`` as ``TaggingHead.scores`` gives them for sentences of falling length, ``after`` the scores of one tag after another.
    """
    _, forward, backward = sums(scores, after, lengths)
    return shares(forward * backward)


def sums(scores: Any, after: Any, lengths: list[int]) -> tuple[Any, Any, Any]:
    """The exponentials of the scores, and the forward and backward sums over them, each character's brought to one."""
    import numpy

    steps, way = numpy.exp(scores - scores.max(2, keepdims=True)), numpy.exp(numpy.maximum(after, LEAST))
    going = batch_of(lengths).going
    forward, backward = numpy.zeros_like(steps), numpy.ones_like(steps)
    forward[0] = shares(steps[0])
    for t in range(1, len(steps)):
        forward[t, : going[t]] = shares((forward[t - 1, : going[t]] @ way) * steps[t, : going[t]])
    for t in range(len(steps) - 2, -1, -1):
        n = going[t + 1]
        backward[t, :n] = shares((backward[t + 1, :n] * steps[t + 1, :n]) @ way.T)
    return steps, forward, backward


def shares(x: Any) -> Any:
    """Rows that sum up to one."""
    import numpy

    return x / numpy.maximum(x.sum(-1, keepdims=True), TINY)
