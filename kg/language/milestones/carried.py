"""Clauses that go on from what was said before: an event without a subject (X项目，预计3月交付), a list without a verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.language.mentions.heads import head, made
from kg.language.mentions.lists import list_names
from kg.language.mentions.name import Name
from kg.language.mentions.running_text import free_names
from kg.language.milestones.chunks import Chunk
from kg.language.milestones.standing import standing
from kg.language.milestones.stated import Stated, goes_on, looks_ahead
from kg.language.text.line import Line
from kg.ontology import ontology, rules

CONTINUING = frozenset({"milestone-verb-first", "milestone-drive", "milestone-drive-bare", "milestone-continued"})
CARRIED = re.compile("[ADTPX]*(?:[EG][ADTXJ]*)*[EG]")
REST = "DTBEGJ"  # what may stand behind a carried event
MOVED = re.compile("N?[DP]*A[DP]*T[DP]*")


def carried_on(
    line: Line, base: int, row: tuple[Chunk, ...], i: int, said: Sequence[Stated], before: Sequence[tuple[int, int]], denied: tuple[int, int] | None
) -> Stated | None:
    """…X项目，预计3月交付: a clause that opens with its event (chunk ``i``) and holds no more says it of the names before.

    Those are the names of the last statement in the sentence, else the subject of the nearest clause ``before`` that has one, or what
    is ``denied`` something there (云帆公路从未取消，…); None where there is none.
    """
    codes = "".join(c.code for c in row)
    if row[i].code not in "EG" or not CARRIED.fullmatch(codes[: i + 1]) or not (codes[i + 1 :].strip(REST) == "" or codes[i + 1] == "H"):
        return None
    names = _nearest(line, said[-1], before) if said else _subject(line, before) or (list_names(line, *denied).names if denied else ())
    if not names:
        return None
    start, end = base + row[i].start, base + row[i].end
    return Stated("milestone-carried", row[i].event, names, start, end, looks_ahead(row, i), goes_on(row, i), standing(row, i))


def moved(base: int, row: tuple[Chunk, ...], said: Sequence[Stated]) -> Stated | None:
    """…未能按期开工，推迟至9月: a clause that gives a new time and no more plans the last step for then."""
    codes = "".join(c.code for c in row)
    words = row[codes.find("A")]
    if codes.startswith("N") and not re.match(rules("steps")["cause"], row[0].text):
        return None
    if not said or not said[-1].event or not MOVED.fullmatch(codes) or not _moves(words.text):
        return None
    return replace(said[-1], rule="milestone-moved", event_start=base + words.start, event_end=base + words.end, modal=True, going=False, standing="")


def _moves(words: str) -> bool:
    return re.search(rules("steps")["moved"], words) is not None


def _nearest(line: Line, last: Stated, before: Sequence[tuple[int, int]]) -> tuple[Name, ...]:
    """The names of the last statement, unless a clause behind it opens with a thing of its own (停建的是甲，乙照常推进，9月投用)."""
    since = [clause for clause in before if clause[0] > last.event_end]
    own = next((names for clause in reversed(since) if (names := subject_of_clause(line, clause)) and names[0].start == clause[0]), ())
    return own or last.names


def _subject(line: Line, before: Sequence[tuple[int, int]]) -> tuple[Name, ...]:
    """The subject of the nearest clause before that has one."""
    return next((names for clause in reversed(before) if (names := subject_of_clause(line, clause))), ())


def subject_of_clause(line: Line, clause: tuple[int, int]) -> tuple[Name, ...]:
    """The last project or facility named in running text of a clause, as what a clause without a subject goes on from."""
    named = [n for n in free_names(line, *clause) if n.type in ontology().types_that("built")]
    if not named:
        return _told_of(line, clause)
    own, last = head(named[-1].name), named[-1]
    return (replace(last, type=(own.frame if own else None) or last.type),)


def _told_of(line: Line, clause: tuple[int, int]) -> tuple[Name, ...]:
    """The one thing at the head of a clause that goes on with what is said of it (某邮轮港因…, 某安置区共有…)."""
    said = re.search(rules("steps")["told_of"], line.text[slice(*clause)])
    names = list_names(line, clause[0], clause[0] + said.start()).names if said else ()
    return names if len(names) == 1 else ()


def continued(line: Line, base: int, row: tuple[Chunk, ...], before: Sequence[Stated]) -> Stated | None:
    """开工甲等项目，乙、丙等项目: a clause that is a list of projects and nothing else goes on from the verb before it."""
    codes = "".join(c.code for c in row)
    if not before or codes.strip("DTP") != "N" or before[-1].rule not in CONTINUING:
        return None
    n = codes.index("N")
    found = list_names(line, base + row[n].start, base + row[n].end)
    if not found.names or found.tail is None or found.tail.head is None or found.tail.head.type != made():
        return None
    first, last = found.names[0], found.names[-1]
    return replace(before[-1], rule="milestone-continued", names=found.names, event_start=first.start, event_end=last.end)
