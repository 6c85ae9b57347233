"""One thing, one entity, over all documents: ``resolve``. Rules and words: ``ontology/rules/identity.yaml``; why: docs/identity.md."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.identity.areas import Areas, gather
from kg.identity.clusters import Cluster
from kg.identity.decisions import Decision, check, kept_apart, read_decisions
from kg.identity.facts import rewrite
from kg.identity.introduced import with_introduced
from kg.identity.joining import Joining
from kg.identity.links import likeness
from kg.identity.nodes import collect
from kg.identity.places import region
from kg.identity.things import entities
from kg.model import Document, Entity, Extraction, Fact, Likely

__all__ = ["Decision", "Resolved", "read_decisions", "resolve"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The entities of a collection (by id), its facts by those ids, the pairs that may be one, all sorted.

    ``unused_decisions``: decisions that named nothing, or one thing twice. ``lost``: (document, fact) of facts that name
    an entity which their document's extraction does not hold; empty unless an extractor is at fault.
    """

    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    likely: tuple[Likely, ...]
    unused_decisions: tuple[Decision, ...] = ()
    lost: tuple[tuple[str, Fact], ...] = ()


def resolve(extractions: Iterable[Extraction], documents: Iterable[Document], decisions: Iterable[Decision] | None = None) -> Resolved:
    """One entity a thing, from what each document says.

    ``extractions``: entities with ids ``""`` and facts by name, one for each document; ``documents``: the same documents, for their
    regions (without one it is the area that most of the document's facts speak of) and introduced short forms. The order of either changes nothing. Raises UsageError for contradicting decisions.
    """
    documents = sorted(documents, key=lambda document: document.id)
    found, pairs = with_introduced(sorted(extractions, key=lambda extraction: extraction.doc), documents)
    told = {document.id: document.region for document in documents}
    regions = {extraction.doc: told.get(extraction.doc) or region(extraction) for extraction in found}
    areas = gather(found, regions)
    regions |= _of_several(documents, areas)
    decided = check(decisions or ())
    joining = Joining(collect(found, regions, areas, kept_apart(decided), {document.id: document.text for document in documents}))
    idle = joining.decide(decided)
    joining.introduce(pairs)
    joining.apply()
    things = entities(joining.clusters.all(), areas)
    facts, lost = rewrite(found, _ids(things))
    return Resolved(tuple(entity for entity, _ in things), facts, _likely(joining, things), idle, lost)


def _of_several(documents: Iterable[Document], areas: Areas) -> dict[str, str]:
    """By document the area that holds the areas of its articles, where these are several and the document has none."""
    told = {document.id: sorted({article.region for article in document.articles if article.region}) for document in documents if not document.region}
    return {id_: place for id_, regions in told.items() if len(regions) > 1 and (place := areas.shared(regions))}


def _ids(things: list[tuple[Entity, Cluster]]) -> dict[tuple[str, str], str]:
    """(document, name) → id; where a document calls two things by one name, or an alias is another's name, names go first."""
    members = [(member.doc, member.entity, entity.id) for entity, cluster in things for node in cluster.nodes for member in node.members]
    ids = {(doc, alias): id_ for doc, local, id_ in reversed(members) for alias in local.aliases}
    ids.update({(doc, local.name): id_ for doc, local, id_ in reversed(members)})
    return ids


def _likely(joining: Joining, things: list[tuple[Entity, Cluster]]) -> tuple[Likely, ...]:
    ids = {id(cluster): entity.id for entity, cluster in things}
    found = []
    for link in joining.likely():
        first, second = sorted(ids[id(joining.clusters.of[id(node)])] for node in (link.first, link.second))
        found.append(Likely(first, second, likeness(link), link.reason))
    return tuple(sorted(found, key=lambda pair: (pair.first, pair.second)))
