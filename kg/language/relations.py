"""Relations: frames over a sentence in which every known name stands as its type (``ontology/rules/relations.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.language.mentions.mention import Mention
from kg.ontology import ontology, rules, written

JOIN = written("names", "join")
_SLOT = re.compile(r"\{([A-Za-z|]+)\}(\+?)")
_NOT = re.compile(r"\[\^\{([A-Za-z|]+)\}")
FIRST = 0xE000  # the first private character of Unicode; each type of entity has one


@dataclass(frozen=True, slots=True)
class Rule:
    """A frame of a relation, over text in which names are single private characters."""

    id: str
    predicate: str
    pattern: re.Pattern[str]
    timed: bool
    literal: bool
    subject: str


@dataclass(frozen=True, slots=True)
class Related:
    """A relation at ``start:end`` of the block: names of its ends (``""`` as subject is the passage's own area)."""

    subject: str
    predicate: str
    object: str
    start: int
    end: int
    rule: str
    timed: bool


@cache
def _letters() -> dict[str, str]:
    return {name: chr(FIRST + i) for i, name in enumerate(ontology().types)}


@cache
def relation_rules() -> tuple[Rule, ...]:
    return tuple(_rule(r) for r in rules("relations"))


def _rule(r: dict[str, Any]) -> Rule:
    names = "".join(_letters().values())
    pattern = _SLOT.sub(_slot, _NOT.sub(_not, r["pattern"].replace("[^{}", f"[^{names}").replace("{}]", f"{names}]")))
    return Rule(r["id"], r["predicate"], re.compile(pattern), r.get("time") == "passage", r.get("literal", False), r.get("subject", ""))


def _not(found: re.Match[str]) -> str:
    """[^{Park}…]: anything but names of that type."""
    return "[^" + "".join(_letters()[name] for name in found[1].split("|"))


def _slot(found: re.Match[str]) -> str:
    one = "[" + "".join(_letters()[name] for name in found[1].split("|")) + "]"
    return f"{one}(?:{JOIN}{one})*" if found[2] else one


def relations(text: str, start: int, end: int, mentions: Sequence[Mention], region_type: str | None) -> Iterator[Related]:
    """The relations that ``text[start:end]`` states between the names in it (sorted, not overlapping; offsets of ``text``)."""
    masked, at = _masked(text, start, end, mentions)
    for rule in relation_rules():
        if rule.subject not in ("", "own", region_type):
            continue
        for found in rule.pattern.finditer(masked):
            span = at[found.start()], at[found.end()]
            yield from _stated(rule, found, masked, at, mentions, text, span)


def _stated(
    rule: Rule, found: re.Match[str], masked: str, at: list[int], mentions: Sequence[Mention], text: str, span: tuple[int, int]
) -> Iterator[Related]:
    by_start = {m.start: m.name for m in mentions}

    def names(group: str) -> list[str]:
        return [by_start[at[i]] for i in range(*found.span(group)) if FIRST <= ord(masked[i]) < FIRST + len(_letters())]

    objects = [text[at[found.start("object")] : at[found.end("object")]]] if rule.literal else names("object")
    for subject in [""] if rule.subject else names("subject"):
        for other in objects:
            if subject != other:
                yield Related(subject, rule.predicate, other, *span, rule.id, rule.timed)


def _masked(text: str, start: int, end: int, mentions: Sequence[Mention]) -> tuple[str, list[int]]:
    """The text with a private character for each name, and for each of its characters the offset in ``text``."""
    letters = _letters()
    out: list[str] = []
    at: list[int] = []
    i = start
    for m in mentions:
        if m.start < i or m.end > end:
            continue
        out.extend(text[i : m.start])
        at.extend(range(i, m.start))
        out.append(letters[m.type])
        at.append(m.start)
        i = m.end
    out.extend(text[i:end])
    at.extend(range(i, end + 1))  # one more: the end of a match is an offset too
    return "".join(out), at
