"""What relates two names: for each predicate that their types allow, the clues of the words between and around them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from kg.language.clues.view import Told, View, clue_words, few
from kg.language.mentions.mention import Mention
from kg.ontology import ontology

REACH = 70  # characters between two names that are looked at
SHORT = 8  # characters between that are a clue as they are
AROUND = (6, 8)  # characters before the first and behind the second name

Triple = tuple[str, str, str]


@dataclass(slots=True)
class Related:
    """A relation that may hold, with its clues; ``sentence``, ``start``, ``end`` are where both are named nearest (-1 where nowhere together)."""

    subject: str
    predicate: str
    object: str
    clues: set[str]
    sentence: int = -1
    start: int = 0
    end: int = 0


def related(view: View, read: Collection[Triple]) -> list[Related]:
    """All relations that may hold between the things of an article; ``read`` are those that the grammar states."""
    found: dict[Triple, Related] = {}
    for n, told in enumerate(view.told):
        for a in told.mentions:
            for b in told.mentions:
                if a.name != b.name and abs(a.start - b.start) <= REACH * 2:
                    _together(found, told, n, a, b)
    _by_region(found, view)
    _by_name(found, view)
    for triple, one in found.items():
        one.clues |= set(_of_things(view, one, triple in read))
    return [found[k] for k in sorted(found)]


@cache
def predicates(subject: str, object_: str) -> tuple[str, ...]:
    """The predicates that may relate things of two types."""
    return tuple(p.name for p in ontology().predicates.values() if not p.literal and subject in p.domain and object_ in p.range)


def _together(found: dict[Triple, Related], told: Told, n: int, a: Mention, b: Mention) -> None:
    first, second = (a, b) if a.end <= b.start else (b, a)
    if second.start - first.end > REACH or not predicates(a.type, b.type):
        return
    order = "SO" if first is a else "OS"
    clues = tuple(_clues(told, a, b, first, second, order))
    for p in predicates(a.type, b.type):
        one = found.setdefault((a.name, p, b.name), Related(a.name, p, b.name, set()))
        one.clues.update(clues)
        one.clues.update(f"{order}|{c}" for c in clues)
        one.clues.update(f"{a.type}>{b.type}|{c}" for c in clues)
        if one.sentence < 0 or second.end - first.start < one.end - one.start:
            one.sentence, one.start, one.end = n, first.start, second.end


def _clues(told: Told, a: Mention, b: Mention, first: Mention, second: Mention, order: str) -> Iterator[str]:
    text = told.laid.line.text
    between = [m for m in told.mentions if first.end <= m.start and m.end <= second.start]
    gap = _masked(text, first.end, second.start, between)
    yield from (order, f"apart{few(abs(told.clause(a.start) - told.clause(b.start)), 3)}", f"between{few(len(between), 4)}", f"far{few((second.start - first.end) // 4, 8)}")
    if len(gap) <= SHORT:
        yield f"gap:{gap}"
    yield from (f"gap^{gap[:2]}", f"gap${gap[-2:]}", *(f"has:{w}" for w in clue_words("between") if w in gap))
    yield from (f"pre-s:{text[max(0, a.start - 1) : a.start]}", f"pre-o:{text[max(0, b.start - 1) : b.start]}")
    yield from (f"post-s:{text[a.end : a.end + 2]}", f"post-o:{text[b.end : b.end + 2]}")
    yield from (f"rivals-o{few(sum(m.type == b.type for m in between), 3)}", f"rivals-s{few(sum(m.type == a.type for m in between), 3)}")
    before, behind = text[max(told.laid.start, first.start - AROUND[0]) : first.start], text[second.end : second.end + AROUND[1]]
    yield from (f"before:{w}" for w in clue_words("before") if w in before)
    yield from (f"behind:{w}" for w in clue_words("behind") if w in behind)


def _masked(text: str, a: int, b: int, between: list[Mention]) -> str:
    """The words between, with the type's first letters for each name."""
    out, at = [], a
    for m in between:
        if m.start >= at:
            out += [text[at : m.start], m.type[:3]]
            at = m.end
    return "".join(out) + text[at:b]


def _by_region(found: dict[Triple, Related], view: View) -> None:
    if not view.region:
        return
    kind = view.region_type
    for name, type_ in view.types.items():
        for p in predicates(type_, kind):
            if name != view.region and p in ontology().predicates_that("containment"):
                one = found.setdefault((name, p, view.region), Related(name, p, view.region, set()))
                known = (type_, f"{type_}|count{few(view.counts[name], 3)}", f"titled{name in view.titled}", f"tail:{name[-2:]}", f"head:{name[:2]}")
                one.clues.update(("region", *(f"region|{k}" for k in known)))


def _by_name(found: dict[Triple, Related], view: View) -> None:
    """Names within names, and industries at the head of a name."""
    for name, type_ in view.types.items():
        for other, kind in view.types.items():
            inside = name != other and other in name
            for p in predicates(type_, kind) if inside else ():
                one = found.setdefault((name, p, other), Related(name, p, other, set()))
                where = "head" if name.startswith(other) else "middle"
                one.clues.update(("in-name", f"in-name|{type_}>{kind}", f"in-name|{where}", f"in-name|{where}|{type_}>{kind}", f"in-name|rest:{name.replace(other, '')[:3]}"))


def _of_things(view: View, one: Related, read: bool) -> Iterator[str]:
    s, o = view.type(one.subject), view.type(one.object)
    pair = f"{s}>{o}"
    yield from (f"types:{pair}", f"count-s{few(view.counts[one.subject], 3)}", f"count-o{few(view.counts[one.object], 3)}", f"news{view.news}")
    yield from (f"tail-s:{one.subject[-2:]}", f"tail-o:{one.object[-2:]}", f"{pair}|count-s{few(view.counts[one.subject], 3)}", f"{pair}|news{view.news}")
    if one.subject in view.titled:
        yield "titled-s"
    if one.object in view.titled:
        yield "titled-o"
    if one.object == view.region:
        yield from ("object-region", f"object-region|{s}")
    if one.subject == view.region:
        yield "subject-region"
    if read:
        yield from ("read", f"read|{pair}", f"read|news{view.news}")
