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
from kg.language.measure_rules import HERE, OTHER, MeasureRule, measure_rules, words
from kg.language.measure_status import period, status
from kg.language.measure_subjects import Named, subject_of
from kg.language.quantities import Quantity, find_quantities
from kg.language.times import Anchor, TimeMention, find_times
from kg.model import Evidence, Observation


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
    named: bool = False
    last: tuple[str, str] = ("", "")

    def goes_on(self, *nouns: str) -> None:
        """Remember what was measured: the next number may be of it too."""
        self.nouns += [n for n in nouns if n]


Subject = Callable[[int, int], str] | str


def observe(
    sentence: Sentence, context: Passage, subject: Subject, mentions: Sequence[Named] = (), *, times: Sequence[TimeMention] | None = None
) -> list[Found]:
    """The observations of a sentence, in order.

    ``subject`` is the district, city or province of the passage, or a function from the quantity's span (block offsets) to it;
    ``mentions`` are the names in the sentence: (start, end, name, type), block offsets; ``times`` what ``find_times`` gives for ``sentence.text`` (found here if not given).
    """
    quantities = [_shift(q, sentence.start) for q in find_quantities(sentence.text)]
    if not quantities:
        return []
    said = find_times(sentence.text, context.anchor) if times is None else times
    quantities = _share_bounds(sentence, quantities)
    reading = Reading(sentence, _own_names(sentence, mentions, subject), quantities)
    found: list[Found] = []
    for clause in sentence.clauses:
        inside = [q for q in quantities if clause.start <= q.start < clause.end]
        for q, text in zip(inside, _masks(clause, inside), strict=True):
            default = subject(q.start, q.end) if callable(subject) else subject
            who = subject_of(sentence, q.start, q.end, mentions, default)
            when = period(sentence, q.start, said, context.time)
            how = status(sentence, q.start, context.modality, when, context.year)
            start, end = _words(clause, inside, q)
            reading.named = who != default
            for rule, measure in _read(reading, q, text):
                reading.last = q.unit, measure
                for value, bound in _ends(q):
                    found.append(Found(who, measure, value, q.unit, when, how, bound, rule.role, start, end, rule.id))
    return found


def _ends(q: Quantity) -> list[tuple[Decimal, str]]:
    """The values of a quantity with their bounds: a range (5—6个) has two."""
    return [(q.value, q.bound)] if q.high is None else [(q.value, "at_least"), (q.high, "at_most")]


def _share_bounds(sentence: Sentence, quantities: list[Quantity]) -> list[Quantity]:
    """分别增长5%、6.5%左右: the bound said of the last number of a run after 分别 holds for all of it."""
    out = list(quantities)
    for i in range(len(out) - 2, -1, -1):
        q, then = out[i], out[i + 1]
        gap, head = sentence.block.text[q.end : then.start], sentence.block.text[sentence.start : q.start]
        last = AFTER.search(then.text) or (then is not quantities[i + 1] and then.bound != "exact")
        if gap in ("、", "和", "与", "及") and "分别" in head and q.bound == "exact" and last:
            out[i] = replace(q, bound=then.bound)
    return out


AFTER = re.compile("(?:左右|以上|以内|以下|上下)$")


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


def _own_head(reading: Reading, m: re.Match[str]) -> tuple[str, bool]:
    """The head before a number, without the noun of the number before it, and whether it goes on a list after that one."""
    head, at = m["head"], m.start("head")
    listed = m.string[at - 1 : at] == OTHER or head[:1] == OTHER
    if listed and head.lstrip(OTHER)[:1] not in "、和及与并，" and "、" in head:
        head = head.partition("、")[2]
    head = re.split("、(?=累计|共计|合计|总计|力争|确保|预计|实现|完成|其中)", head)[-1] if head[:1] != "、" else head
    return measures.tidy(re.sub("^[、和及与并]+", "", head) if listed else head, reading.names), listed


def _head(reading: Reading, q: Quantity, m: re.Match[str]) -> list[str]:
    head, listed = _own_head(reading, m)
    verb = measures.leading_verb(head)
    if not head and reading.last[0] == q.unit and not re.search("累计|总|共|合计", m[0]):
        return [reading.last[1]]
    if not head or measures.only_verbs(head):
        head = _elsewhere(reading, q, head)
    elif measures.is_attribute(head) or head in words("totals"):
        head = _owner(reading, q) + head
    elif head.startswith("占"):
        head = _last(reading) + head + ("" if head.endswith(("比重", "比例")) else "比重")
    elif "占" in head and q.unit == "%" and not head.endswith(("比重", "比例", "占比", "率", "占地")):
        reading.goes_on(head)
        head += "比重"
    elif listed and not verb and q.kind == "counter":
        head = reading.verb + head
        reading.goes_on(head)
    else:
        reading.verb = verb
        reading.goes_on(head)
    return [measures.counted(head, q.unit, q.kind)] if head else [DEFAULT]


def _elsewhere(reading: Reading, q: Quantity, verb: str) -> str:
    """The measure of a number without a noun of its own: that of the number before, money, or the clause before."""
    if q.unit.endswith("元") and verb in words("funds"):
        return verb + "资金"
    return verb + _last(reading) if _last(reading) else verb + _before_clause(reading, q)


def _last(reading: Reading) -> str:
    """The noun that the last number counted, without its verb."""
    noun = reading.nouns[-1] if reading.nouns else ""
    return noun[len(measures.leading_verb(noun)) :]


def _owner(reading: Reading, q: Quantity) -> str:
    """Whose sum a bare 总投资 is: the noun counted before it, unless a named thing is the subject."""
    return "" if reading.named else _last(reading)


def _earlier(reading: Reading, q: Quantity, m: re.Match[str]) -> list[str]:
    owner = measures.tidy(m["before"], reading.names) if m["head"] == "连续" else ""
    owner = "" if owner in words("adverb") else owner
    reading.goes_on(owner)
    return [owner + m["head"] + m["noun"].strip(measures.MARKS)[: measures.LONGEST] + ("年数" if q.unit == "年" else "时间")]


DEFAULT = "数量"


def _before_clause(reading: Reading, q: Quantity) -> str:
    """Where a clause has no noun of its own, the noun that opens the one before."""
    before = [c for c in reading.sentence.clauses if c.end <= q.start and c.end > c.start]
    head = measures.tidy(re.split("[、，]", before[-1].text)[-1], reading.names) if before else ""
    verb = measures.leading_verb(head)
    return verb + measures.after(head[len(verb) :], bool(verb))[0]


def _growth(reading: Reading, q: Quantity, m: re.Match[str]) -> list[str]:
    if m["grow"] in words("soft") and q.kind in ("amount", "counter") and not q.unit.endswith("元"):
        return []
    head = _own_head(reading, m)[0] or (reading.nouns[-1] if reading.nouns else _before_clause(reading, q))
    reading.goes_on(head)
    return [measures.growth(head, m["grow"], q.unit)]


def _heads(reading: Reading, m: re.Match[str], n: int) -> list[str]:
    heads = measures.members(m["heads"], n, reading.names) if m["heads"].strip(measures.MARKS) else reading.nouns[-n:]
    if len(heads) != n:
        heads = [measures.tidy(m["heads"], reading.names) or (reading.nouns[-1] if reading.nouns else DEFAULT)] * n
    return heads


def _each(reading: Reading, q: Quantity, m: re.Match[str]) -> list[str]:
    index = m["index"].count(OTHER)
    n = index + 1 + len(re.match(f"(?:[、和与及]{{1,2}}{OTHER})*", m.string[m.end() :])[0].split(OTHER)) - 1  # type: ignore[index]
    if n == 1:
        return _alone(reading, q, m)
    heads = _heads(reading, m, n)
    if index == n - 1:
        reading.goes_on(*heads)
    head = heads[index]
    if "grow" in m.groupdict():
        return [measures.growth(head, m["grow"], q.unit)]
    reach = m["reach"] or ""
    if reach.startswith("占"):
        return [head + reach.rstrip("的") + "比重"]
    verb = measures.leading_verb(reach + "#")
    return [measures.counted((verb if verb not in words("reach") else "") + head, q.unit, q.kind)]


def _alone(reading: Reading, q: Quantity, m: re.Match[str]) -> list[str]:
    """分别 before one number only: what stands next to the number is its measure."""
    groups = m.groupdict()
    head = measures.tidy(groups.get("reach") or m["heads"], reading.names)
    if not head or measures.only_verbs(head):
        return []
    reading.goes_on(head)
    return [measures.growth(head, m["grow"], q.unit) if groups.get("grow") else measures.counted(head, q.unit, q.kind)]


def _both(reading: Reading, q: Quantity, m: re.Match[str]) -> list[str]:
    parts = [p for p in re.split(measures.AND, measures.tidy(m["heads"], reading.names)) if p]
    heads = [measures.complete(p, parts[-1]) for p in parts]
    reading.goes_on(*heads)
    return [measures.counted(h, q.unit, q.kind) for h in heads]


def _total(reading: Reading, q: Quantity, m: re.Match[str]) -> list[str]:
    noun, _ = measures.after(m["noun"], False)
    return [m["head"] if any(name in m["noun"] for name in reading.names) else noun + m["head"]]


def _share_of(reading: Reading, q: Quantity, m: re.Match[str]) -> list[str]:
    if not measures.is_noun(m["noun"]):
        return []
    noun, verb = measures.after(m["noun"], False)
    reading.goes_on(noun)
    return [f"{noun}占比"]


def _count(reading: Reading, q: Quantity, m: re.Match[str]) -> list[str]:
    left, listed = m["left"], False
    if m.string[: m.start("left")].endswith(OTHER) and (cut := re.match(r".*(?:[、和及与]|以及)", left)):
        left, listed = left[cut.end() :], True
    own = measures.tidy(left, reading.names)
    verb = measures.before(_without_names(left, reading.names))
    if not measures.is_noun(m["noun"], q.kind):
        if left in words("beneficiary") and q.kind == "counter":
            return [measures.counted(m["noun"][: measures.LONGEST], q.unit, q.kind)]
        if q.kind == "amount" or (own and not measures.only_verbs(own)):
            return []
    if SMALL.match(q.text) and not verb and not own and not measures.after(m["noun"], False)[1]:
        return []
    noun, then = measures.after(m["noun"], bool(verb))
    if verb in words("weak"):
        verb = then or verb
    if left in words("beneficiary"):
        then = ""
    if listed and not left:
        verb, noun = reading.verb, measures.after(m["noun"], True)[0] if reading.verb else noun
    noun = measures.level(noun, m.string[m.end() :])
    if q.unit.endswith("元"):
        noun = measures.money(m["noun"]) or noun
    reading.verb = verb
    reading.goes_on(noun)
    return [measures.counted((verb or then) + noun, q.unit, "counter" if q.kind == "bare" else q.kind)]


# Counts below twenty in Chinese characters (四大, 两个, 三项) mostly tell off a plan; one needs a verb to count things.
SMALL = re.compile("[一二两三四五六七八九十]{1,2}[^余多几一-龥]?[个项条类种张次]$")


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
    "head+noun+时间": _earlier,
    "noun+head": _total,
    "noun+占比": _share_of,
    "verb+noun": _count,
}
