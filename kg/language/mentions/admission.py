"""Whether a stretch of words is a name, and of which type: two thresholds, one for strong frames and one for running text.

In a strong frame (开工, 建成, 加快…建设) anything with a head and one word outside the genre's stock is a name; elsewhere
it takes the evidence of a proper name (``proper.py``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from kg.language.mentions import edges
from kg.language.mentions.heads import Head, bare, head, made, whole_of_phase, without_suffix
from kg.language.mentions.list_tails import RENEWAL, Tail
from kg.language.mentions.name import Name, Refused, Verdict
from kg.language.mentions.proper import (
    NONE,
    OFFICE,
    PROPER,
    QUOTED,
    SPECIFIC,
    STOCK,
    area_names,
    beyond_area,
    certainty,
    industry_names,
    known_places,
)
from kg.language.text.line import Line
from kg.language.text.tokens import HAN, Token
from kg.ontology import form, rules, sign, signs, type_for, written

LONGEST, SHORTEST = 30, 2  # characters of a name
BEHIND = 10  # characters behind a name in which a count or a time shows
HAS_HAN = re.compile(HAN)
OWN_BODY = re.compile(rules("names")["own_body"])
OFFICIAL_BODY = form("names", "official_body")


@cache
def word_set(key: str) -> frozenset[str]:
    """A list of words of ``ontology/rules/names.yaml``."""
    return frozenset(rules("names")[key].split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be a name: its words and its own head; whether it stands in a strong ``frame``; the ``tail`` of the list
    that it is a member of; and the head ``lent`` to it by a later member or the tail."""

    start: int
    end: int
    surface: str
    behind: str
    words: tuple[Token, ...]
    own: Head | None
    frame: bool
    tail: Tail | None
    lent: Head | None


def admit_freely(line: Line, start: int, end: int) -> Verdict:
    """The stretch as a name of running text, or why it is none."""
    verdict = admit(line, start, end, frame=False)
    return verdict if isinstance(verdict, Refused) else replace(verdict, rule="name-in-text")


def admit(line: Line, start: int, end: int, *, frame: bool, tail: Tail | None = None, lent: Head | None = None) -> Verdict:
    """The decision to admit ``line.text[start:end]`` as a name, with its type; or ``Refused`` with the reason that was decisive.

    Refused is what is too short or long, what by its letters is no name (half a pair of quotes, a count, a programme, an area, an
    industry), what has the shape of none (opens with a verb, is all head, is Latin alone), and what nothing shows to be one: no head
    and no list that vouches for it, or only the genre's stock words (less is enough in a ``frame`` than in running text).
    Admitted is a quoted stretch alone in a frame as a project; else the type is that of the list's head, where the stretch has no
    telling head of its own, or of its own head, which in running text must give one.
    """
    surface = line.text[start:end]
    if not SHORTEST <= len(surface) <= LONGEST:
        return Refused(start, end, surface, "too short or too long")
    case = Candidate(start, end, surface, line.text[end : end + BEHIND], line.between(start, end), head(surface), frame, tail, lent)
    if why := _no_name(case) or _no_shape(case):
        return Refused(start, end, surface, why)
    if case.own is None and frame and tail is None and 5 < len(surface) < 10 and QUOTED.fullmatch(surface):
        return Name(start, end, surface, surface, made(), "name-quoted")
    if why := _unshown(case, certainty(surface, case.words)):
        return Refused(start, end, surface, why)
    kind = _type(case.own, tail, frame)
    if kind is None:
        return Refused(start, end, surface, "no type outside a frame")
    return Name(start, end, surface, surface, kind, "name-in-list" if tail else "name-in-frame", _aliases(surface))


def _no_name(case: Candidate) -> str:
    """Why a stretch is no name of a thing by its letters: a piece of a clause, a kind, an area, an industry."""
    tail = case.tail
    if why := edges.broken(case.surface) or edges.refused(case.surface, "" if tail else case.behind, bool(tail and tail.many)):
        return why
    if case.lent is None and _area_only().fullmatch(case.surface) and not (tail and RENEWAL.search(tail.text)):
        return "an area, not a thing in it"
    if case.surface in industry_names() or case.surface in known_places():
        return "an industry or a region, not a thing in it"
    return ""


def _no_shape(case: Candidate) -> str:
    """Why a stretch has not the shape of a name: it opens with a verb, is hardly more than its head, or is Latin alone."""
    own, surface = case.own, case.surface
    if own is None and case.lent is None and _opens_with_verb(case.words):
        return "opens with a verb"
    if own and len(surface) - len(own.word) < 2 and surface.isalpha() and not surface.isascii() and own.word in word_set("loose"):
        return "too little before the head"
    return "Latin or digits alone" if own is None and not HAS_HAN.search(surface) else ""


def _unshown(case: Candidate, sure: int) -> str:
    """Why nothing shows that a stretch is a name, as sure as its words are (``proper.certainty``)."""
    own, tail, surface = case.own, case.tail, case.surface
    if own is None and not (sure >= SPECIFIC and (case.lent or _vouched(tail))) and not (tail and sure >= PROPER):
        return "no head"
    if case.frame and own and own.type == type_for("names", "zone") and _telling(surface[: -len(own.word)]):
        sure = max(sure, SPECIFIC)
    if tail and case.frame and sure == STOCK and own and own.free and len(surface) - len(own.word) >= 4:
        sure = OFFICE
    if sure <= NONE or (sure < OFFICE if case.frame else not _free(surface, own, sure, case.words)):
        return "only the genre's stock words"
    if tail and tail.text.startswith(sign("names", "batch")) and sure < PROPER:
        return "one of a generic batch"
    short = case.frame and sure == OFFICE and own and len(surface) < len(own.word) + 4
    return "only the genre's stock words" if short else ""


@cache
def _area_only() -> re.Pattern[str]:
    return re.compile(f"{area_names().pattern}|{written('names', 'area_like')}")


def _opens_with_verb(words: tuple[Token, ...]) -> bool:
    """引进船舶运力, 深挖制造业: what no head vouches for and a verb opens is a clause."""
    return bool(words) and len(words[0].word) > 1 and words[0].tag in ("v", "d", "ad")


def _telling(kind: str) -> bool:
    """Whether the words before 产业园 say which park it is: an industry, or more than the stock of such names."""
    return kind in industry_names() or (len(kind) > 1 and not re.fullmatch(f"(?:{'|'.join(sorted(word_set('park_stock')))})+", kind))


def _free(surface: str, own: Head | None, sure: int, words: tuple[Token, ...]) -> bool:
    """Whether running text alone shows a name: a proper one; a park of an unusual kind; a body of the province or state."""
    if own is None:
        return sure == PROPER
    if own.word == sign("names", "of_area"):
        return area_names().fullmatch(surface[:-1]) is not None
    if OWN_BODY.match(surface) or (bare(surface) != surface and sure >= OFFICE):
        return True
    if own.word in word_set("phases"):
        whole = whole_of_phase(surface) or ""
        return certainty(whole, tuple(t for t in words if t.start - words[0].start < len(whole))) >= OFFICE
    if own.word in word_set("loose"):
        return sure == PROPER and beyond_area(surface, words)
    if own.type == type_for("names", "zone") or own.word in word_set("telling"):
        return sure >= SPECIFIC
    if own.type in (type_for("names", "body"), type_for("names", "firm")) and OFFICIAL_BODY.match(surface) and len(surface) > len(own.word) + 2:
        return sure >= (SPECIFIC if surface.startswith(sign("names", "of_state")) else OFFICE)
    return sure == PROPER


def _vouched(tail: Tail | None) -> bool:
    """Whether the tail counts its members (等20余个地标) or renews them: then each member is a name."""
    if tail is None:
        return False
    counted = tail.counted and not tail.text.endswith(signs("names", "uncounted"))
    return counted or tail.text.endswith(signs("names", "vouching")) or bool(RENEWAL.search(tail.text))


def _type(own: Head | None, tail: Tail | None, frame: bool) -> str | None:
    """The type of a name: the list's head where its own says little, else its own (in running text the freer one), else a project or place."""
    if tail and tail.head and tail.head.type != made() and _weak(own):
        return tail.head.frame or tail.head.type
    if own is not None:
        return own.frame if frame else own.free
    spot = type_for("names", "spot")
    return spot if tail and tail.head and tail.head.type == spot else made()


def _weak(own: Head | None) -> bool:
    """No head, or one of a single character (桥, 河, 里), which says little against the head of the list."""
    return own is None or len(own.word) == 1


def _aliases(name: str) -> tuple[str, ...]:
    short = without_suffix(name)
    return (short,) if short else ()
