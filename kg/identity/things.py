"""Clusters made into entities: canonical name, aliases, place, id, and the reason for every name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.identity import words
from kg.identity.areas import Areas, Path, compatible
from kg.identity.clusters import Cluster
from kg.identity.nodes import Member, Node, is_area
from kg.model import Entity, Evidence, Merge
from kg.ontology.folding import plain


def entities(clusters: Iterable[Cluster], areas: Areas) -> list[tuple[Entity, Cluster]]:
    """One entity for each cluster, ids unique, in the order of ids."""
    drafts = sorted(((_draft(cluster, areas), cluster) for cluster in clusters), key=lambda pair: _order(pair[0], pair[1]))
    named: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, (draft, _) in enumerate(drafts):
        named[draft.type, draft.name].append(i)
    out = []
    for group in named.values():
        for number, i in enumerate(group):
            draft, cluster = drafts[i]
            out.append((_with_id(draft, _id(draft, [drafts[j][0].within for j in group], number)), cluster))
    return sorted(out, key=lambda pair: pair[0].id)


def _order(draft: Entity, cluster: Cluster) -> tuple[object, ...]:
    return draft.type, draft.name, draft.within or "", min(node.key for node in cluster.nodes)


def _id(draft: Entity, places: list[str | None], number: int) -> str:
    """``Type/Name``; with the place, then a number, where others share the name."""
    plain_id = f"{draft.type}/{draft.name}"
    if len(places) == 1:
        return plain_id
    twins = [i for i, place in enumerate(places) if place == draft.within]
    tail = f"#{twins.index(number) + 1}" if len(twins) > 1 else ""
    return f"{plain_id}@{draft.within}{tail}" if draft.within else f"{plain_id}{tail if len(twins) > 1 else ''}"


def _with_id(draft: Entity, id_: str) -> Entity:
    return Entity(draft.type, draft.name, draft.aliases, draft.within, draft.evidence, id_, draft.merges)


def _draft(cluster: Cluster, areas: Areas) -> Entity:
    members = sorted(((node, member) for node in cluster.nodes for member in node.members), key=lambda pair: (pair[1].doc, pair[1].entity.type, pair[1].entity.name))
    said = Counter(member.entity.name for _, member in members)
    main = max(members, key=lambda pair: _fullness(pair[0], pair[1], said[pair[1].entity.name]))
    name, type_ = _unended(*main), _type(cluster)
    others = {text for _, member in members for text in (member.entity.name, *(alias.text for alias in member.aliases))} - {name}
    evidence: set[Evidence] = {piece for _, member in members for piece in member.entity.evidence}
    return Entity(type_, name, tuple(sorted(others)), _within(cluster, name, areas), tuple(sorted(evidence)), "", _merges(cluster, main[0], name))


def _unended(node: Node, member: Member) -> str:
    """The fullest name; without a spare 项目 where the document itself also writes it so."""
    short = _spared(member.entity.name, node)
    return short if short in member.entity.aliases else member.entity.name


def _spared(text: str, node: Node) -> str:
    """A name without 主体工程, and without 项目 where its kind is one that needs no such word."""
    fits = words.kinds().get(node.name.kind) in words.word("spare_groups") and not node.name.phases
    ends = (*words.longest_first("spare_always"), *(words.longest_first("spare_endings") if fits else ()))
    return next((text.removesuffix(end) for end in ends if text.endswith(end)), text)


def _type(cluster: Cluster) -> str:
    """The type that most mentions give; the first in ``type_order`` of those that tie."""
    said = Counter[str]()
    for node in cluster.nodes:
        said[node.type] += len(node.members)
    order = words.word("type_order")
    return max(said, key=lambda kind: (said[kind], -order.index(kind) if kind in order else -99, kind))


def _fullness(node: Node, member: Member, said: int) -> tuple[object, ...]:
    """What makes a name the fullest official form: its area written out, its length without a spare ending, how many write it so.

    Where names have no place, the one that most write, and of these the shortest.
    """
    text = member.entity.name
    if node.type in words.word("placeless_types"):
        return said, -len(text), text
    area = node.name.area[-1] if node.name.area and not node.name.bracket else ""
    return _official(plain(text), area, node), _length(text, node), said, text


def _official(text: str, area: str, node: Node) -> int:
    return 2 if area and area in text or is_area(node.type) and text == node.name.body else 1 if area else 0


def _length(text: str, node: Node) -> int:
    """Twice the length of a name without a spare ending, less one where it has one."""
    bare = _spared(plain(text), node)
    return 2 * len(bare) - (bare != plain(text))


def _within(cluster: Cluster, name: str, areas: Areas) -> str | None:
    """The narrowest area that the members give, where they agree."""
    places = sorted({place for node in cluster.nodes for place in _places(node, areas)}, key=lambda place: (-len(place), place))
    narrow = [place for place in places if not any(place != other and len(place) < len(other) and compatible(place, other) for other in places)]
    if is_area(cluster.nodes[0].type):
        return _parent(places, cluster, areas)
    return narrow[0][-1] if len(narrow) == 1 else None


def _parent(places: list[Path], cluster: Cluster, areas: Areas) -> str | None:
    path = max((node.name.area for node in cluster.nodes), key=lambda path: (len(path), path))
    return path[-2] if len(path) > 1 else next((place[-1] for place in places if place[-1] != path[-1]), None)


def _places(node: Node, areas: Areas) -> list[Path]:
    said = [areas.find(member.entity.within, node.scope) or (member.entity.within,) for member in node.members if member.entity.within]
    scope = [node.scope] if node.scope and not node.scope[0].startswith("?") else []
    own = [node.name.area] if node.name.area and not is_area(node.type) and not scope else []
    return said or scope or own


def _merges(cluster: Cluster, main: Node, name: str) -> tuple[Merge, ...]:
    """Why each other name, and each other type, was taken for this thing."""
    reasons = _reasons(cluster, main)
    found: set[Merge] = set()
    for node in cluster.nodes:
        for member in node.members:
            own = member.entity.name
            if own != name:
                found.add(Merge(own, member.doc, reasons[id(node)] if node is not main else _in_one_node(own, name)))
            elif node is not main:
                found.add(Merge(own, member.doc, reasons[id(node)]))
            found |= {Merge(alias.text, member.doc, "identity.stated") for alias in member.aliases if alias.text != name}
    return tuple(sorted(found, key=lambda merge: (merge.name, merge.doc, merge.reason)))


def _in_one_node(text: str, name: str) -> str:
    return "identity.same-name" if plain(text) == plain(name) else "identity.ending"


def _reasons(cluster: Cluster, main: Node) -> dict[int, str]:
    """For each node the weakest rule on its way from the main one."""
    steps: dict[int, list[tuple[Node, str]]] = defaultdict(list)
    for first, second, reason in cluster.joins:
        steps[id(first)].append((second, reason))
        steps[id(second)].append((first, reason))
    reached, queue = {id(main): "identity.decision"}, [main]  # the strongest: every step weakens it
    while queue:
        node = queue.pop(0)
        for other, reason in steps[id(node)]:
            if id(other) not in reached:
                reached[id(other)] = max(reached[id(node)], reason, key=lambda name: words.reasons()[name])
                queue.append(other)
    return reached
