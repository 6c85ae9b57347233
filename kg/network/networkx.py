"""The knowledge as a networkx graph in which every fact is one edge.

Nodes are entities (by id), years (``Year/2024``) and documents (``Document/ID``). A relation runs from entity to
entity; a relation to a literal from its entity to the body that it speaks of (``of``), else as a milestone or an
observation does: to the year of its time, or to its document where the text gives none. Promises run to the year
they are due, conflicts to the year they are about, and two entities that are likely one are joined. The edge
attribute ``kind`` tells them apart; the rest are the fields of ``kg.model``, ids where the model has ids, numbers as
``Decimal``, evidence as a list of plain dicts. A field that is None is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.areas.codes import code_of
from kg.errors import GraphError, UsageError
from kg.model import Conflict, Document, Entity, Evidence, Fact, Knowledge, Likely, Observation, Promise
from kg.ontology import ontology
from kg.records import SHAPES, fact_key
from kg.records.citing import cited

if TYPE_CHECKING:
    import networkx as nx

YEAR, DOCUMENT = "Year/", "Document/"

Thing = Fact | Promise | Conflict | Likely


def to_networkx(knowledge: Knowledge) -> nx.MultiDiGraph[str]:
    """A MultiDiGraph: entities, years and documents as nodes (each with ``type`` and ``label``), whatever ``things`` gives as edges.

    Edge keys are the facts' own (``records.fact_key``), so they are the same in every build that finds the fact.
    Nodes and edges stand in the order of the knowledge. Raises ``GraphError`` for a fact about an entity that is not there.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(cited={document.id: cited(document) for document in knowledge.documents})
    bounds = {_figure(fact): fact.bound for fact in knowledge.facts if isinstance(fact, Observation)}
    edges = [(*ends(thing, knowledge.by_id), thing) for thing in things(knowledge)]
    graph.add_nodes_from((entity.id, entity_attributes(entity)) for entity in knowledge.entities)
    graph.add_nodes_from((node, {"type": "Year", "label": node.removeprefix(YEAR)}) for node in _years(edges))
    graph.add_nodes_from((DOCUMENT + document.id, document_attributes(document)) for document in knowledge.documents)
    for source, target, thing in edges:
        if target not in graph:
            graph.add_node(target, type="Document", label=target.removeprefix(DOCUMENT))
        bound = {"bound": bounds[_figure(thing)]} if isinstance(thing, Promise) and _figure(thing) in bounds else {}
        graph.add_edge(source, target, key=_free_key(graph, source, target, fact_key(thing)), **attributes(thing), **bound)
    return graph


def _figure(thing: Observation | Promise) -> tuple[Any, ...]:
    """What tells the number of a target: whose it is, of what, how much, and when."""
    return thing.subject, thing.measure, thing.value, thing.unit, thing.due if isinstance(thing, Promise) else thing.time


def part(graph: nx.MultiDiGraph[str], around: str | None, steps: int, types: Sequence[str]) -> nx.MultiDiGraph[str]:
    """The nodes within ``steps`` edges of the node ``around`` (None: all), of these ``types`` only, if any. Raises ``UsageError`` for a type that is none."""
    import networkx as nx

    if unknown := [name for name in types if name not in {*ontology().types, "Year", "Document"}]:
        raise UsageError(f"no type {', '.join(unknown)}", f"there are: {', '.join(ontology().types)}, Year, Document")
    near = set(graph) if around is None else set(nx.ego_graph(graph, around, radius=steps, undirected=True))
    kept = graph.copy()  # nx.Graph.subgraph gives its nodes in the order of the hash seed
    kept.remove_nodes_from([node for node, facts in graph.nodes(data=True) if node not in near or (types and facts["type"] not in types)])
    return kept


def things(knowledge: Knowledge) -> Iterator[Thing]:
    """Whatever is an edge, in order."""
    yield from (*knowledge.facts, *knowledge.promises, *knowledge.conflicts, *knowledge.likely)


def ends(thing: Thing, entities: Mapping[str, Entity]) -> tuple[str, str]:
    """The two nodes that a fact joins."""
    if isinstance(thing, Likely):
        return _known(thing.first, entities, thing), _known(thing.second, entities, thing)
    source = _known(thing.subject, entities, thing)
    for name in (getattr(thing, "object", None), getattr(thing, "of", None)):
        if name and name in entities:
            return source, name
    return source, _when_or_where(thing) or source


def _known(name: str, entities: Mapping[str, Entity], thing: Thing) -> str:
    if not name or name not in entities:
        raise GraphError(f"a {thing.kind} speaks of {name!r}, which is no entity of this graph: {thing}"[:300], "build the graph again")
    return name


def _when_or_where(thing: Fact | Promise | Conflict) -> str:
    """The node of the thing's year, else of the document that says it."""
    year = year_of(thing.due if isinstance(thing, Promise) else thing.time)
    return f"{YEAR}{year}" if year else "".join(DOCUMENT + evidence.doc for evidence in thing.evidence[:1])


def year_of(time: str | None) -> str | None:
    """The year in which a time starts: ``2022-01/2022-09`` → ``2022``."""
    found = re.match(r"\d{4}(?!\d)", time or "")
    return found.group() if found else None


def entity_attributes(entity: Entity) -> dict[str, Any]:
    """The attributes of an entity's node: type, label, aliases, within, an area's code (GB/T 2260) and its year, evidence."""
    within = {"within": entity.within} if entity.within else {}
    code = code_of(entity.type, entity.name, entity.within)
    coded = {"code": code.code, "code_year": code.year} if code else {}
    return {"type": entity.type, "label": entity.name, "aliases": list(entity.aliases), **within, **coded, "evidence": said(entity.evidence)}


def document_attributes(document: Document) -> dict[str, Any]:
    """The attributes of a document's node: type, label (its title, else its id), date, region, publisher, reprint_of."""
    known = {"date": document.date.value, "region": document.region, "publisher": document.publisher, "reprint_of": document.reprint_of}
    return {"type": "Document", "label": document.title or document.id} | {name: value for name, value in known.items() if value}


def attributes(thing: Thing) -> dict[str, Any]:
    """The attributes of a fact's edge: its kind and every field that is not None."""
    fields = {name: getattr(thing, name) for name, _, _ in SHAPES[type(thing)]}
    return {"kind": thing.kind} | {name: _plain(value) for name, value in fields.items() if value is not None}


def said(evidence: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    """Evidence as plain dicts."""
    return [{name: getattr(item, name) for name in ("doc", "start", "end", "text", "rule")} for item in evidence]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return said(value) if value and isinstance(value[0], Evidence) else list(value)
    return value


def _years(edges: list[tuple[str, str, Thing]]) -> list[str]:
    return sorted({target for _, target, thing in edges if target.startswith(YEAR)})


def _free_key(graph: nx.MultiDiGraph[str], source: str, target: str, key: str) -> str:
    """The key, or key-2, key-3 … where two facts differ in nothing but their evidence: no edge replaces another."""
    found, number = key, 1
    while graph.has_edge(source, target, found):
        number += 1
        found = f"{key}-{number}"
    return found
