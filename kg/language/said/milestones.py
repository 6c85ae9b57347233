"""The milestones that a sentence says: what its frames stated, with the time and modality of the event."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.mentions.name import Name
from kg.language.milestones.standing import modality_of_standing
from kg.language.milestones.stated import Stated
from kg.language.said.dates import placed, shared_out
from kg.language.said.values import SaidEntity, SaidFact, Saying, Setting
from kg.model import Milestone, Relation
from kg.ontology import rule, type_for


def said_milestones(setting: Setting) -> Iterator[Saying]:
    """For each name of each frame the entity, its milestone (none where it is only being prepared), and the place that it renews."""
    told = setting.laid.stated
    for stated in told:
        if _moved_later(stated, told):
            continue
        time, modality = placed(setting.laid, stated)
        years = shared_out(setting.laid, stated)
        for n, name in enumerate(stated.names):
            if name.name in setting.known.dropped:
                continue
            time = years[n] if years else time
            yield from _of_name(setting, stated, name, time, modality_of_standing(stated.standing) if stated.standing else modality)


def _moved_later(stated: Stated, told: tuple[Stated, ...]) -> bool:
    """Whether a later clause says that the step was moved to another time."""
    moved = (s for s in told if s.rule == "milestone-moved" and s.event_start > stated.event_start)
    return any((s.event, s.names) == (stated.event, stated.names) for s in moved)


def _of_name(setting: Setting, stated: Stated, name: Name, time: str | None, modality: str | None) -> Iterator[Saying]:
    thing = setting.known.thing(name.name)
    known, kind, aliases = (thing.name, thing.type, tuple(sorted(thing.aliases))) if thing else (name.name, name.type, name.aliases)
    words = setting.laid.span(name.start, name.end)
    span = setting.laid.span(min(name.start, stated.event_start), max(name.end, stated.event_end))
    yield SaidEntity(known, kind, words, name.rule, aliases)
    if stated.event and modality:
        yield SaidFact(Milestone(known, stated.event, time, modality), span, stated.rule)
    if name.place:
        yield SaidEntity(name.place, type_for("names", "spot"), words, name.rule)
        yield SaidFact(Relation(known, rule("list-of-names").term, name.place), span, stated.rule)
