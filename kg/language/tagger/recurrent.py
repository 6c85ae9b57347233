"""Gated recurrent units over many sentences at once, both ways, with numpy.

Sentences are sorted by length, so that at each step only those that still go on are computed; the backward way reads each sentence reversed.
Two kinds of unit: ``before`` resets the state before its matrix is applied (jieba's), ``after`` behind it (torch's).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Array = Any  # numpy.ndarray


@dataclass(frozen=True)
class Layer:
    """Both ways of a layer, stacked: input matrix and bias (2, d, 3h), recurrent matrices of the gates (2, h, 2h) and of the state (2, h, h) with its bias.

    ``reset_before``: whether the reset gate is applied before the state's matrix.
    """

    matrix: Array
    bias: Array
    gates: Array
    state: Array
    state_bias: Array
    reset_before: bool


@dataclass(frozen=True)
class Batch:
    """Sentences by falling length: how many go on at each step (``going``), for each step and sentence its ``mirror``, and whether it is ``there`` still."""

    going: list[int]
    mirror: Array
    there: Array


def batch_of(lengths: list[int]) -> Batch:
    """The batch of sentences of these lengths (falling)."""
    import numpy

    sizes = numpy.array(lengths)
    steps = numpy.arange(lengths[0])[:, None]
    there = steps < sizes
    return Batch([int(n) for n in there.sum(1)], numpy.where(there, sizes - 1 - steps, steps), there)


def linear(x: Array, matrix: Array, bias: Array, batch: Batch) -> Array:
    """``x @ matrix + bias`` where a sentence has a character, zeros behind its end: most of a batch may be ends."""
    import numpy

    found = numpy.zeros((*x.shape[:2], matrix.shape[-1]), numpy.float32)
    found[batch.there] = x[batch.there] @ matrix + bias
    return found


def both_ways(x: Array, layer: Layer, batch: Batch) -> Array:
    """The states (steps, sentences, 2h) of a layer for inputs ``x`` (steps, sentences, d)."""
    import numpy

    columns = numpy.arange(x.shape[1])
    forward = linear(x, layer.matrix[0], layer.bias[0], batch)
    backward = linear(x, layer.matrix[1], layer.bias[1], batch)[batch.mirror, columns]
    states = _run(numpy.stack([forward, backward], 1), layer, batch)
    return numpy.concatenate([states[:, 0], states[:, 1][batch.mirror, columns]], 2)


def _run(x: Array, layer: Layer, batch: Batch) -> Array:
    import numpy

    width = layer.state.shape[-1]
    states = numpy.zeros((*x.shape[:3], width), numpy.float32)
    h = numpy.zeros((2, x.shape[2], width), numpy.float32)
    for t, n in enumerate(batch.going):
        h[:, :n] = states[t, :, :n] = _step(x[t, :, :n], h[:, :n], layer, width)
    return states


def _step(x: Array, h: Array, layer: Layer, width: int) -> Array:
    """The next state: a blend of the last one and a candidate."""
    import numpy

    gates = h @ layer.gates
    gates += x[..., : 2 * width]
    numpy.reciprocal(1 + numpy.exp(-gates, out=gates), out=gates)
    update, reset = gates[..., :width], gates[..., width:]
    candidate = (reset * h) @ layer.state if layer.reset_before else reset * (h @ layer.state + layer.state_bias)
    candidate += x[..., 2 * width :]
    numpy.tanh(candidate, out=candidate)
    candidate -= h
    candidate *= update
    candidate += h
    return candidate
