"""Entities: a name passes that stands in the text, or is put together from one sentence's words; areas are the gazetteer's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.areas import area_types, gazetteer
from kg.language.mentions.heads import whole_of_phase
from kg.language.mentions.industries import vocabulary
from kg.language.mentions.proper import generic
from kg.language.text.span import Span
from kg.language.where.regions import Regions
from kg.ontology import ontology
from kg.ontology.folding import plain
from kg.readings.gate.scene import Scene
from kg.readings.gate.verdicts import PassedEntity, Refusal
from kg.readings.gate.words import cleaned
from kg.readings.values import ProposedEntity

PIECES = 3  # of which a completed name may be put together (清河至 + 郯城 + 高速公路)
SHORTEST = 2  # characters of a piece, and of a name
LISTED = re.compile("[、/]|[和与及至](?!其)|以及")
AREA = re.compile(".{2}[省市县旗]$")  # a full name, though no table has it (any more)
BRACKETS = re.compile("[（(][^）)]*[）)]")
PHASED = re.compile("(?:^|[，。；：]|该|其|该项目|该工程)$")
MOST = 20  # places of a name that are kept as its evidence


def judge_entity(scene: Scene, proposed: ProposedEntity, blocks: Sequence[int]) -> PassedEntity:
    """The entity as the text names it in these blocks. Raises ``Refusal``."""
    if proposed.type not in ontology().types:
        raise Refusal("type", proposed.type)
    name = cleaned(proposed.name)
    aliases = tuple(dict.fromkeys(a for a in map(cleaned, proposed.aliases) if a and a != name))
    said = {alias: spans for alias in aliases if len(alias) >= SHORTEST and (spans := tuple(scene.find(alias, blocks)))}
    standing = PassedEntity(proposed.type, name, tuple(said), tuple(scene.find(name, blocks)), ("alias",) if len(said) < len(aliases) else ())
    spans = tuple(span for found in said.values() for span in found)
    if proposed.type in area_types():
        return _cut(_area(scene, standing, spans, blocks))
    if len(name) < SHORTEST or (name in generic() and proposed.type != "Industry"):
        raise Refusal("name", name)
    if standing.spans:
        return _cut(replace(standing, spans=standing.spans + spans))
    return _cut(_put_together(scene, standing, spans, blocks))


def _cut(passed: PassedEntity) -> PassedEntity:
    return replace(passed, spans=tuple(dict.fromkeys(passed.spans))[:MOST])


def _put_together(scene: Scene, entity: PassedEntity, spans: tuple[Span, ...], blocks: Sequence[int]) -> PassedEntity:
    """A name that does not stand as it is: an industry by its other name, an elliptical name by its pieces."""
    if entity.type == "Industry" and spans and vocabulary().get(entity.aliases[0]) == entity.name:
        return replace(entity, spans=spans)
    if spans and any(plain(BRACKETS.sub("", alias)) == plain(entity.name) for alias in entity.aliases):
        return replace(entity, spans=spans)
    if phase := tuple(_phase(scene, entity.name, blocks)):
        return replace(entity, spans=phase)
    pieces = next(_pieced(scene, plain(entity.name), blocks), None)
    found = pieces or _completed(scene, entity, blocks)
    if found is None:
        raise Refusal("name", entity.name)
    return replace(entity, spans=(*spans, *found), pieced=pieces[0] if pieces and _listed(scene, pieces[0]) else None)


def _phase(scene: Scene, name: str, blocks: Sequence[int]) -> Iterator[Span]:
    """The places of the phase that a name ends in, where the thing is named and the phase stands by itself behind it (甲项目…。二期…)."""
    whole = whole_of_phase(name) or name
    for first in [next(scene.find(whole, [block]), None) for block in blocks] if whole != name else ():
        yield from _behind(scene, name[len(whole) :], first) if first else ()


def _behind(scene: Scene, phase: str, whole: Span) -> Iterator[Span]:
    for span in scene.find(phase, [whole.block]):
        if whole.end <= span.start and PHASED.search(scene.text(span.block)[: span.start]):
            yield span


def _listed(scene: Scene, piece: Span) -> bool:
    """Whether the first piece of a name is a member of a list, which then stands for the whole (甲、乙水库)."""
    return bool(LISTED.match(scene.text(piece.block), piece.end))


def _pieced(scene: Scene, name: str, blocks: Sequence[int]) -> Iterator[tuple[Span, ...]]:
    """The pieces of a name in order in one sentence, as few as can be."""
    for block in blocks:
        text, at = scene.folded[block]
        for sentence in scene.sentences[block]:
            first, end = bisect_left(at, sentence.start), bisect_left(at, sentence.end)
            if cuts := _pieces(name, text[first:end]):
                yield tuple(Span(block, at[first + a], at[first + b - 1] + 1) for a, b in cuts)


def _completed(scene: Scene, entity: PassedEntity, blocks: Sequence[int]) -> tuple[Span, ...] | None:
    """The places of both parts of a name that ends (or begins) as an alias of it does which the text says, the rest standing elsewhere in it."""
    name = plain(entity.name)
    for alias in map(plain, entity.aliases):
        rest = name.removesuffix(alias) if name.endswith(alias) else name.removeprefix(alias) if name.startswith(alias) else ""
        if len(rest) == 1 and name.startswith(alias) and (heads := tuple(_of_head(scene, alias, rest, blocks))):
            return heads
        if len(rest) >= SHORTEST and (found := tuple(scene.find(rest, blocks))):
            return found
    return None


def _of_head(scene: Scene, short: str, sign: str, blocks: Sequence[int]) -> Iterator[Span]:
    """The places of a short name in a list, the head of its members said once before it in the sentence (10个站点分别是甲、乙)."""
    for span in scene.find(short, blocks):
        laid = scene.sentence(span)
        if laid and _listed(scene, span) and sign in scene.text(span.block)[laid.start : span.start]:
            yield span


def _pieces(name: str, text: str) -> list[tuple[int, int]]:
    """Where the longest pieces of a name stand one behind the other; empty where it takes too many, or they are too short."""
    cuts: list[tuple[int, int]] = []
    done, end = 0, 0
    while done < len(name) and len(cuts) < PIECES:
        size = next((n for n in range(len(name) - done, SHORTEST - 1, -1) if text.find(name[done : done + n], end) >= 0), 0)
        if not size:
            return []
        start = text.find(name[done : done + size], end)
        cuts.append((start, start + size))
        done, end = done + size, start + size
    return _tightened(cuts, text) if done == len(name) else []


def _tightened(cuts: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """The same pieces, each at its last place before the next one: the list that a shared head ends, not what stands far before it."""
    for n in range(len(cuts) - 2, -1, -1):
        start, end = cuts[n]
        found = text.rfind(text[start:end], 0, cuts[n + 1][0])
        cuts[n] = found, found + end - start
    return cuts


def _area(scene: Scene, entity: PassedEntity, spans: tuple[Span, ...], blocks: Sequence[int]) -> PassedEntity:
    """An area as the gazetteer has it: full name and type; one that no table knows stands as it is written."""
    regions = scene.pages[blocks[0]].regions if blocks else Regions(None)
    written = entity.spans and AREA.search(entity.name)
    area = regions.resolve(entity.name) or next((a for alias in entity.aliases if not written and (a := regions.resolve(alias))), None)
    said = entity.spans + spans
    if area is None:
        if not said or (entity.name not in gazetteer().full and not entity.spans):
            raise Refusal("area", entity.name)
        return replace(entity, spans=said)
    changed = ("area",) if (area.name, area.type) != (entity.name, entity.type) else ()
    places = said + tuple(_named(scene, area.name, blocks))
    if not places:
        raise Refusal("name", area.name)
    aliases = tuple(a for a in entity.aliases if a != area.name)
    return replace(entity, type=area.type, name=area.name, aliases=aliases, spans=places, mended=entity.mended + changed)


def _named(scene: Scene, name: str, blocks: Sequence[int]) -> Iterator[Span]:
    """The places that mean an area: by any of its names, or as 全市, 我区."""
    for block in blocks:
        for sentence in scene.sentences[block]:
            meant = scene.pages[block].regions.references(sentence.line.text, sentence.start, sentence.end)
            yield from (Span(block, a.start, a.end) for a in (*sentence.areas, *meant) if a.name == name)
