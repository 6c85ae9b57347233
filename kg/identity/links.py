"""Pairs of nodes that may be one thing, rule by rule. Each rule looks only into its own buckets, never at all pairs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from kg.identity import words
from kg.identity.areas import compatible, same
from kg.identity.naming import Name, essence
from kg.identity.nodes import NO, YES, Node, at_odds, everywhere, index, verdict, with_alias
from kg.ontology.folding import plain

CROWD = 60  # a bucket of more names than this is too common to tell likely pairs from


class Link(NamedTuple):
    """Two nodes, the rule that found them, whether it is sure (else only likely), and whether their kinds are two signs of one house."""

    first: Node
    second: Node
    reason: str
    sure: bool = True
    signs: bool = False


def link(first: Node, second: Node, reason: str, sure: bool = True, signs: bool = False) -> Link:
    """A link whose ends are in the order of their keys."""
    first, second = sorted((first, second), key=lambda node: node.key)
    return Link(first, second, reason, sure, signs)


def by_name(nodes: Iterable[Node]) -> Iterator[Link]:
    """Names of one body: the same name, or one that differs in ending, way of writing, area in front or bracketed place."""
    for bucket in index(nodes).values():
        for first, second in _near(bucket):
            found = verdict(first, second)
            if found != NO and not _branch(first, second):
                yield link(first, second, _difference(first.name, second.name), found == YES)


def _branch(first: Node, second: Node) -> bool:
    """Whether a place in brackets tells a firm from the one that set it up there."""
    return first.type == second.type and first.type in words.word("branch_types") and first.name.bracket != second.name.bracket


def by_folded(nodes: Iterable[Node]) -> Iterator[Link]:
    """A company, national park or the like with and without its area in front, in a text of that area."""
    nodes = list(nodes)
    found = index(nodes)
    for node in nodes:
        area, rest = node.name.folded
        folds = node.type in words.word("folded_types") or words.kinds().get(node.name.kind) in words.word("folded_groups")
        if folds and len(rest) >= 3 and not words.generic(rest):
            for other in found.get((words.type_group(node.type), rest), ()):
                near = {place for member in other.members for place in [member.place] if compatible(area, place)}
                if other.type == node.type and near:
                    yield link(node, other, "identity.area")


def _near(bucket: list[Node]) -> Iterator[tuple[Node, Node]]:
    """The pairs of a bucket whose places have an area in common: by the areas of their paths, so that a name of every county costs little."""
    if len(bucket) <= CROWD:
        yield from combinations(bucket, 2)
        return
    ends: dict[str, list[Node]] = defaultdict(list)
    for node in bucket:
        ends[_place(node)[-1] if _place(node) else ""].append(node)
    for node in bucket:
        for area in {*_place(node), ""}:
            yield from ((node, other) for other in ends[area] if other is not node)


def _place(node: Node) -> tuple[str, ...]:
    return node.name.area or node.scope


def _difference(first: Name, second: Name) -> str:
    if plain(first.text) == plain(second.text):
        return "identity.same-name"
    if first.bracket != second.bracket:
        return "identity.bracket"
    return "identity.area" if first.area != second.area else "identity.ending"


def by_alias(nodes: Iterable[Node]) -> Iterator[Link]:
    """An alias in one document that is a name in another."""
    nodes = list(nodes)
    found = index(nodes)
    for node in nodes:
        for alias in _telling(node):
            named = with_alias(node, alias)
            for other in found.get((words.type_group(node.type), alias.body), ()):
                if other is not node and words.close(node.type, other.type):
                    yield from _alias_link(node, named, other)


def _alias_link(node: Node, named: Node, other: Node) -> Iterator[Link]:
    if node.docs & other.docs:
        return  # that document knows them as two
    found = verdict(named, other)
    if found != NO:
        yield link(node, other, "identity.alias", found == YES)


def _telling(node: Node) -> list[Name]:
    """The node's aliases that say more than a kind: three characters or more."""
    aliases = {alias.body: alias for member in node.members for alias in member.aliases}
    return [alias for body, alias in sorted(aliases.items()) if alias.opening and len(body) >= 3 and body != node.name.body]


def by_inner(nodes: Iterable[Node]) -> Iterator[Link]:
    """Names that differ in stock words inside."""
    nodes = [node for node in nodes if node.type not in words.word("inner_not")]
    for first, second in _paired(nodes, lambda node: essence(node.name.body, node.name.kind)):
        found = verdict(first, second)
        if first.name.body != second.name.body and found != NO:
            opened = same(first.name.area, second.name.area)
            sure = found == YES and inside(first.name.body, second.name.body, opened) and not first.docs & second.docs and not at_odds(first, second)
            if sure or first.name.opening and second.name.opening:
                yield link(first, second, "identity.inner", sure)


def by_brand(nodes: Iterable[Node]) -> Iterator[Link]:
    """An owner's only hospital or museum of a speciality in a district, with and without its proper name (several fits are none)."""
    rule = words.word("brand")
    special = [node for node in nodes if node.name.kind in rule["kinds"] and len(_owner(node)) >= rule["opening"]]
    for first, second in _paired(special, lambda node: (node.name.kind, _owner(node)[: rule["opening"]])):
        short, long = sorted((first, second), key=lambda node: len(_owner(node)))
        if _owner(short) and _owner(long).startswith(_owner(short)) and not first.docs & second.docs:
            insert = _owner(long).removeprefix(_owner(short))
            proper = re.fullmatch(rule["insert"], insert) and not re.search(rule["never"], insert) and not words.generic(insert)
            place = same(first.scope, second.scope) and verdict(first, second) == YES
            if proper and place and not words.generic(_owner(short)):
                yield link(first, second, "identity.brand")


def _owner(node: Node) -> str:
    """What stands before the kind, stock words aside."""
    return essence(node.name.body, node.name.kind).removesuffix(node.name.kind)


def by_likeness(nodes: Iterable[Node]) -> Iterator[Link]:
    """Names of one kind, or of 学校 and a kind of school, of which one is the other with something put in: never sure."""
    named = [node for node in nodes if node.name.kind and not everywhere(node.type, node.name)]
    opening = _paired(named, lambda node: (words.kinds()[node.name.kind], node.name.body[:2]))
    tail = _paired(named, lambda node: (node.name.kind, node.name.opening[-2:]))
    for first, second in (*opening, *tail):
        if inside(first.name.body, second.name.body) and not _apart(first.name.kind, second.name.kind) and verdict(first, second) != NO:
            yield link(first, second, "identity.likeness", False)


def _apart(first: str, second: str) -> bool:
    """Whether two kinds of one group name two things (水厂, 污水厂)."""
    return first != second and any(first in kinds and second in kinds for kinds in words.word("apart_kinds"))


def by_ends(nodes: Iterable[Node]) -> Iterator[Link]:
    """A road or line by both its ends, the other way round or in short (云岭至松湖高速, 云松高速): never sure."""
    named = [node for node in nodes if node.name.kind and _ends(node)]
    for first, second in _paired(named, lambda node: (node.name.kind, frozenset(end[:1] for end in _ends(node)))):
        if first.name.body != second.name.body and _one_line(_ends(first), _ends(second)) and verdict(first, second) != NO:
            yield link(first, second, "identity.likeness", False, True)


def _ends(node: Node) -> tuple[str, ...]:
    """The two ends that a name says before its kind, in full or by one character each; nothing where it says none."""
    before = node.name.body.removesuffix(node.name.kind)
    ended = words.pattern("ends").match(before) or words.pattern("ends_short").match(before)
    return (ended["a"], ended["b"]) if ended else ()


def _one_line(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two pairs of ends may be one line's: one of them in short, or the same ends the other way round."""
    if (len(first[0]) == 1) != (len(second[0]) == 1):
        short, long = sorted((first, second), key=lambda ends: len(ends[0]))
        return (short[0], short[1]) == (long[0][:1], long[1][:1])
    return first[1].startswith(second[0]) and second[1].startswith(first[0])


def by_group(nodes: Iterable[Node]) -> Iterator[Link]:
    """A company's brand and the full name of a group or joint-stock company of that brand: never sure."""
    found = index(nodes)
    for (group, body), named in sorted(found.items(), key=lambda item: item[0]):
        for form in words.word("company_forms"):
            for first in named if body.endswith(form) else ():
                for second in found.get((group, body.removesuffix(form)), ()):
                    if first.type == second.type and not _limited(second):
                        yield link(first, second, "identity.likeness", False, True)


def _limited(node: Node) -> bool:
    """Whether a company's own legal form is told."""
    return any(member.entity.name.endswith(tuple(words.word("company_endings"))) for member in node.members)


def by_other_kind(nodes: Iterable[Node]) -> Iterator[Link]:
    """Names that differ in a kind under which one house often has two signs (妇幼保健院, 妇女儿童医院), or in what is often left out: never sure."""
    kinds = {kind: number for number, group in enumerate(words.word("likely_kinds")) for kind in group}
    nodes = list(nodes)
    named = [node for node in nodes if node.name.kind in kinds]
    without = [node for node in nodes if node.name.kind]
    signs = _paired(named, lambda node: (kinds[node.name.kind], words.pattern("village").sub("", node.name.opening)))
    for first, second in (*signs, *_paired(without, lambda node: words.pattern("likely_without").sub("", node.name.body))):
        if first.name.body != second.name.body and verdict(first, second) != NO:
            yield link(first, second, "identity.likeness", False, True)


def _paired(nodes: Iterable[Node], key: Callable[[Node], Hashable]) -> Iterator[tuple[Node, Node]]:
    """Pairs inside each bucket of a group of types and a key; crowded buckets give none."""
    buckets: dict[Hashable, list[Node]] = {}
    for node in nodes:
        buckets.setdefault((words.type_group(node.type), key(node)), []).append(node)
    for bucket in buckets.values():
        if len(bucket) <= CROWD:
            yield from combinations(bucket, 2)


def inside(first: str, second: str, opened: bool = False) -> bool:
    """Whether the shorter is the longer with one stretch left out, and their openings agree (``opened``: by the area in front of them)."""
    short, long = sorted((first, second), key=len)
    if not short or len(short) == len(long):
        return False
    front = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return (front > 0 or opened) and long.endswith(short[front:]) and front < len(short)


def likeness(link_: Link) -> float:
    """How much of the two names is common, from 0 to 1, two decimals."""
    a, b = link_.first.name.body, link_.second.name.body
    return round(2 * min(len(a), len(b)) / (len(a) + len(b)) * (0.95 if a == b else 0.9), 2)


SURE = (by_name, by_folded, by_alias, by_inner, by_brand)
