"""What lies in what: of areas the gazetteer says it; of things the words, a name within the other, or the area that the article is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.language.layout import LaidSentence
from kg.language.mentions.heads import whole_of_phase
from kg.language.text.span import Span
from kg.language.where.regions import Regions
from kg.model import Relation
from kg.ontology.folding import plain
from kg.readings.gate.scene import Scene, Spot
from kg.readings.gate.verdicts import Refusal
from kg.readings.gate.whose import Breaks, one_list, said_of, titles_over
from kg.readings.gate.words import again

TELLING = 3  # characters of a name that says where a thing is, wherever in that thing's name it stands
WAY = re.compile("[路街]|大道|大街")  # 松湖路 says nothing of where it is
JOINTS = ("", "的", "境内的", "内的", "辖区内的", "下辖的")
PHASE = re.compile("[一二三四五六七八九十]期")
CONTAINERS = frozenset({"Park", "Place"})


def judge_container(scene: Scene, fact: Relation, place: Span) -> Span:
    """Where the words say that the subject lies in the object, or is part of it. Raises ``Refusal``."""
    regions = scene.pages[place.block].regions
    if scene.is_area(fact.subject) and scene.is_area(fact.object):
        return _areas(scene, regions, fact, place)
    if within_name(regions, fact.subject, fact.object) or beside_in_name(scene, fact, place) or _called_within(scene, fact):
        return place
    if _the_other_way(scene, fact, place):
        raise Refusal("containment", fact.object)
    if fact.predicate == "partOf" and (both := _both(scene, fact, place) or _of_phase(scene, fact, place)):
        return both
    if scene.is_area(fact.object) and (elsewhere := _elsewhere(scene, regions, fact, place)):
        raise Refusal("containment", elsewhere)
    joined = _joined(scene, fact, place)
    if joined:
        return joined
    if regions.region and fact.object == regions.region.name and fact.predicate == "locatedIn":
        return place
    raise Refusal("containment" if scene.is_area(fact.object) else "object", fact.object)


def _areas(scene: Scene, regions: Regions, fact: Relation, place: Span) -> Span:
    """Two areas, of which the gazetteer says that one holds the other; one that it does not know must be named with the other."""
    if regions.contains(fact.object, fact.subject):
        return place
    inner, outer = regions.resolve(fact.subject), regions.resolve(fact.object)
    if inner and inner.path:
        raise Refusal("containment", " / ".join(inner.path))
    if outer is None or (regions.region and (outer.name in regions.region.chain or fact.subject == regions.region.name)) or fact.subject.startswith(fact.object[:2]):
        return place
    if joined := _joined(scene, fact, place):
        return joined
    raise Refusal("containment", fact.object)


def within_name(regions: Regions, inner: str, outer: str) -> bool:
    """Whether a name says what holds it: 松湖区云帆产业园, 云帆大桥二期; an area by its short name as well."""
    held = plain(inner) != plain(outer) and plain(inner).find(plain(outer), 0, len(plain(inner)) - 1)
    if held is not False and (held == 0 or (held > 0 and len(outer) >= TELLING)) or whole_of_phase(inner) == outer:
        return True
    return any(m.name == outer and not WAY.match(inner, m.end) for m in regions.find(inner))


def beside_in_name(scene: Scene, fact: Relation, place: Span) -> bool:
    """Whether the text writes the object right before the subject: 松湖区云帆渔港, 位于松湖区的云帆渔港; or ends a list with it (甲园、乙园的云帆基地)."""
    outer, inner = plain(fact.object), plain(fact.subject)
    spots = scene.spots.get(place.block, ())
    joined = (a for a, own in pairwise(spots) if own.name == fact.subject and scene.text(place.block)[a.end : own.start] in JOINTS)
    if any(s.name == fact.object and (s == a or (s.end <= a.start and one_list(scene, s, a))) for a in joined for s in spots):
        return True
    return any(f"{outer}{joint}{inner}" in scene.folded[block][0] for block in scene.blocks_of(scene.pages[place.block]) for joint in JOINTS)


def _the_other_way(scene: Scene, fact: Relation, place: Span) -> bool:
    """Whether the text writes the subject right before the object (东湖乡东湖村), both side by side in one list, or an area in a zone of it."""
    if scene.is_area(fact.subject) and scene.types.get(fact.object) == "Park":
        return True
    text = scene.text(place.block)
    between = {(a.name, b.name): text[a.end : b.start] for a, b in pairwise(scene.spots.get(place.block, ()))}
    forth, back = between.get((fact.subject, fact.object)), between.get((fact.object, fact.subject))
    return forth == "" or "、" in (forth, back)


def _called_within(scene: Scene, fact: Relation) -> bool:
    """Whether another name of the subject opens with another of the object: 高新区云帆园区, where 高新区 is the zone of the article."""
    outer, inner = scene.called(fact.object), scene.called(fact.subject)
    return any(len(a) >= TELLING and b.startswith(a) and len(b) > len(a) for a in outer for b in inner)


def _of_phase(scene: Scene, fact: Relation, place: Span) -> Span | None:
    """Where the sentences of the quote name a part behind a phase (一期…云帆支线) of a whole that their paragraph names."""
    whole = whole_of_phase(fact.object)
    for laid in scene.touched(place) if whole else ():
        named = any(s.name in (whole, fact.object) and s.end <= laid.end for s in scene.spots.get(place.block, ()))
        for part in (s for s in scene.within(place.block, laid.start, laid.end) if s.name == fact.subject and named):
            phases = PHASE.findall(scene.text(place.block)[laid.start : part.start])
            if phases and fact.object.endswith(phases[-1]):
                return Span(part.block, part.start, part.end)
    return None


def _both(scene: Scene, fact: Relation, place: Span) -> Span | None:
    """Where the sentences of the quote name a part, and they or its paragraph before name the whole."""
    sentences = scene.touched(place)
    spots = scene.spots.get(place.block, ()) if sentences else ()
    part = next((s for s in spots if s.name == fact.subject and sentences[0].start <= s.start < sentences[-1].end), None)
    whole = any(s.name == fact.object and s.start < sentences[-1].end for s in spots)
    return Span(part.block, part.start, part.end) if part and whole else None


def _elsewhere(scene: Scene, regions: Regions, fact: Relation, place: Span) -> str:
    """An area, beside the subject or in its name, that neither holds the object nor lies in it, where the object does not stand in that clause."""
    for own in (s for s in scene.spots.get(place.block, ()) if s.name == fact.subject and _near(scene, s, place)):
        laid = scene.sentence(Span(own.block, own.start, own.end))
        if laid is None:
            continue
        clause = scene.clause(laid, own.start)
        areas = [a for a in laid.areas if a.name and clause.start <= a.start and a.end <= clause.end and not own.start <= a.start < own.end]
        if any(a.name == fact.object for a in areas):
            return ""
        for area in areas:
            if area.name and area.start > own.end and not regions.contains(fact.object, area.name) and not regions.contains(area.name, fact.object):
                return area.name
    return ""


def _near(scene: Scene, spot: Spot, place: Span) -> bool:
    return any(s.start <= spot.start < s.end for s in scene.touched(place))


def _joined(scene: Scene, fact: Relation, place: Span) -> Span | None:
    """Where the object is said of the subject in the sentences of the quote; where they name the subject alone, whether the object is their topic."""
    sentences = scene.touched(place)
    if not sentences:
        return None
    spots = scene.within(place.block, sentences[0].start, sentences[-1].end)
    outer, inner = [s for s in spots if s.name == fact.object], [s for s in spots if s.name == fact.subject]
    outer = outer or list(_by_word(scene, fact, place, sentences[0].start, sentences[-1].end))
    for spot in outer:
        if _opened_list(scene, spot, inner):
            return Span(spot.block, spot.start, spot.end)
        if said_of(scene, fact.subject, Span(spot.block, spot.start, spot.end), _other_container(scene, fact)):
            return Span(spot.block, spot.start, spot.end)
    worded = not scene.is_area(fact.object) and any(len(word) > 1 for word in again(scene.types.get(fact.object, "")).findall(_words(scene, sentences)))
    for spot in () if outer or worded or not _topical(scene, fact.object, place) else inner:
        if not _held_elsewhere(scene, fact, spot, spots) and said_of(scene, fact.object, Span(spot.block, spot.start, spot.end), _never):
            return Span(spot.block, spot.start, spot.end)
    return None


def _words(scene: Scene, sentences: list[LaidSentence]) -> str:
    return scene.unnamed(sentences[0].block, sentences[0].start, sentences[-1].end)


def _by_word(scene: Scene, fact: Relation, place: Span, start: int, end: int) -> Iterator[Spot]:
    """The words that stand for a thing named before (园区, 该项目), where it is the last of its type before them."""
    kind = scene.types.get(fact.object)
    words = "" if scene.is_area(fact.object) else scene.unnamed(place.block, start, end)
    for m in again(kind or "").finditer(words):
        spot = Spot(place.block, start + m.start(), start + m.end(), fact.object)
        named = [s for block in scene.blocks_of(scene.pages[place.block]) for s in scene.spots.get(block, ()) if (s.block, s.end) <= (spot.block, spot.start)]
        last = next((s.name for s in reversed(named) if scene.types.get(s.name) == kind), "")
        if len(m[0]) > 1 and last == fact.object:
            yield spot


def _opened_list(scene: Scene, area: Spot, inner: list[Spot]) -> bool:
    """Whether a colon behind an area opens what lies in it, no other area said between (松湖区的建设内容为：甲闸、乙站)."""
    for spot in (s for s in inner if s.start >= area.end and scene.is_area(area.name)):
        between = [s for s in scene.within(area.block, area.end, spot.start) if scene.is_area(s.name)]
        if "：" in scene.text(area.block)[area.end : spot.start] and not between:
            return True
    return False


def _topical(scene: Scene, name: str, place: Span) -> bool:
    """Whether a container is said in the paragraph before, or in a title over it: further off it holds nothing."""
    laid = scene.sentence(place)
    blocks = titles_over(scene, laid) if laid else []
    return any(s.name == name for block in blocks for s in scene.spots.get(block, ())) or any(
        s.name == name and s.end <= place.end for s in scene.spots.get(place.block, ())
    )


def _held_elsewhere(scene: Scene, fact: Relation, spot: Spot, spots: list[Spot]) -> bool:
    """Whether the sentences of the subject name another container of the object's type, or its clause any other."""
    laid = scene.sentence(Span(spot.block, spot.start, spot.end))
    if laid is None:
        return True
    clause = scene.clause(laid, spot.start)
    others = [s for s in spots if s.name not in (fact.subject, fact.object) and not one_list(scene, s, spot)]
    own, kind = scene.types.get(fact.subject), scene.types.get(fact.object)
    here = [s for s in others if clause.start <= s.start and s.end <= clause.end]
    return (own != kind and any(scene.types.get(s.name) == kind for s in others)) or any(scene.types.get(s.name) in CONTAINERS - {own} for s in here)


def _other_container(scene: Scene, fact: Relation) -> Breaks:
    """Whether a stretch names another thing that could hold the subject."""

    def breaks(block: int, start: int, end: int) -> bool:
        own = scene.types.get(fact.subject)
        return any(s.name != fact.object and scene.types.get(s.name) in CONTAINERS - {own} for s in scene.within(block, start, end))

    return breaks


def _never(block: int, start: int, end: int) -> bool:
    return False
