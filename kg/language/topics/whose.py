"""Whose figure: who may be meant by a number, each with the clues that speak for it or against.

Candidates are the things named in the number's sentence, in the sentences before it, in the title, those named most, the area
that the article is about, and none of these (``NOBODY``: the text means something that was not read as a name). The weights are those of
``ontology/weights/whose.json``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.language.clues.view import Told, View, clue_pattern, clue_words, few, group
from kg.language.mentions.mention import Mention
from kg.ontology import ontology

BACK = 8  # sentences before the number's own that may name its subject
AFTER = 4  # names behind a number that are looked at
NOBODY = ""  # the candidate that stands for what has no name among the others
FEW = 3  # sentences; a shorter text is too little to say that none of its names is meant
OPENING = 2  # words at the start of a clause that may say whose its figures are


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a sentence says: sentence number, offset in the block, its measure and unit; ``last`` is the subject of the number
    before in the same sentence, ``before`` that of the last one of the sentences before, ``read`` the subject that the grammar read."""

    sentence: int
    at: int
    measure: str
    unit: str
    last: str | None = None
    before: str | None = None
    read: str | None = None


def candidates(view: View, figure: Figure) -> dict[str, frozenset[str]]:
    """For each thing that may be meant, its clues."""
    near = _nearest(view, figure)
    told = view.told[figure.sentence]
    things = any(group(m.type) != "AREA" for m in told.mentions if m.end <= figure.at)
    taken = _taken_up(told, figure.at)
    whole = _speaks_of_whole(told, figure.at)
    shared = _shared(figure)
    found = {
        name: frozenset(_clues(view, figure, name, kind, clues, things, taken, whole, shared, near))
        for name, (kind, clues) in near.items()
        if kind in _subjects()
    }
    rivals = len(found) > 1 and len(view.told) > FEW  # where a text names one thing alone, or says little, its figures are of what it names
    return found | {NOBODY: frozenset(_nobody(told, figure, things, taken, shared))} if rivals else found


def _nobody(told: Told, figure: Figure, things: bool, taken: str, shared: tuple[str, str]) -> Iterator[str]:
    """What speaks for a figure of something that is none of the names: how its clause and sentence open, how far the last name is, what is counted."""
    clause = told.laid.sentence.clauses[told.clause(figure.at)] if told.laid.sentence.clauses else told.laid.sentence
    near = [m for m in told.mentions if m.end <= figure.at and m.type in _subjects()]
    measure, unit = shared
    yield from ("nobody", f"nobody|things{things}", f"nobody|measure:{measure}", f"nobody|unit:{unit}", f"nobody|read{figure.read is not None}")
    yield from (f"nobody|last{figure.last is not None}", f"nobody|before{figure.before is not None}", f"nobody|taken:{taken}")
    yield f"nobody|far{few((figure.at - near[-1].end) // 6, 6) if near else '-'}"
    for where, start in (("clause", clause.start), ("sentence", told.laid.start)):
        named = any(m.start <= start + 1 < m.end for m in told.mentions)
        yield f"nobody|{where}-named{named}"
        if not named:
            yield from (f"nobody|{where}:{t.word}" for t in told.laid.line.between(start, max(start, figure.at))[:OPENING])


def _subjects() -> frozenset[str]:
    return frozenset(ontology().observation_types) - frozenset(clue_words("unmeasured"))


def _nearest(view: View, figure: Figure) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Each candidate with its type and the clues of its nearest place: the sentence, then those before, then title, counts, area."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for name, kind, clues in _places(view, figure):
        found.setdefault(name, (kind, clues))
    return found


def _places(view: View, figure: Figure) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    told = view.told[figure.sentence]
    for n, m in enumerate(reversed([m for m in told.mentions if m.end <= figure.at])):
        yield m.name, m.type, tuple(_before(told, m, n, figure.at))
    for n, m in enumerate([m for m in told.mentions if m.start >= figure.at][:AFTER]):
        yield m.name, m.type, tuple(_behind(told, m, n, figure.at))
    taken = _taken_up(told, figure.at)
    for back in range(1, min(BACK, figure.sentence) + 1):
        earlier = view.told[figure.sentence - back]
        for n, m in enumerate(earlier.mentions):
            yield m.name, m.type, tuple(_earlier(told, earlier, m, n, back, taken))
    for name in view.titled:
        yield name, view.type(name), ("title",)
    for name, _ in sorted(view.counts.items(), key=lambda item: (-item[1], item[0]))[:3]:
        yield name, view.types[name], ("frequent",)
    if view.region:
        yield view.region, view.type(view.region), ("region",)


def _before(told: Told, m: Mention, n: int, at: int) -> Iterator[str]:
    """The clues of a name that stands before the number in its sentence; ``n`` names stand between."""
    text, clauses = told.laid.line.text, told.laid.sentence.clauses
    here, there = told.clause(at), told.clause(m.start)
    opening = m.start - clauses[there].start if clauses else 0
    yield "same" if here == there else f"clause-{few(here - there, 4)}"
    yield from (f"nth{few(n, 4)}", f"pre:{text[max(told.laid.start, m.start - 1) : m.start]}", f"post:{text[m.end : m.end + 1]}")
    yield from (f"post2:{text[m.end : m.end + 2]}", "opens" if opening <= 0 else f"opens{few(opening // 3, 3)}")
    if m.start - told.laid.start <= 2:
        yield "opens-sentence"
    if here == there:
        yield "no-pause"
    yield f"nearer{any(x.start >= m.end and x.end <= at and x.type in _subjects() for x in told.mentions)}"


def _behind(told: Told, m: Mention, n: int, at: int) -> Iterator[str]:
    text, end = told.laid.line.text, told.laid.sentence.clauses[told.clause(at)].end if told.laid.sentence.clauses else told.laid.end
    yield from ("behind", f"behind{n}", "owned" if clue_pattern("owned").match(text[at : m.start]) else "not-owned", "in-clause" if m.start < end else "later-clause")


def _earlier(told: Told, earlier: Told, m: Mention, n: int, back: int, taken: str) -> Iterator[str]:
    yield "earlier" if earlier.laid.block == told.laid.block else "earlier-block"
    yield from (f"back{few(back, 5)}", f"index{few(n, 3)}")
    if n == len(earlier.mentions) - 1:
        yield "last-there"
    if m.start - earlier.laid.start <= 2:
        yield "opened-it"
    if taken:
        yield f"anaphor:{taken}:{m.type}"


def _taken_up(told: Told, at: int) -> str:
    """The noun that takes something up again before the number (项目 of 该项目), or nothing."""
    found = list(clue_pattern("anaphors").finditer(told.laid.line.text, told.laid.start, at))
    return (found[-1]["kind"] or found[-1]["bare"]) if found else ""


def _speaks_of_whole(told: Told, at: int) -> bool:
    return clue_pattern("whole").search(told.laid.line.text, told.laid.start, at) is not None


def _shared(figure: Figure) -> tuple[str, str]:
    return next((w for w in clue_words("measures") if w in figure.measure), "-"), figure.unit


def _clues(
    view: View, figure: Figure, name: str, kind: str, clues: tuple[str, ...], things: bool, taken: str, whole: bool,
    shared: tuple[str, str], all_: dict[str, tuple[str, tuple[str, ...]]],
) -> Iterator[str]:  # fmt: skip
    """The clues of a candidate: those of its place, alone and with its type, and those that it has wherever it stands."""
    type_, (measure, unit), place = group(kind), shared, clues[0]
    yield from clues
    yield from (f"{type_}|{c}" for c in clues)
    yield from (f"type:{type_}", f"{type_}|measure:{measure}", f"{type_}|unit:{unit}", f"{place}|measure:{measure}", f"{type_}|{place}|things{things}")
    yield f"count{few(view.counts[name], 4)}|{type_}"
    if name == view.region:
        yield from ("region-itself", f"region|measure:{measure}", f"region|{place}", f"region|things{things}", f"region|unit:{unit}")
    if name in view.titled:
        yield from ("in-title", f"in-title|{type_}")
    if name == figure.last:
        yield from ("last", f"last|{type_}", f"last|{place}", f"last|measure:{measure}")
    elif name == figure.before:
        yield from ("before", f"before|{place}", f"before|{type_}")
    if name == figure.read:
        yield from ("read", f"read|{type_}", f"read|{place}", f"read|news{view.news}")
    if taken:
        yield f"anaphor:{taken}|{type_}|{place}"
    if whole:
        yield f"whole|{'region' if name == view.region else type_}"
    if any(other != name and other in name for other in all_):
        yield "holds-another"
