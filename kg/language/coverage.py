"""What of a document's numbers and event words became facts, and the sentences that hold those which did not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import accumulate

from kg.language.figures.quantities import Quantity
from kg.language.layout import LaidSentence, Layout
from kg.model import Coverage, Fact, Observation, Unread


class Stretches:
    """Stretches of a text, to ask whether one of them covers another stretch."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(stretches)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))  # the furthest end of those that start so far

    def cover(self, start: int, end: int) -> bool:
        """Whether one of them holds ``start:end`` whole."""
        count = bisect_right(self._starts, start)
        return count > 0 and self._reach[count - 1] >= end


def coverage(layout: Layout, facts: Sequence[Fact]) -> Coverage:
    """How many numbers (quantities) and event words (of ``rules/events.yaml``) the sentences of a document hold, and ``facts`` rest on.

    A number is used if a figure of its value rests on words that hold it, an event word if a relation, milestone or setback does.
    A passage that a document repeats is counted once.
    """
    rested = _Rested(facts)
    numbers = numbers_used = events = events_used = silent = 0
    unread: list[Unread] = []
    for laid in (laid for page in layout.pages for laid in page.sentences):
        said = [(q, *_place(layout, laid, q.start, q.end)) for q in laid.quantities]
        steps = [_place(layout, laid, clause.start + c.start, clause.start + c.end) for clause in laid.frames for c in clause.chunks if c.event]
        missed = [(a, b) for q, a, b in said if not rested.figure(q, a, b)]
        idle = [(a, b) for a, b in steps if not rested.steps.cover(a, b)]
        numbers, numbers_used = numbers + len(said), numbers_used + len(said) - len(missed)
        events, events_used = events + len(steps), events_used + len(steps) - len(idle)
        if missed or idle:
            words = tuple(layout.document.text[a:b] for a, b in sorted(missed + idle))
            unread.append(Unread(*_place(layout, laid, laid.start, laid.end), words))
            if not any(rested.all.cover(a, b) for a, b in (*(place[1:] for place in said), *steps)):
                silent += _characters(layout, laid)
    return Coverage(numbers, numbers_used, events, events_used, silent, tuple(unread))


class _Rested:
    """The words that facts rest on: of all, of those that are no figures, and of figures by the value."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.all = Stretches((e.start, e.end) for fact in facts for e in fact.evidence)
        self.steps = Stretches((e.start, e.end) for fact in facts if not isinstance(fact, Observation) for e in fact.evidence)
        by_value: dict[Decimal, list[tuple[int, int]]] = {}
        for fact in facts:
            if isinstance(fact, Observation):
                by_value.setdefault(abs(fact.value), []).extend((e.start, e.end) for e in fact.evidence)
        self._figures = {value: Stretches(stretches) for value, stretches in by_value.items()}

    def figure(self, quantity: Quantity, start: int, end: int) -> bool:
        """Whether a figure of the value of a quantity (of either end, of a range) rests on words that hold it."""
        values = (quantity.value, quantity.value if quantity.high is None else quantity.high)
        return any(abs(value) in self._figures and self._figures[abs(value)].cover(start, end) for value in values)


def _place(layout: Layout, laid: LaidSentence, start: int, end: int) -> tuple[int, int]:
    """The first place of a stretch of a sentence's block in the document's text."""
    return next(layout.blocks[laid.block].spans(start, end))


def _characters(layout: Layout, laid: LaidSentence) -> int:
    """The characters of a sentence at all its places, without spaces, which the accounting counts by themselves."""
    text = layout.document.text
    return len({at for places in layout.blocks[laid.block].places for at in places[laid.start : laid.end] if not text[at].isspace()})
