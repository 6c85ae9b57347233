"""Observations: the number is read again by the quantity grammar and must agree; whose it is, the places of names decide."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from kg.language.figures.numerals import plain_width
from kg.language.figures.quantities import Quantity, find_refusals
from kg.language.figures.units import data as quantities
from kg.language.layout import LaidSentence
from kg.language.text.span import Span
from kg.model import Observation
from kg.ontology import digits, ontology
from kg.ontology.folding import plain
from kg.readings.gate.moods import judge_mood
from kg.readings.gate.scene import Scene
from kg.readings.gate.times import judge_time
from kg.readings.gate.verdicts import PassedFact, Refusal
from kg.readings.gate.whose import Breaks, said_of
from kg.readings.gate.words import data, pattern

ROLES = frozenset({"from", "to"})
BETWEEN = r"(?:余|多|几)?\s*"  # what may stand between a number and its unit
RANGE = r"(?:[-—–~～至到]{1,2}\d+(?:\.\d+)?)?"  # behind the lower end of a range
TENS = "十百千万亿几数"  # of which a digit spelt out may be a part
BARE = re.compile("(?:^|[（(，、：:；\u3000\\s])(?:约|近|超|共|达|总共)?$")  # what a number without a word for its measure stands behind
SHARE = 0.5  # of a measure's characters, that the sentence or the title must hold


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the text where it stands, with its bound (None where the grammar does not read it)."""

    span: Span
    bound: str | None


def judge_observation(scene: Scene, fact: Observation, places: list[Span]) -> PassedFact:
    """The observation as the text has it. Raises ``Refusal``: the last of those for each place of the number."""
    if scene.types[fact.subject] not in ontology().observation_types:
        raise Refusal("ends", scene.types[fact.subject])
    if fact.bound not in ontology().bounds:
        raise Refusal("bound", fact.bound)
    why = Refusal("number", f"{fact.value} {fact.unit}")
    for place in places:
        for figure in figures(scene, fact.value, fact.unit, place):
            try:
                return _at(scene, fact, figure, place)
            except Refusal as refusal:
                why = refusal
    raise why


def _at(scene: Scene, fact: Observation, figure: Figure, place: Span) -> PassedFact:
    """The observation at one place of its number."""
    if not said_of(scene, fact.subject, figure.span, breaks_of(scene)):
        raise Refusal("subject", fact.subject)
    if not (_measured(scene, fact.measure, place) or _implied(scene, fact, figure)):
        raise Refusal("measure", fact.measure)
    time, coarser = judge_time(scene, fact.time, figure.span)
    modality, planned = judge_mood(scene, fact.modality, time, figure.span, fact.measure)
    bound = figure.bound or fact.bound
    mended = (*coarser, *planned, *(("bound",) if bound != fact.bound else ()))
    made = replace(fact, time=time, modality=modality, bound=bound, role=fact.role if fact.role in ROLES else None)
    return PassedFact(made, place, mended)


def figures(scene: Scene, value: Decimal, unit: str, place: Span) -> Iterator[Figure]:
    """Where a quote says a number with its unit: as the grammar reads it, else as it stands, if the grammar does not read it otherwise."""
    for laid in scene.touched(place):
        inside = [q for q in laid.quantities if place.start < q.end and q.start < place.end]
        text = scene.text(place.block)
        same = [q for q in inside if value in (q.value, q.high) and (same_unit(q.unit, unit) or _goes_on(q.unit, unit, text[q.end :]))]
        for q in same or _elided(unit, [q for q in inside if value in (q.value, q.high)], text, laid):
            bound = q.bound if q.high is None else "at_least" if value == q.value else "at_most"
            yield Figure(Span(place.block, q.start, q.end), bound)
        if not same:
            yield from _as_it_stands(scene, value, unit, place, laid)


def _as_it_stands(scene: Scene, value: Decimal, unit: str, place: Span, laid: LaidSentence) -> Iterator[Figure]:
    start, end = max(place.start, laid.start), min(place.end, laid.end)
    text = plain_width(scene.text(place.block)[start:end])
    taken = [(q.start - start, q.end - start) for q in laid.quantities]
    thresholds = [(r.start, r.end) for r in find_refusals(text) if r.rule in NEVER]
    for m in _written(value, unit).finditer(text):
        if any(a < m.end() and m.start() < b for a, b in taken):
            continue
        if any(a < m.end() and m.start() < b for a, b in thresholds):
            raise Refusal("threshold", m[0])
        yield Figure(Span(place.block, start + m.start(), start + m.end()), None)


NEVER = frozenset({"refuse.threshold", "refuse.title", "refuse.edition"})


def _written(value: Decimal, unit: str) -> re.Pattern[str]:
    """A number as a text may write it: with commas or without, noughts behind the point as they come, a single digit also spelt out (六车道)."""
    written = f"{abs(value):f}"
    whole, _, part = (written.rstrip("0").rstrip(".") if "." in written else written).partition(".")
    commas = "[,，]?".join(re.findall(r"\d{1,3}(?=(?:\d{3})*$)", whole))
    rest = rf"\.{part}0*" if part else r"(?:\.0+)?"
    arabic = rf"(?<![\d.]){commas}{rest}(?![\d.]){RANGE}"
    words = "".join(word for word, number in digits().items() if number == value > 0)
    signs = "".join(digits()) + TENS
    spelt = rf"|(?<![{signs}第])[{words}](?![{signs}])" if words else ""
    return re.compile(rf"(?:{arabic}{spelt})[”’]?{BETWEEN}{re.escape(unit)}")


def same_unit(first: str, second: str) -> bool:
    """Whether two units are one, folded, however square kilometres are written."""
    a, b = (plain(unit).replace("平方千米", "平方公里") for unit in (first, second))
    return a == b


def _goes_on(read: str, unit: str, behind: str) -> bool:
    """Whether the words behind a quantity make its unit the one proposed (480口人), or only its currency is left out (50亿元人民币)."""
    if read.startswith(unit) and unit:
        return read[len(unit) :] in quantities()["units"]["money"]
    return bool(read) and unit.startswith(read) and behind.startswith(unit[len(read) :])


def breaks_of(scene: Scene) -> Breaks:
    """Whether a stretch of a block holds another number."""

    def breaks(block: int, start: int, end: int) -> bool:
        return any(start <= q.start and q.end <= end for s in scene.sentences[block] for q in s.quantities)

    return breaks


def _elided(unit: str, inside: Sequence[Quantity], text: str, laid: LaidSentence) -> list[Quantity]:
    """The numbers of money whose 元 is left out, in a sentence that speaks of money: no unit or counter stands behind (签署80亿中期票据)."""
    money = next((word for word in quantities()["units"]["money"] if unit.endswith(word)), "")
    if not money or money == unit or not pattern("elided").search(laid.sentence.text):
        return []
    return [q for q in inside if q.unit == unit.removesuffix(money) and not text.startswith(_units(), q.end)]


@cache
def _units() -> tuple[str, ...]:
    """All units and counters."""
    return tuple(dict.fromkeys((*(word for words in quantities()["units"].values() for word in words), *quantities()["counters"])))


def _implied(scene: Scene, fact: Observation, figure: Figure) -> bool:
    """Whether a number stands bare at the opening of its clause or of a bracket, or right behind a name, and its unit says what is measured (云帆小区，19.8万平方米)."""
    laid = scene.sentence(figure.span)
    kinds = (kind for kind, words in quantities()["units"].items() if any(fact.unit.endswith(word) for word in words))
    said = next((word for kind in kinds if (word := data()["implied"].get(kind))), "")
    if laid is None or not said or not re.search(said, fact.measure):
        return False
    clause = scene.clause(laid, figure.span.start)
    return bool(BARE.search(scene.unnamed(figure.span.block, clause.start, figure.span.start)))


def _measured(scene: Scene, measure: str, place: Span) -> bool:
    """Whether a measure is made of the characters around the number: of its sentences, the one before, and the title."""
    listed = scene.touched(place)
    near = [s.sentence.text for s in scene.sentences[place.block] if listed and s.start < listed[-1].end and s.sentence.index >= listed[0].sentence.index - 1]
    titles = [scene.text(scene.blocks_of(scene.pages[place.block])[0])]
    there, asked = Counter(plain("".join([*near, *titles]))), Counter(plain(measure))
    return bool(asked) and (asked & there).total() >= SHARE * asked.total()
