"""A sentence while its numbers are read: what was measured so far, so that a number without a noun can go on from it."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass, field
from functools import cache

from kg.language.figures.measure_rules import OTHER, any_of, words
from kg.language.figures.nouns import after
from kg.language.figures.phrases import its, leading_verb, shape, tidy
from kg.language.text.clauses import Sentence


@dataclass(slots=True)
class MeasuredSoFar:
    """``names`` are the names in the sentence as written; ``nouns`` what was measured so far, ``verb`` what was done to it,
    ``last`` the unit and measure of the number before, ``grows`` what 增长5% after it is said of, ``named`` whether the number at hand is said of a named thing."""

    sentence: Sentence
    names: tuple[str, ...]
    nouns: list[str] = field(default_factory=list)
    verb: str = ""
    named: bool = False
    last: tuple[str, str] = ("", "")
    grows: str = ""

    def goes_on(self, *nouns: str) -> None:
        """Remember what was measured."""
        self.nouns += [n for n in nouns if n]
        self.grows = self.noun()

    def tidy(self, head: str) -> str:
        """A head without the names in the sentence; nothing where it is only a time, 全市 or a name."""
        found = tidy(head, self.names)
        empty = found in self.names or _empty().fullmatch(found)
        return "" if empty else found

    def noun(self) -> str:
        """What the last number measured, with its verb, or nothing."""
        return self.nouns[-1] if self.nouns else ""

    def bare_noun(self) -> str:
        """What the last number measured, without its verb."""
        rest = self.noun()[len(leading_verb(self.noun())) :]
        return shape("weak_opens").sub("", rest)

    def compared(self) -> str:
        """The measure before, without what it was compared with."""
        return shape("compared").sub("", self.last[1])

    def clause_before(self, start: int) -> str:
        """The noun that opens the clause before the one at ``start``."""
        here = bisect(self.sentence.clauses, start, key=lambda c: c.end)
        head = self.tidy(re.split("[、，]", self.sentence.clauses[here - 1].text)[-1]) if here else ""
        verb = leading_verb(head)
        return verb + after(head[len(verb) :], bool(verb))[0]

    def own_head(self, m: re.Match[str]) -> tuple[str, bool]:
        """The head before a number, without the noun of the number before it, and whether it goes on a list after that one."""
        head, at = m["head"], m.start("head")
        listed = m.string[at - 1 : at] == OTHER or head[:1] == OTHER
        if listed and head.lstrip(OTHER)[:1] not in its("joining") and "、" in head:
            head = head.partition("、")[2]
        if head[:1] != "、":
            head = shape("next_item").split(head)[-1]
        return self.tidy(shape("joints_open").sub("", head) if listed else head), listed


@cache
def _empty() -> re.Pattern[str]:
    """A head that is only a time, or words that say nothing of the measure."""
    return re.compile(f"(?:{words('when')}|(?:{any_of('lead')}))")
