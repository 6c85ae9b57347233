"""The milestones that a sentence says: what its frames stated, with the time and modality of the event."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.layout import LaidSentence
from kg.language.mentions.name import Name
from kg.language.milestones.stated import Stated
from kg.language.said.values import SaidEntity, SaidFact, Saying, Setting
from kg.model import Milestone, Relation
from kg.ontology import rule, type_for


def said_milestones(setting: Setting) -> Iterator[Saying]:
    """For each name of each frame the entity, its milestone (none where it is only being prepared), and the place that it renews."""
    for stated in setting.laid.stated:
        time = time_of(setting.laid, stated.event_start, stated.event_end)
        modality = modality_of(setting.laid, stated, time)
        for name in (n for n in stated.names if n.name not in setting.known.dropped):
            yield from _of_name(setting, stated, name, time, modality)


def _of_name(setting: Setting, stated: Stated, name: Name, time: str | None, modality: str) -> Iterator[Saying]:
    thing = setting.known.things.get(name.name)
    known, kind, aliases = (thing.name, thing.type, tuple(sorted(thing.aliases))) if thing else (name.name, name.type, name.aliases)
    words = setting.laid.span(name.start, name.end)
    span = setting.laid.span(min(name.start, stated.event_start), max(name.end, stated.event_end))
    yield SaidEntity(known, kind, words, name.rule, aliases)
    if stated.event:
        yield SaidFact(Milestone(known, stated.event, time, modality), span, stated.rule)
    if name.place:
        yield SaidEntity(name.place, type_for("names", "spot"), words, name.rule)
        yield SaidFact(Relation(known, rule("list-of-names").term, name.place), span, stated.rule)


def time_of(laid: LaidSentence, start: int, end: int) -> str | None:
    """The time said in the clause of the event at ``start:end`` (the nearest before it, else the first behind), else the passage's."""
    clause = next((c for c in laid.sentence.clauses if c.start <= start < c.end), None)
    inside = [t for t in laid.times if clause and clause.start <= t.start and t.end <= clause.end]
    said = [(t.end, t.value) for t in inside if t.value and t.kind != "since" and _dates(t.value)]
    before = [value for stop, value in said if stop <= end]
    return before[-1] if before else said[0][1] if said else laid.context.time


def _dates(value: str) -> bool:
    """Whether a time is short enough to date a step: not a review of several years."""
    first, _, last = value.partition("/")
    return not last or first[:4] == last[:4]


def modality_of(laid: LaidSentence, stated: Stated, time: str | None) -> str:
    """``planned`` where a word before the event looks ahead, ``actual`` where one says that it is so by now, else the passage's."""
    if stated.modal:
        return "planned" if _may_lie_ahead(laid, time) else laid.context.modality
    return "actual" if stated.going else laid.context.modality


def _may_lie_ahead(laid: LaidSentence, time: str | None) -> bool:
    """Whether the time may lie ahead of the passage: 将 in a look back tells of what was ahead then."""
    year = laid.context.anchor.date
    return not (time and year and time[:4] < year[:4])
