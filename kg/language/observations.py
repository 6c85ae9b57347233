"""Observations: the numbers of a sentence with what they count, of whom, when, and whether reached or planned.

The rules stand in ``ontology/rules/observations.yaml``; FACTS.md ("Observations", "Conventions") says what is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Protocol

from kg.language import measures
from kg.language.clauses import Clause, Sentence
from kg.language.measure_rules import HERE, OTHER, MeasureRule, measure_rules
from kg.language.measure_status import period, status
from kg.language.measure_subjects import Named, subject_of
from kg.language.quantities import Quantity, find_quantities
from kg.language.times import Anchor, TimeMention, find_times
from kg.model import Evidence, Observation


class Passage(Protocol):
    """What a passage says of its sentences: its year, its time (or None) and its modality."""

    @property
    def year(self) -> str | None: ...
    @property
    def time(self) -> str | None: ...
    @property
    def modality(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Found:
    """An observation in its block: ``block.text[start:end]`` are its words, ``rule`` the id of the rule that read them."""

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

    def observation(self, evidence: tuple[Evidence, ...] = ()) -> Observation:
        """The fact, resting on ``evidence``."""
        return Observation(self.subject, self.measure, self.value, self.unit, self.time, self.modality, self.bound, self.role, evidence)


@dataclass(slots=True)
class Reading:
    """A sentence while it is read: its quantities by clause, and the nouns that its next number may go on from."""

    sentence: Sentence
    names: tuple[str, ...]
    quantities: list[Quantity]
    nouns: list[str] = field(default_factory=list)
    verb: str = ""


Subject = Callable[[int, int], str] | str


def observe(
    sentence: Sentence, context: Passage, subject: Subject, mentions: Sequence[Named] = (), *, date: str | None = None, times: Sequence[TimeMention] | None = None
) -> list[Found]:
    """The observations of a sentence, in order.

    ``subject`` is the district, city or province of the passage, or a function from the quantity's span (block offsets) to it;
    ``mentions`` are the names in the sentence: (start, end, name, type), block offsets; ``date`` is the document's;
    ``times`` what ``find_times`` gives for ``sentence.text`` (found here if not given).
    """
    quantities = [_shift(q, sentence.start) for q in find_quantities(sentence.text)]
    if not quantities:
        return []
    said = find_times(sentence.text, Anchor(date, context.year)) if times is None else times
    reading = Reading(sentence, _own_names(sentence, mentions, subject), quantities)
    found: list[Found] = []
    for clause in sentence.clauses:
        inside = [q for q in quantities if clause.start <= q.start < clause.end]
        for q, text in zip(inside, _masks(clause, inside), strict=True):
            default = subject(q.start, q.end) if callable(subject) else subject
            who = subject_of(sentence, q.start, q.end, mentions, default)
            when = period(sentence, q.start, said, context.time or context.year)
            how = status(sentence, q.start, context.modality, when, context.year)
            start, end = _words(clause, inside, q)
            for rule, measure in _read(reading, q, text):
                found.append(Found(who, measure, q.value, q.unit, when, how, q.bound, rule.role, start, end, rule.id))
                if q.high is not None:
                    found.append(Found(who, measure, q.high, q.unit, when, how, "at_most", rule.role, start, end, rule.id))
    return found


def _shift(q: Quantity, by: int) -> Quantity:
    return replace(q, start=q.start + by, end=q.end + by)


def _own_names(sentence: Sentence, mentions: Sequence[Named], subject: Subject) -> tuple[str, ...]:
    said = {sentence.block.text[a:b] for a, b, _, kind in mentions if kind not in ("Industry", "Person")}
    return tuple(sorted(said | ({subject} if isinstance(subject, str) and subject else set()), key=lambda n: (-len(n), n)))


def _masks(clause: Clause, inside: list[Quantity]) -> Iterator[str]:
    """The clause once for each of its quantities: that one as #, the others as @."""
    for here in inside:
        parts, at = [], clause.start
        for q in inside:
            parts += [clause.text[at - clause.start : q.start - clause.start], HERE if q is here else OTHER]
            at = q.end
        yield "".join(parts) + clause.text[at - clause.start :]


def _words(clause: Clause, inside: list[Quantity], q: Quantity) -> tuple[int, int]:
    """The words an observation rests on: its clause, from the number before to the number after."""
    left = max((o.end for o in inside if o.end <= q.start), default=clause.start)
    right = min((o.start for o in inside if o.start >= q.end), default=clause.end)
    text = clause.text
    while left < q.start and text[left - clause.start] in measures.MARKS:
        left += 1
    while right > q.end and text[right - 1 - clause.start] in measures.MARKS:
        right -= 1
    return left, right


def _read(reading: Reading, q: Quantity, text: str) -> Iterator[tuple[MeasureRule, str]]:
    """The rule that reads the quantity and its measures (several where one number is said of each of a list)."""
    for rule in measure_rules():
        if q.kind in rule.kinds and all(n in text for n in rule.needs) and (m := rule.pattern.search(text)):
            stated = STATES[rule.measure](reading, q, m)
            if stated:
                yield from ((rule, measure) for measure in stated)
                return


def _head(reading: Reading, q: Quantity, m: re.Match[str]) -> list[str]:
    head = measures.tidy(m["head"], reading.names)
    if not head or measures.only_verbs(head):
        head = head + (reading.nouns[-1] if reading.nouns else "") or _before_clause(reading, q)
    else:
        reading.nouns = [head]
    return [measures.counted(head, q.unit, q.kind)] if head else [DEFAULT]


DEFAULT = "数量"


def _before_clause(reading: Reading, q: Quantity) -> str:
    """Where a clause has no noun of its own, the end of the one before."""
    before = [c for c in reading.sentence.clauses if c.end <= q.start and c.end > c.start]
    head = measures.tidy(re.split("[、，]", before[-1].text)[-1], reading.names) if before else ""
    return head if len(head) <= measures.LONGEST else ""


def _growth(reading: Reading, q: Quantity, m: re.Match[str]) -> list[str]:
    head = measures.tidy(m["head"], reading.names) or (reading.nouns[-1] if reading.nouns else _before_clause(reading, q))
    reading.nouns = [head] if head else reading.nouns
    return [measures.growth(head, m["grow"], q.unit)]


def _heads(reading: Reading, m: re.Match[str], n: int) -> list[str]:
    heads = measures.members(m["heads"], n, reading.names) if m["heads"].strip(measures.MARKS) else reading.nouns[-n:]
    if len(heads) != n:
        heads = [measures.tidy(m["heads"], reading.names) or (reading.nouns[-1] if reading.nouns else DEFAULT)] * n
    return heads


def _each(reading: Reading, q: Quantity, m: re.Match[str]) -> list[str]:
    index = m["index"].count(OTHER)
    n = index + 1 + len(re.match(f"(?:[、和与及]{{1,2}}{OTHER})*", m.string[m.end() :])[0].split(OTHER)) - 1  # type: ignore[index]
    heads = _heads(reading, m, n)
    if index == n - 1:
        reading.nouns = heads
    head = heads[index]
    if "grow" in m.groupdict():
        return [measures.growth(head, m["grow"], q.unit)]
    share = m["reach"] if (m["reach"] or "").startswith("占") else ""
    return [measures.counted(head, q.unit, q.kind) + (f"{share}比重" if share else "")]


def _both(reading: Reading, q: Quantity, m: re.Match[str]) -> list[str]:
    parts = [p for p in re.split("、|以及|和|与|及", measures.tidy(m["heads"], reading.names)) if p]
    heads = [measures.complete(p, parts[-1]) for p in parts]
    reading.nouns = heads
    return [measures.counted(h, q.unit, q.kind) for h in heads]


def _total(reading: Reading, q: Quantity, m: re.Match[str]) -> list[str]:
    noun, _ = measures.after(m["noun"], False)
    return [m["head"] if any(name in m["noun"] for name in reading.names) else noun + m["head"]]


def _share_of(reading: Reading, q: Quantity, m: re.Match[str]) -> list[str]:
    if not measures.is_noun(m["noun"]):
        return []
    noun, verb = measures.after(m["noun"], False)
    reading.nouns = [noun]
    return [f"{noun}占比"]


def _count(reading: Reading, q: Quantity, m: re.Match[str]) -> list[str]:
    left = m["left"]
    own = measures.tidy(left, reading.names)
    verb = measures.before(_without_names(left, reading.names))
    if not measures.is_noun(m["noun"]) and own and not measures.only_verbs(own):
        return []
    noun, then = measures.after(m["noun"], bool(verb))
    if left.strip() in ("和", "及", "与", "、", "以及", "、以及") and not verb:
        verb = reading.verb
    reading.verb, reading.nouns = verb, [noun]
    return [measures.counted((verb or then) + noun, q.unit, "counter" if q.kind == "bare" else q.kind)]


def _without_names(left: str, names: tuple[str, ...]) -> str:
    """The words before a number from behind the subject's name on."""
    for name in names:
        if left.startswith(name):
            return left[len(name) :]
    return left


STATES: dict[str, Callable[[Reading, Quantity, re.Match[str]], list[str]]] = {
    "head": _head,
    "head+grow": _growth,
    "heads": lambda reading, q, m: _both(reading, q, m) if "index" not in m.groupdict() else _each(reading, q, m),
    "heads+grow": _each,
    "noun+head": _total,
    "noun+占比": _share_of,
    "verb+noun": _count,
}
