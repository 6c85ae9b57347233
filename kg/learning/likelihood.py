"""How far scores are from the tags of gold, and the slopes of it: a conditional random field, with tags that are not sure left open.

Lafferty, McCallum and Pereira, "Conditional Random Fields", 2001; open tags after Tsuboi et al., "Training CRFs Using Incomplete
Annotations", 2008: the slope is what is expected over all ways to tag, less what is expected over those that agree with gold.
"""

from __future__ import annotations

from typing import Any

from kg.language.tagger.head import LEAST, TINY, shares, sums

NEVER = -1e4


def slopes(scores: Any, after: Any, tags: Any, sure: Any, lengths: list[int]) -> tuple[Any, Any]:
    """The slopes of the negative log likelihood by ``scores`` (steps, sentences, tags) and by ``after`` (tags, tags).

    ``tags`` and ``sure`` (steps, sentences) as lessons have them; sentences of falling length.
    """
    import numpy

    seen = (numpy.arange(scores.shape[2]) == tags[..., None]) | (sure[..., None] == 0)
    every, gold = _expected(scores, after, lengths), _expected(numpy.where(seen, scores, NEVER), after, lengths)
    return every[0] - gold[0], every[1] - gold[1]


def _expected(scores: Any, after: Any, lengths: list[int]) -> tuple[Any, Any]:
    """How often each tag is expected at each character, and one after another in all."""
    import numpy

    steps, forward, backward = sums(scores, after, lengths)
    there = numpy.arange(len(scores))[:, None] < numpy.array(lengths)
    way = numpy.exp(numpy.maximum(after, LEAST))
    behind = steps[1:] * backward[1:] * there[1:, :, None]
    whole = numpy.einsum("tni,ij,tnj->tn", forward[:-1], way, behind, optimize=True)
    pairs = numpy.einsum("tni,tnj->ij", forward[:-1] / numpy.maximum(whole, TINY)[..., None], behind, optimize=True) * way
    return shares(forward * backward) * there[..., None], pairs
