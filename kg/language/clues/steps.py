"""Whose step: pairs of a word that may say a milestone and a thing that may have reached it, with their clues."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from kg.language.clues.view import Told, View, clue_pattern, clue_words, few
from kg.language.mentions.mention import Mention
from kg.ontology import ontology, rules

BACK = 3  # sentences before that may name the thing
ON = 8  # sentences behind, in news, that may list the things that a ceremony was for (集中开工……此次开工的有甲、乙)
SHORT = 6  # characters between name and step that are a clue as they are
DENIAL = 6  # characters before a step in which it may be denied


@dataclass(frozen=True, slots=True)
class Step:
    """A word at ``start:end`` of the block of sentence ``sentence`` that may say ``event``."""

    sentence: int
    start: int
    end: int
    event: str


@dataclass(frozen=True, slots=True)
class StepPair:
    """A step with a thing that it may be of; ``mention`` is the thing's nearest name in the sentence, if there."""

    step: Step
    name: str
    type: str
    mention: Mention | None
    clues: frozenset[str]


def steps(view: View, sentence: int) -> tuple[Step, ...]:
    """The words of a sentence that may say a milestone, the longest where they overlap, none inside a name."""
    if (steps, sentence) not in view.memo:
        view.memo[steps, sentence] = _steps(view, sentence)
    return cast("tuple[Step, ...]", view.memo[steps, sentence])


def _steps(view: View, sentence: int) -> tuple[Step, ...]:
    told = view.told[sentence]
    text, start, end = told.laid.line.text, told.laid.start, told.laid.end
    found = {(m.start(), event): m.end() for event, pattern in _patterns() for m in pattern.finditer(text, start, end) if m.end() > m.start()}
    kept: list[Step] = []
    for (at, event), stop in sorted(found.items(), key=lambda item: (item[0][0] - item[1], item[0])):
        inside = any(m.start <= at and stop <= m.end for m in told.mentions)
        if not inside and not any(at < k.end and k.start < stop for k in kept):
            kept.append(Step(sentence, at, stop, event))
    return tuple(sorted(kept, key=lambda s: s.start))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each event with the words that may say it: those of the frames, and looser ones."""
    strict = [(event, p) for event, orders in rules("events").items() for some in orders.values() for p in some]
    return tuple((event, re.compile(p)) for event, p in (*strict, *((e, "|".join(words)) for e, words in clue_words("steps").items())))


def step_pairs(view: View, sentence: int, read: Collection[tuple[str, str]]) -> Iterator[StepPair]:
    """All pairs of a sentence; ``read`` are the (name, event) that the grammar states of it or elsewhere in the article."""
    for step in steps(view, sentence):
        here = _here(view, step)
        some = any(m for _, m, _ in here.values())
        for name, (kind, mention, clues) in (here | _elsewhere(view, step, here, bool(some))).items():
            yield StepPair(step, name, kind, mention, frozenset(_joint(view, step, name, kind, clues, read)))


Found = dict[str, tuple[str, Mention | None, tuple[str, ...]]]


@cache
def _types() -> frozenset[str]:
    return frozenset(ontology().milestone_types)


def _here(view: View, step: Step) -> Found:
    told = view.told[step.sentence]
    near = [m for m in told.mentions if m.type in _types()]
    return {m.name: (m.type, m, tuple(_beside(told, near, m, step))) for m in near}


def _beside(told: Told, near: list[Mention], m: Mention, step: Step) -> Iterator[str]:
    text, before = told.laid.line.text, m.end <= step.start
    a, b = (m.end, step.start) if before else (step.end, m.start)
    between = [x for x in near if a <= x.start < b]
    gap, side = _masked(text, a, b, between), "b" if before else "a"
    apart = abs(told.clause(step.start) - told.clause(m.start))
    yield from (f"side:{side}", f"type:{m.type}", f"apart{few(apart, 4)}{side}", f"between{few(len(between), 3)}", f"far{few((b - a) // 4, 8)}")
    if len(gap) <= SHORT:
        yield f"gap:{gap}"
    yield from (f"gap^{gap[:2]}", f"gap${gap[-2:]}", *(f"has:{w}" for w in clue_words("steps_between") if w in gap))
    if clue_words("list_mark") in text[a:b]:
        yield "list"
    yield from (f"pre:{text[max(told.laid.start, m.start - 1) : m.start]}", f"post:{text[m.end : m.end + 1]}", f"post2:{text[m.end : m.end + 2]}")
    yield from _around(told, step)
    if m.start - told.laid.start <= 1:
        yield "opens"


def _masked(text: str, a: int, b: int, between: list[Mention]) -> str:
    """The words between, with N for each name."""
    out, at = [], a
    for m in between:
        if m.start >= at and m.end <= b:
            out += [text[at : m.start], "N"]
            at = m.end
    return "".join(out) + text[at:b]


def _around(told: Told, step: Step) -> Iterator[str]:
    text = told.laid.line.text
    yield from (f"step-post:{text[step.end : step.end + 2]}", f"step-pre:{text[max(told.laid.start, step.start - 2) : step.start]}")
    if clue_pattern("denied").search(text, max(told.laid.start, step.start - DENIAL), step.start):
        yield "denied"


def _elsewhere(view: View, step: Step, here: Found, some: bool) -> Found:
    found: Found = {}
    for back in range(1, min(BACK, step.sentence) + 1):
        earlier = view.told[step.sentence - back]
        things = [m for m in earlier.mentions if m.type in _types()]
        for n, m in enumerate(things):
            same = "block" if earlier.laid.block == view.told[step.sentence].laid.block else "other-block"
            found.setdefault(m.name, (m.type, None, ("earlier", f"back{back}", f"index{few(n, 2)}", same, f"some{some}", *_around(view.told[step.sentence], step))))
    for name in view.titled:
        if view.types[name] in _types():
            found.setdefault(name, (view.types[name], None, ("title", f"some{some}")))
    if view.news:
        for name, value in _later(view, step, some):
            found.setdefault(name, value)
    return {name: value for name, value in found.items() if name not in here}


def _later(view: View, step: Step, some: bool) -> Iterator[tuple[str, tuple[str, Mention | None, tuple[str, ...]]]]:
    """The things that sentences behind name, which the step may have been told of before."""
    told, steps_between = view.told[step.sentence], 0
    around = tuple(_around(told, step))
    for on, later in enumerate(view.told[step.sentence + 1 : step.sentence + 1 + ON], 1):
        things = [m for m in later.mentions if m.type in _types()]
        own = bool(steps(view, step.sentence + on))
        same = "block" if later.laid.block == told.laid.block else "other-block"
        opening = later.laid.line.text[later.laid.start : things[0].start] if things else ""
        says = tuple(f"says:{w}" for w in clue_words("steps_listing") if w in opening)
        lists = f"things{few(len(things), 4)}", f"own{own}", f"since{few(steps_between, 2)}", f"length{few((later.laid.end - later.laid.start) // 10, 4)}"
        for n, m in enumerate(things):
            yield m.name, (m.type, None, ("later", f"on{few(on, 4)}", f"index{few(n, 2)}", same, f"some{some}", f"lead{step.sentence < 2}", *lists, *says, *around))
        steps_between += own


def _joint(view: View, step: Step, name: str, kind: str, clues: tuple[str, ...], read: Collection[tuple[str, str]]) -> Iterator[str]:
    text = view.told[step.sentence].laid.line.text
    word, place = text[step.start : step.end], clues[0]
    yield from clues
    yield from (f"{c}|{step.event}" for c in clues)
    yield from (f"{kind}|{c}" for c in clues if not c.startswith("pre:"))
    yield from (f"event:{step.event}", f"word:{word}", f"type:{kind}", f"{place}|{word}", f"count{few(view.counts[name], 4)}|{place}", f"news{view.news}")
    if name in view.titled:
        yield f"in-title|{place}"
    if (name, step.event) in read:
        yield from ("read", f"read|{place}", f"read|{step.event}", f"read|news{view.news}")
