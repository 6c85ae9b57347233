"""Observations: the numbers of a sentence with what they count, of whom, when, and whether reached or planned.

The rules stand in ``ontology/rules/observations.yaml``; FACTS.md ("Observations", "Conventions") says what is wanted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from kg.language.figures.measure_rules import HERE, OTHER
from kg.language.figures.measured import MeasuredSoFar
from kg.language.figures.measures import measures_of
from kg.language.figures.phrases import BRACKETS, MARKS, its, shape
from kg.language.figures.quantities import Quantity
from kg.language.figures.status import period, status
from kg.language.figures.subjects import subject_of
from kg.language.mentions.mention import Mention
from kg.language.text.clauses import Clause, Sentence
from kg.language.when.times import Anchor, TimeMention
from kg.model import Evidence, Observation
from kg.ontology import ontology, signs


class Passage(Protocol):
    """What a passage says of its sentences: its year, its time (or None), its modality, and what relative times lean on."""

    @property
    def year(self) -> str | None: ...
    @property
    def time(self) -> str | None: ...
    @property
    def modality(self) -> str: ...
    @property
    def anchor(self) -> Anchor: ...


@dataclass(frozen=True, slots=True)
class Found:
    """An observation in its block: ``block.text[start:end]`` are its words, ``rule`` the id of the rule that read them.

    ``at`` is where its number stands, ``named`` whether the grammar read a subject beside it."""

    subject: str
    measure: str
    value: Decimal
    unit: str
    time: str | None
    modality: str
    bound: str
    role: str | None
    start: int
    end: int
    rule: str
    at: int = 0
    named: bool = False

    def observation(self, evidence: tuple[Evidence, ...] = ()) -> Observation:
        """The fact, resting on ``evidence``."""
        return Observation(self.subject, self.measure, self.value, self.unit, self.time, self.modality, self.bound, self.role, evidence)


def observe(
    sentence: Sentence,
    context: Passage,
    default: str,
    times: Sequence[TimeMention],
    quantities: Sequence[Quantity],
    mentions: Sequence[Mention] = (),
) -> list[Found]:
    """The observations of a sentence, in order.

    ``default`` is the district, city or province of the passage, of which a number without another subject is said; ``times``,
    ``quantities`` and ``mentions`` are those of the sentence (offsets of the block), in order.
    """
    if not quantities:
        return []
    so_far = MeasuredSoFar(sentence, _own_names(sentence, mentions, default))
    numbers = _Numbers(sentence, context, default, times, _share_bounds(sentence, list(quantities)), sorted(mentions), so_far)
    found, at = list[Found](), 0
    for clause in sentence.clauses:
        upto = next((n for n in range(at, len(quantities)) if quantities[n].start >= clause.end), len(quantities))
        for i in range(at, upto):
            found += numbers.read(clause, i, at, upto)
        at = upto
    return found


@dataclass(frozen=True, slots=True)
class _Numbers:
    """A sentence whose numbers are read, from left to right."""

    sentence: Sentence
    context: Passage
    default: str
    times: Sequence[TimeMention]
    quantities: list[Quantity]
    mentions: list[Mention]
    so_far: MeasuredSoFar

    def read(self, clause: Clause, i: int, first: int, last: int) -> list[Found]:
        """What the quantity ``i`` of the clause says, whose quantities are ``first`` to ``last``; nothing where no rule reads it."""
        q = self.quantities[i]
        who = subject_of(self.sentence, q.start, q.end, self.mentions, self.default)
        self.so_far.named = who != self.default
        rule, stated = measures_of(self.so_far, q, _mask(clause, self.quantities, i, first, last)) or (None, [])
        if rule is None:
            return []
        when = period(self.sentence, q.start, self.times, self.context.time)
        how = status(self.sentence, q.start, self.context.modality, when, self.context.year, self.context.anchor.date)
        words = _words(clause, self.quantities, i, first, last)
        return [Found(who, measure, value, q.unit, when, how, bound, rule.role, *words, rule.id, q.start, who != self.default) for measure in stated for value, bound in _ends(q)]


def _ends(q: Quantity) -> list[tuple[Decimal, str]]:
    """The values of a quantity with their bounds: a range (5—6个) has two."""
    return [(q.value, q.bound)] if q.high is None else [(q.value, "at_least"), (q.high, "at_most")]


def _share_bounds(sentence: Sentence, quantities: list[Quantity]) -> list[Quantity]:
    """分别增长5%、6.5%左右: the bound said of the last number of a run after 分别 holds for all of it."""
    out = list(quantities)
    for i in range(len(out) - 2, -1, -1):
        q, then = out[i], out[i + 1]
        gap, head = sentence.block.text[q.end : then.start], sentence.block.text[sentence.start : q.start]
        last = shape("range_after").search(then.text) or (then is not quantities[i + 1] and then.bound != "exact")
        if gap in signs("observations", "joints") and its("each") in head and q.bound == "exact" and last:
            out[i] = replace(q, bound=then.bound)
    return out


def _own_names(sentence: Sentence, mentions: Sequence[Mention], default: str) -> tuple[str, ...]:
    said = {sentence.block.text[m.start : m.end] for m in mentions if m.type in ontology().types_that("placed")}
    return tuple(sorted(said | ({default} if default else set()), key=lambda n: (-len(n), n)))


def _mask(clause: Clause, quantities: list[Quantity], here: int, first: int, last: int) -> str:
    """The clause with the quantity ``here`` as # and the others (``first`` to ``last``) as @, as far as a measure may reach."""
    low, high = max(clause.start, quantities[here].start - REACH), min(clause.end, quantities[here].end + REACH)
    parts, at = [], low
    for i in range(max(first, here - NEIGHBOURS), min(last, here + NEIGHBOURS + 1)):
        q = quantities[i]
        if at <= q.start and q.end <= high:
            parts += [clause.text[at - clause.start : q.start - clause.start], HERE if i == here else OTHER]
            at = q.end
    return "".join(parts) + clause.text[at - clause.start : high - clause.start]


# How far from a number its measure may stand: characters on each side, and other numbers between.
REACH, NEIGHBOURS = 120, 12


def _words(clause: Clause, quantities: list[Quantity], here: int, first: int, last: int) -> tuple[int, int]:
    """The words an observation rests on: its clause, from the number before to the number after."""
    q, text = quantities[here], clause.text
    left = quantities[here - 1].end if here > first else clause.start
    right = quantities[here + 1].start if here + 1 < last else clause.end
    while left < q.start and text[left - clause.start] in MARKS + BRACKETS:
        left += 1
    while right > q.end and text[right - 1 - clause.start] in MARKS + BRACKETS:
        right -= 1
    return left, right
