"""The names that were proposed in a sentence and are none in the end, each with the reason that was decisive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.language.first_pass import Proposal
from kg.language.known_names import stands
from kg.language.layout import LaidSentence
from kg.language.mentions.mention import Mention
from kg.language.mentions.name import Name, Refused
from kg.language.mentions.register import WEIGHT
from kg.language.where.regions import Regions


def dropped_names(laid: LaidSentence, proposed: Sequence[Proposal], mentions: Sequence[Mention], regions: Regions) -> list[Refused]:
    """What is no mention in the end, in the order of the text.

    A stretch was refused if its last character, where its head is, lies in no mention; of several refused that end there the one
    counts that stood in the strongest frame, for that asks least. A name was admitted in vain if it lies within a longer mention;
    an area, if it could be several or its short form does not stand by itself.
    """
    found = [*_refused(proposed, mentions), *_inner(proposed, mentions), *_areas(laid, mentions, regions)]
    return sorted(found, key=lambda r: (r.start, r.end))


def _refused(proposed: Sequence[Proposal], mentions: Sequence[Mention]) -> Iterator[Refused]:
    by_end: dict[int, Refused] = {}
    for p in sorted(proposed, key=lambda p: -WEIGHT[p.weight]):
        if isinstance(p.verdict, Refused) and not any(m.start < p.verdict.end <= m.end for m in mentions):
            by_end.setdefault(p.verdict.end, p.verdict)
    return iter(by_end.values())


def _inner(proposed: Sequence[Proposal], mentions: Sequence[Mention]) -> Iterator[Refused]:
    spans = {(m.start, m.end) for m in mentions}
    names = {(p.verdict.start, p.verdict.end): p.verdict for p in proposed if isinstance(p.verdict, Name)}
    for span, name in names.items():
        longer = next((m for m in mentions if m.start < name.end and name.start < m.end), None)
        if span not in spans:
            yield name.refused(f"within {longer.name}, which is longer" if longer else "no name of the article")


def _areas(laid: LaidSentence, mentions: Sequence[Mention], regions: Regions) -> Iterator[Refused]:
    for area in laid.areas:
        surface = laid.line.text[area.start : area.end]
        if area.name is None:
            yield Refused(area.start, area.end, surface, "an area of several of that name")
        elif not stands(area, laid, regions):
            yield Refused(area.start, area.end, surface, f"the short form of {area.name} does not stand by itself here")
        elif longer := next((m for m in mentions if m.start < area.end and area.start < m.end and (m.start, m.end) != (area.start, area.end)), None):
            yield Refused(area.start, area.end, surface, f"within {longer.name}, which is longer")
