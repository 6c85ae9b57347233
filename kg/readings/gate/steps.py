"""Milestones: the quote must hold words that can say the step, said of the thing, and not denied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.language.text.span import Span
from kg.model import Milestone
from kg.ontology import ontology
from kg.readings.gate.moods import judge_mood
from kg.readings.gate.scene import Scene
from kg.readings.gate.times import judge_time
from kg.readings.gate.verdicts import PassedFact, Refusal
from kg.readings.gate.whose import Breaks, said_of
from kg.readings.gate.words import any_step, pattern, step


def judge_milestone(scene: Scene, fact: Milestone, places: list[Span]) -> PassedFact:
    """The milestone as the text has it. Raises ``Refusal``: the last of those for each place of its words."""
    if fact.event not in ontology().events:
        raise Refusal("event", fact.event)
    if scene.types[fact.subject] not in (*ontology().milestone_types, "Company"):
        raise Refusal("ends", scene.types[fact.subject])
    why = Refusal("step", fact.event)
    for place in places:
        if listed := _of_list(scene, fact, place):
            return listed
        for anchor in _anchors(scene, fact.event, place):
            try:
                return _at(scene, fact, anchor, place)
            except Refusal as refusal:
                why = refusal
    raise why


def _of_list(scene: Scene, fact: Milestone, place: Span) -> PassedFact | None:
    """The milestone of what a sentence lists, if the one before tells the step of all that it lists (开工建设一批项目。其中包括甲、乙)."""
    laid = scene.sentence(place)
    before = next((s for s in reversed(scene.sentences[place.block]) if laid and s.end <= laid.start), None)
    if laid is None or before is None or not pattern("listed").match(laid.sentence.text):
        return None
    named = any(s.name == fact.subject for s in scene.within(place.block, laid.start, laid.end))
    last = before.sentence.clauses[-1]
    anchors = list(_said(scene, fact.event, place.block, last.start, last.end))
    if not named or not anchors or any_step(fact.event).search(scene.unnamed(place.block, laid.start, laid.end)):
        return None
    time, coarser = judge_time(scene, fact.time, anchors[0])
    modality, planned = judge_mood(scene, fact.modality, time, anchors[0])
    return PassedFact(replace(fact, time=time, modality=modality), place, (*coarser, *planned))


def _at(scene: Scene, fact: Milestone, anchor: Span, place: Span) -> PassedFact:
    if not said_of(scene, fact.subject, anchor, _breaks(scene, fact.event)):
        raise Refusal("subject", fact.subject)
    time, coarser = judge_time(scene, fact.time, anchor)
    modality, planned = judge_mood(scene, fact.modality, time, anchor)
    return PassedFact(replace(fact, time=time, modality=modality), place, (*coarser, *planned))


def _anchors(scene: Scene, event: str, place: Span) -> Iterator[Span]:
    """The words of a step in the quote, else in the clauses that it touches."""
    found = list(_said(scene, event, place.block, place.start, place.end))
    if found:
        yield from found
        return
    for laid in scene.touched(place):
        touched = [c for c in laid.sentence.clauses if c.start < place.end and place.start < c.end]
        if touched:
            yield from _said(scene, event, place.block, touched[0].start, touched[-1].end)


def _said(scene: Scene, event: str, block: int, start: int, end: int) -> Iterator[Span]:
    """The words of a step in a stretch, names left out; within a name, where the stretch holds no others."""
    words, text = scene.unnamed(block, start, end), scene.text(block)[start:end]
    outside = [Span(block, start + m.start(), start + _whole(event, words, m.end())) for m in step(event).finditer(words)]
    yield from outside or (Span(block, start + m.start(), start + m.end()) for m in step(event).finditer(text))


def _whole(event: str, words: str, end: int) -> int:
    """The end of a step's words with those of others that follow at once: 获批成立 is one saying."""
    while more := any_step(event).match(words, end):
        end = more.end()
    return end


def _breaks(scene: Scene, event: str) -> Breaks:
    """Whether a stretch of a block holds the words of another step."""

    def breaks(block: int, start: int, end: int) -> bool:
        return any_step(event).search(scene.unnamed(block, start, end)) is not None

    return breaks
