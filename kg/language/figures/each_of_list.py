"""Measures of lists: one number for each member (分别增长5%、6%), or one for all of them (均达到50个)."""

from __future__ import annotations

import re

from kg.language.figures.list_members import members, parts
from kg.language.figures.measure_rules import OTHER, words
from kg.language.figures.measured import MeasuredSoFar
from kg.language.figures.phrases import MARKS, counted, growth, its, leading_verb, only_verbs, shape
from kg.language.figures.quantities import Quantity
from kg.language.figures.statements import DEFAULT


def each(so_far: MeasuredSoFar, q: Quantity, m: re.Match[str]) -> list[str]:
    """The member of the list to which the number belongs, by its place in the run of numbers."""
    if "index" not in m.groupdict():
        return both(so_far, q, m)
    index, run = m["index"].count(OTHER), shape("numbers_run").match(m.string, m.end())
    n = index + 1 + (run[0].count(OTHER) if run else 0)
    if n == 1:
        return _alone(so_far, q, m)
    heads = _heads(so_far, m, n)
    if index == n - 1:
        so_far.goes_on(*heads)
    return [_measure(m, heads[index], q)]


def _heads(so_far: MeasuredSoFar, m: re.Match[str], n: int) -> list[str]:
    """The members of the list; where it names none, what the ``n`` numbers before measured."""
    heads = members(m["heads"], n, so_far.names) if m["heads"].strip(MARKS) else so_far.nouns[-n:]
    return heads if len(heads) == n else [so_far.tidy(m["heads"]) or so_far.noun() or DEFAULT] * n


def _measure(m: re.Match[str], head: str, q: Quantity) -> str:
    """The measure of one member: its growth, its share (甲占乙), or what was done to it, counted."""
    if "grow" in m.groupdict():
        return growth(head, m["grow"], q.unit)
    reach = m["reach"] or ""
    if reach.startswith(its("share")):
        return head + reach.rstrip(its("of")) + its("proportion")
    verb = leading_verb(reach + "#")
    return counted(("" if verb in words("reach") else verb) + head, q.unit, q.kind)


def _alone(so_far: MeasuredSoFar, q: Quantity, m: re.Match[str]) -> list[str]:
    """分别 before one number only: what stands next to the number is its measure."""
    groups = m.groupdict()
    head = so_far.tidy(groups.get("reach") or m["heads"])
    if not head or only_verbs(head):
        return []
    so_far.goes_on(head)
    return [growth(head, m["grow"], q.unit) if groups.get("grow") else counted(head, q.unit, q.kind)]


def both(so_far: MeasuredSoFar, q: Quantity, m: re.Match[str]) -> list[str]:
    """One number said of every member: 新开工、新竣工项目均达到50个."""
    heads = parts(m["heads"], so_far.names)
    so_far.goes_on(*heads)
    return [counted(h, q.unit, q.kind) for h in heads]
