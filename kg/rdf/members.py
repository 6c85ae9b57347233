"""Which members a text names for a number: 优必选、标贝科技等50余个项目 names two of fifty."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from pyoxigraph import Quad

from kg.model import Entity, Evidence, Fact, Knowledge, Observation
from kg.ontology import form, ontology, sign
from kg.rdf import terms as t
from kg.rdf.names import Names

Mentions = Mapping[str, list[tuple[int, int, str]]]
"""Where things are named, by document: end, start and the thing's id, in order."""


def members(knowledge: Knowledge) -> dict[Observation, tuple[str, ...]]:
    """For each number that ends a list of names the ids of those named, in the order of the text."""
    places = _mentions(knowledge)
    found = ((fact, _named(fact, places)) for fact in knowledge.facts if isinstance(fact, Observation))
    # A measure that holds a name of the list counts that name, not the list.
    return {fact: ids for fact, ids in found if ids and not any(knowledge.by_id[one].name in fact.measure for one in ids)}


def named(fact: Fact, listed: Mapping[Observation, tuple[str, ...]], names: Names, knowledge: Knowledge) -> Iterator[Quad]:
    """The members that a number's own list names, how many they are, and their names as one line."""
    ids = listed.get(fact, ()) if isinstance(fact, Observation) else ()
    if not ids:
        return
    me = names.fact(fact)
    yield from (t.say(me, "kg:namedMember", names.entity(one)) for one in sorted(ids))
    yield t.say(me, "kg:namedMembers", t.count(len(ids)))
    yield t.say(me, "kg:memberNames", t.chinese(sign("answers", "joint").join(knowledge.by_id[one].name for one in ids)))


def _mentions(knowledge: Knowledge) -> Mentions:
    found: dict[str, list[tuple[int, int, str]]] = {}
    for thing in knowledge.entities:
        if _countable(thing):
            for piece in thing.evidence:
                found.setdefault(piece.doc, []).append((piece.end, piece.start, thing.id))
    return {doc: sorted(places) for doc, places in found.items()}


def _countable(thing: Entity) -> bool:
    known = ontology().types.get(thing.type)
    return known is not None and not known.area


def _named(fact: Observation, places: Mentions) -> tuple[str, ...]:
    lists = (_before(piece, t.digits(fact.value), places.get(piece.doc, [])) for piece in fact.evidence)
    return max(lists, key=len, default=())


def _before(piece: Evidence, number: str, places: list[tuple[int, int, str]]) -> tuple[str, ...]:
    """The names that stand one behind the other up to where a list ends in ``piece`` with this number."""
    ends = form("answers", "listed").search(piece.text)
    if ends and piece.text[ends.end()].isascii() and not piece.text.startswith(number, ends.end()):
        return ()
    at, ids = (piece.start + ends.start() if ends else -1), list[str]()
    while at >= 0 and (last := _ending(places, at, piece)):
        at, found = last
        ids.append(found)
    return tuple(dict.fromkeys(reversed(ids)))


def _ending(places: list[tuple[int, int, str]], at: int, piece: Evidence) -> tuple[int, str] | None:
    """Where the name begins that ends at ``at`` or one joining word before it, and whose it is: the longest."""
    for gap in range(4):
        here = bisect_left(places, (at - gap, -1, ""))
        if here < len(places) and places[here][0] == at - gap:
            between = piece.text[max(at - gap - piece.start, 0) : max(at - piece.start, 0)]
            if form("answers", "joined").search(between) and (gap <= 1 or at - gap >= piece.start):
                return places[here][1], places[here][2]
    return None
