"""What one sentence says: the entities that it names and the facts that it states, each with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.language.figures.observations import observe
from kg.language.known_names import KnownNames, mentions_in
from kg.language.layout import LaidSentence
from kg.language.mentions.heads import made
from kg.language.mentions.mention import Mention
from kg.language.relations import relations
from kg.language.said.milestones import said_milestones
from kg.language.said.posts import said_posts
from kg.language.said.values import SaidEntity, SaidFact, Saying, Setting
from kg.language.topics.named_before import NamedBefore
from kg.language.where.regions import Regions
from kg.model import Relation
from kg.ontology import rule, rules

SHARED = "name-shared"


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """A sentence as read: what was laid out, the mentions in it, and what it says, in order."""

    laid: LaidSentence
    mentions: tuple[Mention, ...]
    sayings: tuple[Saying, ...]


def read_sentence(laid: LaidSentence, regions: Regions, known: KnownNames, before: NamedBefore) -> SentenceReading:
    """The reading of one sentence: ``known`` are the names of its article, ``before`` what was named earlier on its page."""
    setting = Setting(laid, mentions_in(laid, regions, known, before), regions, known, before)
    return SentenceReading(laid, setting.mentions, tuple(s for say in SAY for s in say(setting)))


def _entities(setting: Setting) -> Iterator[Saying]:
    for m in setting.mentions:
        thing, span = setting.known.things.get(m.name), setting.laid.span(m.start, m.end)
        by = thing.places.get(span, "name-again") if thing else "name-area"
        aliases = tuple(sorted(thing.aliases)) if thing else (setting.laid.line.text[m.start : m.end],)
        yield SaidEntity(m.name, m.type, span, by, aliases)
        if by == SHARED:  # the area of 甲县 in 甲县、乙县的污水处理厂, where the name of the plant stands
            inner = (a for a in setting.laid.areas if a.name and m.start <= a.start and a.end <= m.end)
            yield from (SaidEntity(a.name or "", a.type, setting.laid.span(a.start, a.end), "name-area", (setting.laid.line.text[a.start : a.end],)) for a in inner)


def _relations(setting: Setting) -> Iterator[Saying]:
    laid, region = setting.laid, setting.regions.region
    for found in relations(laid.line.text, laid.start, laid.end, setting.mentions, region.type if region else None):
        subject = found.subject or (region.name if region else "")
        if not subject:
            continue
        ahead = _pattern("ahead").search(laid.line.text, found.start, found.end) is not None
        time, modality = (laid.context.time, laid.context.modality) if found.timed or ahead else (None, "actual")
        fact = Relation(subject, found.predicate, found.object, None, time, "planned" if ahead else modality)
        yield SaidFact(fact, laid.span(found.start, found.end), found.rule)


def _inside(setting: Setting) -> Iterator[Saying]:
    """园区内X项目: a part of the park that was named last."""
    laid = setting.laid
    for n, m in enumerate(setting.mentions):
        inside = _pattern("inside").search(laid.line.text[laid.start : m.start]) if m.type == made() else None
        park = setting.before.last_park(setting.known.parks, setting.mentions[:n]) if inside else None
        if inside and park and park != m.name:
            yield SaidFact(Relation(m.name, rule("part-of-park-before").term, park), laid.span(laid.start + inside.start(), m.end), "part-of-park-before")


def _observations(setting: Setting) -> Iterator[Saying]:
    laid, region = setting.laid, setting.regions.region
    for found in observe(laid.sentence, laid.context, region.name if region else "", laid.times, laid.quantities, setting.mentions):
        yield SaidFact(found.observation(), laid.span(found.start, found.end), found.rule, found.at, found.named)


# What a sentence may say, in order: the first type that is said of a name stays.
SAY = (_entities, said_milestones, _relations, _inside, said_posts, _observations)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rules("implied")[name])
