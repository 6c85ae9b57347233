"""A sentence with the times that it says, found once and resolved when its passage is known."""

from __future__ import annotations

from dataclasses import dataclass

from kg.language.text.clauses import Sentence, sentences
from kg.language.when.times import SaidTimes, said_times
from kg.model import Block


@dataclass(frozen=True, slots=True)
class Timed:
    """A sentence and the times that it says, not yet resolved."""

    sentence: Sentence
    said: SaidTimes

    @property
    def text(self) -> str:
        return self.sentence.text


def timed(block: Block) -> tuple[Timed, ...]:
    """The sentences of a block with the times that each says."""
    return tuple(Timed(sentence, said_times(sentence.text)) for sentence in sentences(block))
