"""The rules applied in order: decisions, introduced short forms, then each rule of names; what stays open is likely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.identity import words
from kg.identity.areas import same
from kg.identity.clusters import Clusters, gates
from kg.identity.decisions import SAME, Decision
from kg.identity.links import SURE, Link, by_ends, by_group, by_likeness, by_other_kind, likeness
from kg.identity.nodes import Node
from kg.ontology.folding import plain

LIKELY_FROM = 0.5


class Joining:
    """Clusters in the making, and the links that were left open."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.clusters = Clusters(nodes)
        self.open: list[Link] = []

    def decide(self, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
        """Obeys the decisions; gives back those that name nothing of this collection, or one thing twice."""
        decisions = list(decisions)
        named = self._by_name()
        pairs = [(decision, _found(named, decision.first), _found(named, decision.second)) for decision in decisions]
        idle = tuple(decision for decision, first, second in pairs if not first or not second or first == second)
        live = [pair for pair in pairs if pair[0] not in idle]
        for _, first, second in (pair for pair in live if pair[0].verdict != SAME):
            for a in first:
                for b in (b for b in second if b is not a):
                    self.clusters.keep_apart(a, b)
        for _, first, second in (pair for pair in live if pair[0].verdict == SAME):
            for a, b in _comparable(first, second):
                self.clusters.join(a, b, "identity.decision")
        return idle

    def _by_name(self) -> dict[str, list[Node]]:
        named: dict[str, list[Node]] = defaultdict(list)
        for node in self.nodes:
            texts = {member.entity.name for member in node.members} | {alias.text for member in node.members for alias in member.aliases}
            place = (node.scope or node.name.area or ("",))[-1]
            for form in sorted({form for text in texts for form in (plain(text), f"{node.type}/{text}", f"{node.type}/{text}@{place}")}):
                named[form].append(node)
        return named

    def introduce(self, pairs: Mapping[str, list[tuple[str, str]]]) -> None:
        """Joins the names that a document says are one: those of its own, else those of others in a place that fits."""
        own: dict[tuple[str, str], list[Node]] = defaultdict(list)
        named: dict[str, list[Node]] = defaultdict(list)
        for node in self.nodes:
            for doc, name in sorted({(member.doc, member.entity.name) for member in node.members}):
                own[doc, name].append(node)
            for name in sorted({member.entity.name for member in node.members}):
                named[name].append(node)
        for doc, found in sorted(pairs.items()):
            for name, short in found:
                for a in own[doc, name] or named[name]:
                    for b in (b for b in own[doc, short] or named[short] if b is not a):
                        self.clusters.join(a, b, "identity.introduced")

    def apply(self) -> None:
        """Every rule of names, the strongest first."""
        for rule in SURE:
            self._stage(sorted(_distinct(rule(self.nodes)), key=_order))
        self.open += [*by_likeness(self.nodes), *by_other_kind(self.nodes), *by_group(self.nodes), *by_ends(self.nodes)]

    def _stage(self, links: list[Link]) -> None:
        partners: dict[int, list[Node]] = defaultdict(list)
        for found in (found for found in links if found.sure):
            partners[id(found.first)].append(found.second)
            partners[id(found.second)].append(found.first)
        clear = {id(found): found.sure and self._clear(found, partners) for found in links}
        for found in links:
            if not (clear[id(found)] and self.clusters.join(found.first, found.second, found.reason)):
                self.open.append(found)

    def _clear(self, found: Link, partners: Mapping[int, list[Node]]) -> bool:
        """Whether neither end has another partner that is not this one; the same place decides between them."""
        for end, other in ((found.first, found.second), (found.second, found.first)):
            rivals = [node for node in partners[id(end)] if node is not other and not self._agree(node, other, found.reason, partners)]
            if rivals and not (same(_place(end), _place(other)) and not any(same(_place(end), _place(node)) for node in rivals)):
                return False
        return True

    def _agree(self, first: Node, second: Node, reason: str, partners: Mapping[int, list[Node]]) -> bool:
        """Whether two partners of one node are one themselves: already, by this rule too, or by their names and places."""
        if self.clusters.together(first, second) or any(node is second for node in partners[id(first)]):
            return True
        return first.name.body == second.name.body and gates(first, second, reason)

    def likely(self) -> list[Link]:
        """The open links between things that are still two, the most alike first for each pair of things."""
        best: dict[tuple[int, int], Link] = {}
        for found in sorted(self.open, key=lambda link: (-likeness(link), _order(link))):
            a, b = self.clusters.of[id(found.first)], self.clusters.of[id(found.second)]
            if a is b or likeness(found) < LIKELY_FROM or not self.clusters.may_join(a, b, "identity.introduced" if found.signs else "identity.alias", sure=False):
                continue
            best.setdefault((min(id(a), id(b)), max(id(a), id(b))), found)
        return sorted(best.values(), key=_order)


def _distinct(links: Iterable[Link]) -> list[Link]:
    """Links without repetitions."""
    return list({(id(found.first), id(found.second), found.reason): found for found in links}.values())


def _order(link: Link) -> tuple[object, ...]:
    return words.reasons().get(link.reason, 99), link.first.key, link.second.key


def _place(node: Node) -> tuple[str, ...]:
    return node.name.area or node.scope


def _found(named: Mapping[str, list[Node]], text: str) -> list[Node]:
    return named.get(text) or named.get(plain(text), [])


def _comparable(first: list[Node], second: list[Node]) -> list[tuple[Node, Node]]:
    """The pairs to join: of one type, if there are any, else all."""
    pairs = [(a, b) for a in first for b in second if a is not b]
    return [(a, b) for a, b in pairs if words.type_group(a.type) == words.type_group(b.type)] or pairs
