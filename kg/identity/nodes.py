"""The things that documents name, one node for each way of naming in one place, and whether the places of two allow one thing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.areas import area_types, gazetteer
from kg.identity import words
from kg.identity.areas import Areas, Path, compatible, same
from kg.identity.naming import Name, area_name, parse
from kg.identity.places import holders, placed
from kg.identity.posts import Body, bodies, held, roles
from kg.model import Entity, Extraction, Milestone
from kg.ontology import ontology
from kg.ontology.folding import plain

YES, MAYBE, NO = "yes", "maybe", "no"


@dataclass(frozen=True, slots=True)
class Member:
    """One document's entity, its ``aliases`` without those that cannot be its own, the ``place`` that the document speaks of or puts it in.

    ``bodies``: of a person, those in which the document gives a post; ``steps``: what was reached of a thing.
    """

    doc: str
    entity: Entity
    aliases: tuple[Name, ...] = ()
    place: Path = ()
    bodies: frozenset[Body] = frozenset()
    steps: tuple[Milestone, ...] = ()


@dataclass(slots=True)
class Node:
    """All members of one type, body, area and scope. ``scope``: the place that the documents speak of.

    ``own``: the name itself, where an analyst keeps it apart from another way of writing it; the document, where it gives the person a post.
    """

    type: str
    name: Name
    scope: Path
    own: str = ""
    members: list[Member] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str, Path, Path, str]:
        """What orders and tells apart nodes."""
        return self.type, self.name.body, self.name.area, self.scope, self.own

    @property
    def docs(self) -> set[str]:
        return {member.doc for member in self.members}


def collect(
    extractions: Iterable[Extraction], regions: Mapping[str, str | None], areas: Areas, apart: Collection[str] = (), texts: Mapping[str, str] | None = None
) -> list[Node]:
    """The nodes of a collection, sorted, with their members sorted.

    ``regions`` and ``texts``: by document; ``apart``: plain names that are nodes of their own.
    """
    nodes: dict[tuple[str, str, Path, Path, str], Node] = {}
    for extraction in sorted(extractions, key=lambda item: item.doc):
        home = areas.home(regions.get(extraction.doc), extraction.entities)
        places = {**{name: areas.find(above, home) for name, above in holders(extraction).items()}, **placed(extraction, home, areas)}
        posts, steps = held(extraction), reached(extraction)
        said = roles(extraction, (texts or {}).get(extraction.doc, ""))
        for entity in sorted(extraction.entities, key=lambda item: (item.type, item.name, item.aliases)):
            scope = areas.find(entity.within, home) or places.get(entity.name) or home
            node = _node(entity, extraction.doc, scope, areas)
            node.own = plain(entity.name) if plain(entity.name) in apart else extraction.doc if entity.name in posts or entity.name in said else ""
            member = Member(extraction.doc, entity, _aliases(entity, node, areas), scope, bodies(posts.get(entity.name, ()), said.get(entity.name, ()), scope, areas), steps.get(entity.name, ()))
            nodes.setdefault(node.key, node).members.append(member)
    return [nodes[key] for key in sorted(nodes)]


def _node(entity: Entity, doc: str, scope: Path, areas: Areas) -> Node:
    if is_area(entity.type):
        return Node(entity.type, area_name(entity.name, scope, areas), ())
    name = read(entity.name, entity.type, scope, areas)
    if everywhere(entity.type, name):
        scope = ()
    elif not scope and not name.area and common(name):
        scope = (f"?{doc}",)  # no place known, and a name that any place may have: this document's alone
    return Node(entity.type, name, scope)


def read(text: str, type_: str, scope: Path, areas: Areas) -> Name:
    """A name of any type but areas; a person's is taken as it stands."""
    return Name(text, (), plain(text), "") if type_ in words.word("verbatim_types") else parse(text, type_, scope, areas)


def _aliases(entity: Entity, node: Node, areas: Areas) -> tuple[Name, ...]:
    """The aliases that may be the entity's own: of its phase, and of no other kind of school, hospital or park."""
    if is_area(entity.type):
        return tuple(Name(alias, node.name.area, plain(alias), "") for alias in sorted(set(entity.aliases) - {entity.name}))
    read_ = (read(alias, entity.type, node.scope, areas) for alias in sorted(set(entity.aliases) - {entity.name}))
    return tuple(alias for alias in read_ if alias.phases == node.name.phases and not unlike_kinds(alias.kind, node.name.kind))


def is_area(type_: str) -> bool:
    """Whether a type is one of administrative areas."""
    return type_ in area_types()


def unlike_kinds(first: str, second: str) -> bool:
    """Whether two kinds are of one group (schools, hospitals …) and neither is the other's short form."""
    groups = words.kinds()
    return bool(first and second) and groups[first] == groups[second] and not (first.endswith(second) or second.endswith(first))


def common(name: Name) -> bool:
    """Whether a name singles out nothing by itself: stock words and a kind, or what every area has its own of."""
    opening = words.pattern("house_number").sub("", name.opening)
    return name.levelled or len(opening) < 2 or words.generic(opening)


def everywhere(type_: str, name: Name) -> bool:
    """Whether a name means one thing wherever it is said."""
    if type_ in words.word("placeless_types") or name.body in words.word("everywhere"):
        return True
    if type_ in words.word("everywhere_types"):
        return not words.generic(name.body) and not words.pattern("local_companies").match(name.body)
    return name.kind in words.word("everywhere_kinds") and not common(name) or _of_several_provinces(name.body)


def _of_several_provinces(body: str) -> bool:
    opening = next((start for start in words.word("everywhere_openings") if body.startswith(start)), "")
    pair = body[:2] if len(set(body[:2]) & gazetteer().letters) == 2 else ""
    return bool(opening or pair) and len(body) - len(opening or pair) >= words.word("everywhere_rest")


def posts_agree(first: Node, second: Node) -> bool | None:
    """Whether two persons of one name serve one body; None where one has no post."""
    mine, its = ({body for member in node.members for body in member.bodies} for node in (first, second))
    return bool(mine & its) if mine and its else None


def verdict(first: Node, second: Node) -> str:
    """Whether the places of two nodes of one body allow one thing: YES, NO, or MAYBE where that takes more than the names."""
    a, b = first.name, second.name
    if posts_agree(first, second) is not None:
        return YES if posts_agree(first, second) else MAYBE if compatible(first.scope, second.scope) else NO
    if a.body == b.body and everywhere(first.type, a) and everywhere(second.type, b) and (a.area == b.area or not a.area or not b.area):
        return YES
    if a.area and b.area:
        own = a.levelled or not a.opening or words.kinds().get(a.kind) in words.word("of_their_area")
        return YES if same(a.area, b.area) else MAYBE if compatible(a.area, b.area) and not own else NO
    if a.area or b.area:
        return _one_area(first, second) if a.area else _one_area(second, first)
    return _no_area(first, second)


def _one_area(told: Node, bare: Node) -> str:
    area, scope = told.name.area, bare.scope
    if not told.name.opening and not told.name.levelled or not compatible(told.scope, scope):
        return NO
    if told.name.levelled:
        return YES if same(area, scope) else NO
    if not compatible(area, scope):
        return NO
    near = scope and area[-1] in scope[-2:]
    return YES if near or not common(bare.name) else MAYBE


def _no_area(first: Node, second: Node) -> str:
    a, b = first.scope, second.scope
    if same(a, b) or first.scope == second.scope or first.name.kind in words.word("of_city") and _one_city(a, b):
        return YES
    distinct = words.kinds().get(first.name.kind) in words.word("placed_groups") and len(first.name.opening) > 2 and not common(first.name)
    if not compatible(a, b):
        return MAYBE if distinct and len(a) == len(b) == 1 else NO
    wide = not a or not b or min(len(a), len(b)) < 2
    return MAYBE if common(first.name) or wide and not distinct else YES


def _one_city(first: Path, second: Path) -> bool:
    """Whether two places lie in one city (or are it)."""
    return any(a == b and a.endswith(words.word("city_ending")) for a, b in zip(first, second, strict=False))


def reached(extraction: Extraction) -> Mapping[str, tuple[Milestone, ...]]:
    """By name the steps that the document reports."""
    found: dict[str, list[Milestone]] = {}
    for fact in extraction.facts:
        if isinstance(fact, Milestone) and fact.modality == "actual":
            found.setdefault(fact.subject, []).append(fact)
    return {name: tuple(steps) for name, steps in found.items()}


def at_odds(first: Node, second: Node) -> bool:
    """Whether one thing is in use where the other is only begun, and not plainly before: they seem to be two."""
    return _later(first, second) or _later(second, first)


def _later(used: Node, begun: Node) -> bool:
    ranks = {name: event.rank or 0 for name, event in ontology().events.items()}
    building = min(event.rank for event in ontology().events.values() if event.lasting and event.rank is not None)
    done = [step.time or "" for member in used.members for step in member.steps if ranks[step.event] == max(ranks.values())]
    begins = [step.time or "" for member in begun.members for step in member.steps if ranks[step.event] == building - 1]
    return bool(done and begins) and min(done)[:4] <= max(begins)[:4]


def with_alias(node: Node, alias: Name) -> Node:
    """The node as if it were called by its alias."""
    return replace(node, name=alias)


def index(nodes: Iterable[Node]) -> Mapping[tuple[int, str], list[Node]]:
    """Nodes by group of types and body."""
    found: dict[tuple[int, str], list[Node]] = {}
    for node in nodes:
        found.setdefault((words.type_group(node.type), node.name.body), []).append(node)
    return found
