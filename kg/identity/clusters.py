"""Nodes joined to things, every join checked against the whole of both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.identity import words
from kg.identity.areas import compatible
from kg.identity.nodes import NO, YES, Node, unlike_kinds, verdict

LENIENT = frozenset({"identity.decision", "identity.introduced", "identity.stated", "identity.alias"})


@dataclass(slots=True)
class Cluster:
    """Nodes that are one thing, and the joins that made it: (first, second, reason)."""

    nodes: list[Node]
    joins: list[tuple[Node, Node, str]] = field(default_factory=list)
    docs: set[str] = field(default_factory=set)


class Clusters:
    """Union-find over nodes. ``apart``: pairs of nodes that must not come together."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.of = {id(node): Cluster([node], docs=node.docs) for node in nodes}
        self.apart: dict[int, set[int]] = {}

    def together(self, first: Node, second: Node) -> bool:
        return self.of[id(first)] is self.of[id(second)]

    def keep_apart(self, first: Node, second: Node) -> None:
        """From now on no join brings these two together."""
        self.apart.setdefault(id(first), set()).add(id(second))
        self.apart.setdefault(id(second), set()).add(id(first))

    def join(self, first: Node, second: Node, reason: str) -> bool:
        """Makes one thing of two, if the gates allow it; whether they are one now."""
        a, b = self.of[id(first)], self.of[id(second)]
        if a is not b:
            if not self.may_join(a, b, reason):
                return False
            self._merge(a, b, (first, second, reason))
        return True

    def _merge(self, a: Cluster, b: Cluster, join: tuple[Node, Node, str]) -> None:
        large, small = (a, b) if len(a.nodes) >= len(b.nodes) else (b, a)
        large.nodes += small.nodes
        large.joins += [*small.joins, join]
        large.docs |= small.docs
        for node in small.nodes:
            self.of[id(node)] = large

    def may_join(self, a: Cluster, b: Cluster, reason: str, sure: bool = True) -> bool:
        """Whether every node of one side may be one with every node of the other (``sure`` as for ``gates``)."""
        forbidden = {other for node in a.nodes for other in self.apart.get(id(node), ())}
        if any(id(node) in forbidden for node in b.nodes):
            return False
        return reason == "identity.decision" or all(gates(x, y, reason, sure) for x in a.nodes for y in b.nodes)

    def all(self) -> list[Cluster]:
        """The things, in the order of their first nodes."""
        found = {id(cluster): cluster for cluster in self.of.values()}
        return sorted(found.values(), key=lambda cluster: min(node.key for node in cluster.nodes))


def gates(first: Node, second: Node, reason: str, sure: bool = True) -> bool:
    """Whether nothing speaks against two nodes being one: type, phase, number, direction, kind, place.

    ``sure``: of one body, their places must say yes; else it is enough that they do not say no.
    """
    a, b = first.name, second.name
    if words.type_group(first.type) != words.type_group(second.type) or a.phases != b.phases:
        return False
    if reason == "identity.introduced":
        return compatible(first.scope, second.scope)
    if a.body == b.body:
        return verdict(first, second) == YES or not sure and verdict(first, second) != NO
    if not words.close(first.type, second.type) or _clash(a.numbers, b.numbers) or _clash(a.directions, b.directions):
        return False
    return _kinds_agree(a.kind, b.kind, reason) and verdict(first, second) != NO


def _clash(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    return bool(first and second) and first != second


def _kinds_agree(first: str, second: str, reason: str) -> bool:
    if not first or not second or first == second:
        return first == second or reason in LENIENT
    return reason in LENIENT and words.kinds()[first] == words.kinds()[second] and not unlike_kinds(first, second)
