"""Steps that stand beside their names: in a bracket behind one (云帆大桥（4月开工）), or in a goal before it (瞄准9月通车的目标，云帆大桥…)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.language.mentions.lists import list_names
from kg.language.mentions.name import Name
from kg.language.mentions.running_text import free_names
from kg.language.milestones.chunks import JOINT
from kg.language.milestones.frames import Attempt, ClauseFrames, read_clause
from kg.language.milestones.standing import standing
from kg.language.milestones.stated import Stated
from kg.language.text.clauses import COMMAS, ROUND, closing, cut
from kg.language.text.line import Line
from kg.ontology import rules

CARRIED = frozenset({"milestone-carried", "milestone-moved"})


def bracketed(line: Line, start: int, end: int, times: Sequence[tuple[int, int]]) -> Iterator[ClauseFrames]:
    """The clauses in the brackets of ``line.text[start:end]`` that state a step of the name right before the bracket."""
    for opened in (i for i in range(start, end) if line.text[i] in ROUND):
        shut = closing(line.text, opened)
        names = _before(line, start, opened) if shut > 0 else ()
        said: tuple[Stated, ...] = (Stated("", "", names, opened, opened, False, False),) if names else ()
        for a, b in cut(line.text, COMMAS + JOINT, opened + 1, shut) if names else ():
            found = read_clause(line, a, b, times, said=said)
            attempts = tuple(t for t in found.attempts if t.stated and t.stated.rule in CARRIED)
            if attempts:
                yield ClauseFrames(a, (), tuple(_in_bracket(t) for t in attempts))
                said += tuple(t.stated for t in attempts if t.stated)


def _in_bracket(attempt: Attempt) -> Attempt:
    stated = attempt.stated and replace(attempt.stated, rule="milestone-bracket")
    return Attempt("milestone-bracket", stated)


def _before(line: Line, start: int, end: int) -> tuple[Name, ...]:
    """The name that ends where the bracket opens, by its own evidence or as the last member of a list."""
    last = max((m.end() for m in _pattern("introduces").finditer(line.text, start, end)), default=start)
    for at in dict.fromkeys((last, start)):
        found = [*free_names(line, at, end), *list_names(line, at, end).names]
        if names := tuple(n for n in found if n.end == end):
            return names[:1]
    return ()


def aimed(line: Line, clause: ClauseFrames, after: ClauseFrames) -> Attempt | None:
    """The step of a goal that a clause opens with, planned of what the next clause states something of; None where there is none."""
    row, names = clause.chunks, next((s.names for s in after.stated if s.names), ())
    if not names or not row or not _pattern("aims").match(row[0].text):
        return None
    for i, chunk in enumerate(row):
        if chunk.event and _pattern("goals").match("".join(c.text for c in row[i + 1 :])):
            start, end = clause.start + chunk.start, clause.start + chunk.end
            return Attempt("milestone-aimed", Stated("milestone-aimed", chunk.event, names, start, end, True, False, standing(row, i)))
    return None


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(rules("steps")[key])
