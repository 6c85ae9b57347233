"""Names of an article that clues take for forms of one name, joined in the register."""

from __future__ import annotations

from collections.abc import Sequence

from kg.language.clues.forms import Forms, form_clues, form_pairs
from kg.language.clues.weights import Weights, weights
from kg.language.layout import LaidSentence
from kg.language.mentions.register import Register

FORMS = "forms"


def join_forms(sentences: Sequence[LaidSentence], register: Register) -> None:
    """Join the names that the model ``forms`` takes for one, the surest pair first; nothing without a model."""
    model = weights(FORMS)
    if model is None:
        return
    for _, pair in _believed(form_pairs(sentences, register), sentences, model):
        if pair.short in register.things and pair.long in register.things:
            register.join(pair.short, pair.long)


def _believed(pairs: Sequence[Forms], sentences: Sequence[LaidSentence], model: Weights) -> list[tuple[float, Forms]]:
    scored = [(model.probability(form_clues(pair, sentences)), pair) for pair in pairs]
    return sorted(((sure, pair) for sure, pair in scored if sure >= model.least), key=lambda s: (-s[0], s[1].short, s[1].long))
