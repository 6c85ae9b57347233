"""The head's slopes: from those of its scores back to each of its arrays, through the gated recurrent units (back-propagation through time)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kg.language.tagger.head import LAYER, TaggingHead
from kg.language.tagger.recurrent import Batch, Layer, batch_of, linear

Array = Any  # numpy.ndarray
Kept = Callable[[tuple[int, ...]], Array]  # for a shape, by what each number is multiplied: 0 leaves it out


@dataclass(slots=True)
class Passed:
    """What a pass through the head leaves behind for the way back."""

    known: Array
    columns: Array
    tables: Array
    inner: Array
    states: Array
    before: Array
    gates: Array
    candidates: Array
    asked: Array
    kept_tables: Array
    kept_states: Array
    batch: Batch


def forth(head: TaggingHead, known: Array, columns: Array, lengths: list[int], kept: Kept) -> tuple[Array, Passed]:
    """The scores as ``TaggingHead.scores`` gives them, some of what goes in and out left out (``kept``), and what the way back needs."""
    import numpy

    a, batch = head.arrays, batch_of(lengths)
    known = known * kept(known.shape)
    tables = numpy.concatenate([a[f"table{n}"][columns[..., n]] for n in range(columns.shape[-1])], -1)
    kept_tables, kept_states = kept(tables.shape), kept((*known.shape[:2], 2 * head.layer.state.shape[-1]))
    tables = tables * kept_tables
    inner = numpy.tanh(linear(known, a["known"], a["bias"], batch) + linear(tables, a["columns"], a["bias"] * 0, batch))
    run = _run(inner, head.layer, batch)
    states = numpy.concatenate([run[0][:, 0], _mirrored(run[0][:, 1], batch)], 2) * kept_states
    return linear(states, a["out"], a["out_bias"], batch), Passed(known, columns, tables, inner, states, *run[1:], kept_tables, kept_states, batch)


def _mirrored(x: Array, batch: Batch) -> Array:
    import numpy

    return x[batch.mirror, numpy.arange(x.shape[1])]


def _run(inner: Array, layer: Layer, batch: Batch) -> tuple[Array, Array, Array, Array, Array]:
    """The states of both ways (steps, 2, sentences, h), those before each step, the gates, the candidates, and what the reset gate is asked of."""
    import numpy

    x = numpy.stack([linear(inner, layer.matrix[0], layer.bias[0], batch), _mirrored(linear(inner, layer.matrix[1], layer.bias[1], batch), batch)], 1)
    width = layer.state.shape[-1]
    size = (*x.shape[:3], width)
    states, before, candidates, asked, gates = (numpy.zeros(s, numpy.float32) for s in (size, size, size, size, (*size[:3], 2 * width)))
    h = numpy.zeros((2, x.shape[2], width), numpy.float32)
    for t, n in enumerate(batch.going):
        before[t, :, :n] = h[:, :n]
        gates[t, :, :n] = 1 / (1 + numpy.exp(-(h[:, :n] @ layer.gates + x[t, :, :n, : 2 * width])))
        asked[t, :, :n] = h[:, :n] @ layer.state + layer.state_bias
        candidates[t, :, :n] = numpy.tanh(gates[t, :, :n, width:] * asked[t, :, :n] + x[t, :, :n, 2 * width :])
        h[:, :n] += gates[t, :, :n, :width] * (candidates[t, :, :n] - h[:, :n])
        states[t, :, :n] = h[:, :n]
    return states, before, gates, candidates, asked


def back(head: TaggingHead, passed: Passed, slope: Array) -> dict[str, Array]:
    """The slope of each array of the head (the layer's as ``layer_…``) from that of the scores."""
    import numpy

    a, width = head.arrays, head.layer.state.shape[-1]
    found = {"out": _product(passed.states, slope), "out_bias": slope.sum((0, 1))}
    to_states = (slope @ a["out"].T) * passed.kept_states
    both = numpy.stack([to_states[..., :width], _mirrored(to_states[..., width:], passed.batch)], 1)
    inputs, of_layer = _unrun(head.layer, passed, both)
    inputs = numpy.stack([inputs[:, 0], _mirrored(inputs[:, 1], passed.batch)])
    found |= {f"layer_{name}": value for name, value in zip(LAYER[2:], of_layer, strict=True)}
    found["layer_matrix"] = numpy.stack([_product(passed.inner, inputs[way]) for way in (0, 1)])
    found["layer_bias"] = inputs.sum((1, 2))[:, None]
    outer = sum(inputs[way] @ head.layer.matrix[way].T for way in (0, 1)) * (1 - passed.inner**2)
    found |= {"known": _product(passed.known, outer), "columns": _product(passed.tables, outer), "bias": outer.sum((0, 1))}
    return found | _tables(a, passed, (outer @ a["columns"].T) * passed.kept_tables)


def _product(x: Array, slope: Array) -> Array:
    return x.reshape(-1, x.shape[-1]).T @ slope.reshape(-1, slope.shape[-1])


def _unrun(layer: Layer, passed: Passed, to_states: Array) -> tuple[Array, tuple[Array, Array, Array]]:
    """The slopes of the layer's inputs (steps, 2, sentences, 3h), and those of its recurrent matrices and the state's bias."""
    import numpy

    width = layer.state.shape[-1]
    update, reset = passed.gates[..., :width], passed.gates[..., width:]
    inputs, asked = numpy.zeros((*to_states.shape[:3], 3 * width), numpy.float32), numpy.zeros_like(to_states)
    h = numpy.zeros(to_states.shape[1:], numpy.float32)
    for t in range(len(to_states) - 1, -1, -1):
        n = passed.batch.going[t]
        at = h[:, :n] + to_states[t, :, :n]
        z, r, c = update[t, :, :n], reset[t, :, :n], passed.candidates[t, :, :n]
        candidate = at * z * (1 - c**2)
        asked[t, :, :n] = candidate * r
        inputs[t, :, :n, :width] = at * (c - passed.before[t, :, :n]) * z * (1 - z)
        inputs[t, :, :n, width : 2 * width] = candidate * passed.asked[t, :, :n] * r * (1 - r)
        inputs[t, :, :n, 2 * width :] = candidate
        gates = inputs[t, :, :n, : 2 * width] @ layer.gates.transpose(0, 2, 1)
        h[:, :n] = at * (1 - z) + asked[t, :, :n] @ layer.state.transpose(0, 2, 1) + gates
    ways = [(passed.before[:, way], inputs[:, way, :, : 2 * width], asked[:, way]) for way in (0, 1)]
    matrices = (numpy.stack([_product(b, g) for b, g, _ in ways]), numpy.stack([_product(b, s) for b, _, s in ways]))
    return inputs, (*matrices, asked.sum((0, 2))[:, None])


def _tables(arrays: dict[str, Array], passed: Passed, slope: Array) -> dict[str, Array]:
    """The slopes of the tables that the grammar's features are looked up in."""
    import numpy

    found, at = {}, 0
    for n in range(passed.columns.shape[-1]):
        table = arrays[f"table{n}"]
        found[f"table{n}"] = numpy.zeros_like(table)
        numpy.add.at(found[f"table{n}"], passed.columns[..., n].ravel(), slope[..., at : at + table.shape[1]].reshape(-1, table.shape[1]))
        at += table.shape[1]
    return found
