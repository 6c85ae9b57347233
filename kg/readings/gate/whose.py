"""Whose a number or a step is: whether the words at an anchor are said of a thing, or of another that stands nearer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from kg.language.layout import LaidSentence
from kg.language.mentions.heads import head, whole_of_phase
from kg.language.text.span import Span
from kg.model import Block
from kg.readings.gate.scene import TITLES, Scene, Spot
from kg.readings.gate.words import again, pattern

LEAD = 2  # characters that may open a clause before its subject (其中, 同时, 而)
PHASE = re.compile("[首一二三四五六七八九十]期")
BACK = 2  # sentences with rivals that a topic is carried over

# Whether words of the same kind as the anchor (another number, another step) stand in a stretch of a block.
Breaks = Callable[[int, int, int], bool]


def said_of(scene: Scene, name: str, anchor: Span, breaks: Breaks, rivals: frozenset[str] | None = None) -> bool:
    """Whether the words at ``anchor`` are said of the entity, as far as the places of names tell.

    In its clause: unless a rival (an entity of its type, or one of ``rivals``) stands between, with a break. In another clause or
    sentence: if no rival stands in the clause of the anchor or nearer to it, or both are members of one list, or a word that stands
    for the entity (公司, 该项目, the head of its name) does.
    """
    sentence = scene.sentence(anchor)
    if sentence is None:
        return False
    clause = scene.clause(sentence, anchor.start)
    near = scene.within(anchor.block, clause.start, clause.end)
    own = [s for s in near if s.name == name]
    against = [s for s in near if _rival(scene, s.name, name, rivals) and not _among_counted(scene, name, s, near, anchor) and not _met(scene, s, name, sentence)]
    if own:
        return any(not _crossed(scene, o, against, anchor, breaks) for o in own)
    if _meant(scene, name, anchor.block, clause.start, clause.end) and _carried(scene, name, sentence, clause.start, rivals, _by_phase(scene, name, anchor, clause.start)):
        return True
    all_of_it = scene.within(anchor.block, sentence.start, sentence.end)
    if against:
        return any(one_list(scene, s, r) for s in all_of_it if s.name == name for r in against)
    if _opened_by_another(scene, name, near, clause.start, anchor):
        return False
    later = [s for s in all_of_it if s.start >= clause.end and s.name == name]
    return _carried(scene, name, sentence, clause.start, rivals) or (bool(later) and not _before(scene, name, all_of_it, clause.start, rivals))


def one_list(scene: Scene, first: Spot, second: Spot) -> bool:
    """Whether two places are members of one list: nothing but names and marks of lists between them."""
    if first.block != second.block:
        return False
    a, b = sorted((first, second))
    return bool(pattern("list").match(scene.unnamed(a.block, a.end, b.start).replace("\u3000", "")))


def list_opening(scene: Scene, member: Span) -> Span:
    """The first member of the list that a place is a member of; the place itself, where it is of none."""
    first = Spot(member.block, member.start, member.end, "")
    for spot in reversed([s for s in scene.spots.get(member.block, ()) if s.end <= member.start]):
        if not one_list(scene, spot, first):
            break
        first = spot
    return Span(first.block, first.start, first.end)


def _met(scene: Scene, rival: Spot, name: str, sentence: LaidSentence) -> bool:
    """Whether a rival is only what another holds a part of (出售甲股份), or an area elsewhere that the area of the article deals with (引进松湖团队)."""
    text, regions = scene.text(rival.block), scene.pages[rival.block].regions
    if pattern("held").match(text[rival.end :]):
        return True
    if regions.region is None or name != regions.region.name or not scene.is_area(rival.name) or _heads(scene, rival, sentence):
        return False
    return bool(pattern("towards").search(text[: rival.start])) or not (regions.contains(name, rival.name) or regions.contains(rival.name, name))


def _crossed(scene: Scene, own: Spot, against: list[Spot], anchor: Span, breaks: Breaks) -> bool:
    """Whether a rival stands between a place of the name and the anchor, and takes the anchor for itself."""
    if anchor.end <= own.start and pattern("attributive").match(scene.text(own.block)[anchor.end : own.start]):
        return False
    left, right = (own.end, anchor.start) if own.end <= anchor.start else (anchor.end, own.start)
    between = [r for r in against if left <= r.start and r.end <= right]
    if own.end <= anchor.start:
        return any(not one_list(scene, own, r) and breaks(own.block, own.end, r.start) for r in between)
    before = [r for r in against if r.end <= anchor.start and not one_list(scene, own, r)]
    behind = any(not one_list(scene, own, r) for r in between) or breaks(own.block, anchor.end, own.start)
    return behind or bool(before)


def _rival(scene: Scene, other: str, name: str, rivals: frozenset[str] | None) -> bool:
    """Whether another entity could be meant in place of this one: of its type, and not a part of it by name."""
    if other == name or other in name or name in other:
        return False
    if rivals is not None:
        return other in rivals
    if scene.is_area(name):
        return scene.is_area(other)
    return scene.types.get(name) == scene.types.get(other)


def _opened_by_another(scene: Scene, name: str, near: list[Spot], start: int, anchor: Span) -> bool:
    """Whether the clause opens with another thing, of whatever type, that the words are then said of."""
    before = [s for s in near if s.end <= anchor.start]
    first = before[0] if before else None
    if first is None or counted(scene, before, anchor) or _opens(scene, name, anchor) or first.name in name or name in first.name or scene.types.get(first.name) in ("Industry", "Person", "Place"):
        return False
    return not scene.text(first.block)[start : first.start].strip(" “‘\u3000、，") and (not scene.is_area(first.name) or scene.is_area(name))


def counted(scene: Scene, before: list[Spot], anchor: Span) -> bool:
    """Whether a number counts the list of names before it: 甲、乙等20个项目; without 等, only where it is a list."""
    between = scene.text(anchor.block)[before[-1].end : anchor.start]
    listed = "等" in between or (len(before) > 1 and one_list(scene, before[-2], before[-1]))
    return listed and pattern("counted").match(between) is not None


def _among_counted(scene: Scene, name: str, member: Spot, near: list[Spot], anchor: Span) -> bool:
    """Whether an area is one of a list that the number counts (甲县、乙县等15个县市入选), where the number is one of the area around them."""
    before = [s for s in near if s.end <= anchor.start]
    if not (before and scene.is_area(name) and scene.is_area(member.name) and counted(scene, before, anchor)):
        return False
    return member.end <= anchor.start and scene.pages[member.block].regions.contains(name, member.name)


def _opens(scene: Scene, name: str, anchor: Span) -> bool:
    """Whether the sentence opens with the entity."""
    sentence = scene.sentence(anchor)
    first = next(iter(scene.within(anchor.block, sentence.start, sentence.end)), None) if sentence else None
    return first is not None and first.name == name


def _meant(scene: Scene, name: str, block: int, start: int, end: int) -> bool:
    """Whether a word that stands for the entity does so in a stretch: 公司, 该项目, 一期, the head of its name."""
    words = scene.unnamed(block, start, end)
    kind = scene.types.get(name, "")
    return bool(again(kind).search(words)) or any(word in words for word in _parts(name))


def _by_phase(scene: Scene, name: str, anchor: Span, start: int) -> str:
    """The whole that an entity is a phase of, where its clause says that phase last before the anchor (一期…，二期…); else nothing."""
    whole = whole_of_phase(name) or ""
    said = PHASE.findall(scene.unnamed(anchor.block, start, anchor.start))
    return whole if whole and said and name[len(whole) :].startswith(said[-1]) else ""


@cache
def _parts(name: str) -> tuple[str, ...]:
    """The parts of a name that may stand for it: its head, and the phase that it ends in."""
    own, whole = head(name), whole_of_phase(name)
    return tuple(word for word in (own.word if own else "", name[len(whole) :] if whole else "") if len(word) > 1)


def _before(scene: Scene, name: str, spots: Iterable[Spot], start: int, rivals: frozenset[str] | None) -> list[Spot]:
    return [s for s in spots if s.end <= start and _rival(scene, s.name, name, rivals)]


def _carried(scene: Scene, name: str, sentence: LaidSentence, start: int, rivals: frozenset[str] | None, phase_of: str = "") -> bool:
    """Whether what comes before the clause carries the entity on: it was named in one of the last sentences that name anything like it,
    in the title, or it is the area that the article is about."""
    page = scene.pages[sentence.block]
    if page.regions.region and name in page.regions.region.chain[-1:]:
        return True
    names = {name} | {part for part in [whole_of_phase(name)] if part}
    seen = 0
    for laid, end in _backwards(scene, sentence, start):
        spots = scene.within(laid.block, laid.start, end)
        own = [s for s in spots if s.name in names or (phase_of and s.name.startswith(phase_of))]
        others = [s for s in _before(scene, name, spots, end, rivals) if s not in own]
        if own:
            return not others or laid is not sentence or _last(scene, own, others)
        if laid is sentence and any(_heads(scene, r, sentence) for r in others):
            return False
        if others and (seen := seen + 1) >= BACK:
            break
    return any(s.name in names for block in titles_over(scene, sentence) for s in scene.spots.get(block, ()))


def _last(scene: Scene, own: list[Spot], others: list[Spot]) -> bool:
    """Whether in one sentence no rival opens a clause behind the last place of the name."""
    sentence = scene.sentence(Span(own[-1].block, own[-1].start, own[-1].end))
    assert sentence is not None
    end = scene.clause(sentence, own[-1].start).end
    return not any(r.start >= end and _heads(scene, r, sentence) and not one_list(scene, own[-1], r) for r in others)


def _heads(scene: Scene, spot: Spot, sentence: LaidSentence) -> bool:
    """Whether a name stands at the head of its clause, but for a time, a conjunction or an area before it."""
    clause = scene.clause(sentence, spot.start)
    lead = scene.unnamed(spot.block, clause.start, spot.start)
    for time in sentence.times:
        if clause.start <= time.start and time.end <= spot.start:
            lead = lead.replace(time.text, "")
    lead = lead.strip(" “‘\u3000、")
    return len(lead) <= LEAD and not (pattern("meeting").match(lead) and not scene.is_area(spot.name))


def _backwards(scene: Scene, sentence: LaidSentence, start: int) -> Iterable[tuple[LaidSentence, int]]:
    """The sentences of the page up to an offset of this one, the nearest first, each with where to look up to."""
    listed = scene.pages[sentence.block].sentences
    at = next(i for i, s in enumerate(listed) if s is sentence)
    yield sentence, start
    yield from ((s, s.end) for s in reversed(listed[:at]))


def titles_over(scene: Scene, sentence: LaidSentence) -> list[int]:
    """The blocks over a sentence that are titles or headings, and the first block of its page."""
    blocks = scene.blocks_of(scene.pages[sentence.block])
    return [b for b in blocks if b <= sentence.block and (b == blocks[0] or _titled(scene.layout.blocks[b]))]


def _titled(block: Block) -> bool:
    return block.kind in TITLES and not re.search("[。；]", block.text)
