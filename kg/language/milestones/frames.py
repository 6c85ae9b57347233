"""Milestones out of a clause: frames over its chunks say where names and event stand; what fits is stated, the rest refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.language.mentions.heads import Head, head, made
from kg.language.mentions.lists import NameList, list_names
from kg.language.mentions.name import Name, Refused
from kg.language.milestones.carried import carried_on, continued, moved
from kg.language.milestones.chunks import POSSESSIVE, Chunk, chunks
from kg.language.milestones.fitness import stands_alone, unfit
from kg.language.milestones.frame_rules import Frame, candidates
from kg.language.milestones.standing import standing
from kg.language.milestones.stated import Stated, goes_on, looks_ahead
from kg.language.text.line import Line
from kg.ontology import form, ontology, sign

LEAD = 6  # characters; more before the first name is a clause
MODIFIED = form("frames", "modified")
BODY = form("frames", "body")
OPENS = sign("frames", "opens")
ENDS = form("frames", "list_ends")


@dataclass(frozen=True, slots=True)
class Attempt:
    """A frame tried at an event: what it states (None where it almost did), and the stretches that were refused as its names."""

    rule: str
    stated: Stated | None
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseFrames:
    """A clause as its chunks (offsets of the clause, which begins at ``start`` of the line) and all frames tried on it, in order."""

    start: int
    chunks: tuple[Chunk, ...]
    attempts: tuple[Attempt, ...] = ()

    @property
    def stated(self) -> tuple[Stated, ...]:
        """What the clause states."""
        return tuple(a.stated for a in self.attempts if a.stated)

    @property
    def denied(self) -> tuple[int, int] | None:
        """The stretch that opens the clause, in the line, where a denial stands right behind it."""
        denies = [c.code for c in self.chunks[:2]] == ["N", "X"]
        return (self.start, self.start + self.chunks[0].end) if denies else None

    @property
    def free(self) -> tuple[tuple[int, int], ...]:
        """The stretches of free text, in the line: where names outside frames may be."""
        return tuple((self.start + c.start, self.start + c.end) for c in self.chunks if c.code == "N")


def read_clause(
    line: Line,
    start: int,
    end: int,
    times: Sequence[tuple[int, int]] = (),
    *,
    said: Sequence[Stated] = (),
    before: Sequence[tuple[int, int]] = (),
    denied: tuple[int, int] | None = None,
    verb: Sequence[Stated] = (),
) -> ClauseFrames:
    """The frames of the clause ``line.text[start:end]``.

    ``times``: spans of time expressions, in the line; ``said``: what the clauses before it in the sentence stated, whose names a
    clause without a subject goes on from; ``before``: the spans of those clauses, whose subject serves where nothing was stated; ``denied``: the stretch that opens the last
    of them and of which it denies something;
    ``verb``: what the sentence before a ； stated, from which a bare list goes on.
    """
    inside = [(a - start, b - start) for a, b in times if start <= a and b <= end]
    row = chunks(line.text[start:end], inside, lambda at: line.is_edge(start + at))
    clause = _Clause(line, start, row, "".join(c.code for c in row), line.text[slice(*before[-1])] if before else "", tuple(n for s in said for n in s.names))
    attempts: list[Attempt] = []
    taken: frozenset[int] = frozenset()
    for i, chunk in enumerate(row):
        if chunk.code in "EFGBSRK" and i not in taken:
            tried, used = _at(replace(clause, named=(*clause.named, *(n for a in attempts if a.stated for n in a.stated.names))), i, taken)
            taken |= used
            attempts += tried
            if not (tried and tried[-1].stated) and (more := carried_on(line, start, row, i, said, before, denied)):
                attempts.append(Attempt(more.rule, more))
    if not any(a.stated for a in attempts) and (more := moved(start, row, said) or continued(line, start, row, [*verb, *said])):
        attempts.append(Attempt(more.rule, more))
    return ClauseFrames(start, row, tuple(attempts))


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause while its frames are tried: the letters of its chunks as one string, the text of the clause before and the names of those before."""

    line: Line
    start: int
    row: tuple[Chunk, ...]
    codes: str
    before: str
    named: tuple[Name, ...]


def _at(clause: _Clause, i: int, taken: frozenset[int]) -> tuple[list[Attempt], frozenset[int]]:
    """The frames tried at chunk ``i``, up to the first that states something, and the chunks that this uses up."""
    tried: list[Attempt] = []
    for frame, match in candidates(clause.codes, i):
        n = match.start("names")
        if n in taken and not frame.shares:
            continue
        attempt = _tried(clause, frame, n, i)
        tried.append(attempt)
        if attempt.stated:
            only_names = attempt.stated.rule == LISTED
            return tried, frozenset() if only_names else frozenset((i,) if frame.id.startswith("milestone-attributive") else (n, i))
    return tried, frozenset()


LISTED = "list-of-names"


def _tried(clause: _Clause, frame: Frame, n: int, i: int) -> Attempt:
    """One frame with its names in chunk ``n`` and its event in chunk ``i``.

    It states its event of the names that fit it. Where none does, names that a list or the frame vouches for are names all the
    same, without a milestone; and nothing is stated where no name is left, or a frame that must be filled by its list is not.
    """
    line, row = clause.line, clause.row
    start, end = clause.start + row[n].start, clause.start + row[n].end + _shared(row[n], row[i]) - _owning(row, n, i)
    found = list_names(line, start, end, giver=_next_head(row, n) or _behind(row[n], row[i]), before=clause.named)
    unfitting = [(name, unfit(frame, name, line, found.tail is not None)) for name in found.names]
    fitting = tuple(name for name, why in unfitting if not why)
    refused = found.refused + tuple(name.refused(why) for name, why in unfitting if why)
    if not fitting and (names := _nameable(frame, found, line)):
        return Attempt(LISTED, _stated(clause, LISTED, "", names, n, i), tuple(r for r in refused if r.start not in {m.start for m in names}))
    if not fitting:
        return Attempt(frame.id, None, refused)
    if "whole" in frame.needs and (why := _not_whole(line.text[start : found.names[0].start], fitting, found)):
        return Attempt(frame.id, None, refused + tuple(name.refused(why) for name in fitting))
    return Attempt(frame.id, _stated(clause, frame.id, frame.event or row[i].event, fitting, n, i), refused)


def _nameable(frame: Frame, found: NameList, line: Line) -> tuple[Name, ...]:
    """The names of a list that may not have the frame's milestone, and are names all the same."""
    if found.tail:
        return found.names
    return tuple(n for n in found.names if stands_alone(n, line)) if "project" in frame.needs else ()


def _not_whole(before: str, names: Sequence[Name], found: NameList) -> str:
    """Why a list does not fill its place (its last member is no name, or a clause stands before its first), or nothing."""
    if found.tail is None and any(r.start > names[-1].start for r in found.refused):
        return "the list ends in what is no name"
    return "" if len(before) < LEAD or MODIFIED.search(before) else "a clause stands before the first name"


def _next_head(row: tuple[Chunk, ...], n: int) -> Head | None:
    """建成A、开工B抽水蓄能电站: the head of the next list completes the one that ends in 、."""
    if not row[n].text.endswith("、"):
        return None
    later = next((c for c in row[n + 1 :] if c.code == "N"), None)
    own = head(later.text) if later else None
    return own if own and own.append else None


def _shared(names: Chunk, event: Chunk) -> int:
    """How much of the event's words belongs to the tail of the list before it: 甲等**项目**前期工作."""
    return len(OPENS) if ENDS.search(names.text) and names.end == event.start and event.code == "R" and event.text.startswith(OPENS) else 0


def _owning(row: tuple[Chunk, ...], n: int, i: int) -> int:
    """How much of the names only owns the time of the step behind them: 某书院**的**竣工时间."""
    owns = n + 1 == i < len(row) - 1 and row[i + 1].code == "H" and row[n].text.endswith(POSSESSIVE)
    return len(POSSESSIVE) if owns else 0


def _behind(names: Chunk, event: Chunk) -> Head | None:
    """加快甲引水、乙水库**项目**前期工作: the word that opens the event's own is the head of a list whose members have none."""
    listed = "、" in names.text and event.code == "R" and event.text.startswith(OPENS)
    return Head(OPENS, made(), made(), None, True) if listed else None


def _stated(clause: _Clause, rule: str, event: str, names: tuple[Name, ...], n: int, i: int) -> Stated:
    chunk = clause.row[i]
    if event in ontology().events_that("of_structure"):
        names = tuple(replace(n, name=BODY.sub("", n.name)) for n in names)
    start, end = clause.start + chunk.start, clause.start + chunk.end
    return Stated(rule, event, names, start, end, looks_ahead(clause.row, i), goes_on(clause.row, i), standing(clause.row, i, n, clause.before, _between(clause, names, i)))


def _between(clause: _Clause, names: tuple[Name, ...], i: int) -> str:
    """The words from the names, or the step behind them, to the end of the event in chunk ``i``; nothing where the names stand behind it."""
    row, start = clause.row, names[-1].end - clause.start
    if start > row[i].start:
        return ""
    text = clause.line.text
    return text[clause.start + max([start, *(c.end for c in row[:i] if c.event and c.start >= start)]) : clause.start + row[i].end]
