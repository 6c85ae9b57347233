"""The head on jieba's network: what it knows of a character, with the grammar's features, to scores of the beginnings and insides of names.

Its parameters (``ontology/weights/names.npz``, half precision) and what they were trained on (``names.json``) come from
``python -m benchmarks.learn.names``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.language.tagger.recurrent import Layer, batch_of, both_ways
from kg.ontology import data_dir


@dataclass(frozen=True)
class TaggingHead:
    """``tags`` (O, B-Type, I-Type …), the arrays by name, the recurrent layer, and the scores of one tag after another."""

    tags: tuple[str, ...]
    arrays: dict[str, Any]
    layer: Layer

    def scores(self, known: Any, columns: Any, lengths: list[int]) -> Any:
        """Scores (steps, sentences, tags) from what jieba's network knows and the grammar's features (steps, sentences, 5)."""
        import numpy

        a = self.arrays
        tables = [a[f"table{n}"][numpy.minimum(columns[..., n], len(a[f"table{n}"]) - 1)] for n in range(columns.shape[-1])]
        x = numpy.tanh(known @ a["known"] + numpy.concatenate(tables, -1) @ a["columns"] + a["bias"])
        return both_ways(x, self.layer, batch_of(lengths)) @ a["out"] + a["out_bias"]


@cache
def tagging_head() -> TaggingHead | None:
    """The head as trained, or None where its file is missing."""
    place = data_dir("ontology") / "weights"
    if not (place / "names.npz").exists():
        return None
    import numpy

    with numpy.load(place / "names.npz") as kept:
        arrays = {name: kept[name].astype(numpy.float32) for name in kept.files}
    layer = Layer(*(arrays.pop(f"layer_{part}") for part in ("matrix", "bias", "gates", "state", "state_bias")), reset_before=False)
    return TaggingHead(tuple(json.loads((place / "names.json").read_text(encoding="utf-8"))["tags"]), arrays, layer)
