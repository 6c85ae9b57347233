"""All of the RDF, in one order: documents, entities, years, facts, findings, evidence, rules, ontology, dataset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.errors import UsageError
from kg.model import Conflict, Evidence, Fact, Knowledge, Promise
from kg.ontology import FILE, data_dir, ontology
from kg.outcomes.timespan import year
from kg.rdf import dataset, facts, figures, findings, things
from kg.rdf.called import called, object_name
from kg.rdf.industries import industries, taxonomy
from kg.rdf.inside import inside
from kg.rdf.ledger import cells, ledger
from kg.rdf.members import members, named
from kg.rdf.names import DEFAULT_BASE, Names
from kg.rdf.standing import seats, standing, steps
from kg.rdf.terms import say, text

REIFY = ("rdf11", "rdf12")
DEFAULT = REIFY[0]
Block = tuple[str, Iterable[Quad]]
"""A section's name (a class of the ontology, Ontology or Dataset) and statements that stand together."""


def quads(knowledge: Knowledge, base: str = DEFAULT_BASE, *, graphs: bool = False, reify: str = DEFAULT) -> Iterator[Quad]:
    """The knowledge as RDF, always in the same order; all of it in the default graph.

    ``base`` is the IRI that things live under. ``graphs`` repeats what each document says in a graph named by the
    document. ``reify="rdf12"`` writes facts with RDF 1.2 triple terms in place of rdf:subject, rdf:predicate and
    rdf:object. Raises UsageError for a base or ``reify`` that is none, ValueError for a fact whose time is none.
    """
    names = Names(base)
    yield from chain.from_iterable(part for _, part in blocks(knowledge, names, reify=reify))
    if graphs:
        for graph, parts in document_blocks(knowledge, names, reify=reify):
            for quad in chain.from_iterable(part for _, part in parts):
                yield Quad(quad.subject, quad.predicate, quad.object, graph)


def blocks(knowledge: Knowledge, names: Names, *, reify: str = DEFAULT) -> Iterator[Block]:
    """What the default graph holds, statements of one subject together."""
    if reify not in REIFY:
        raise UsageError(f"no way to reify: {reify!r}", f"there are {', '.join(REIFY)}")
    total = 0
    for section, part in chain(_data(knowledge, names, reify == "rdf12"), _schema()):
        listed = list(part)
        total += len(listed)
        yield section, listed
    yield "Dataset", dataset.description(knowledge, names, total)


def document_blocks(knowledge: Knowledge, names: Names, *, reify: str = DEFAULT) -> Iterator[tuple[NamedNode, Iterator[Block]]]:
    """The graph of each document: its description, what it says, and the words that say so."""
    said: dict[str, list[Fact]] = {}
    for fact in knowledge.facts:
        for doc in sorted({piece.doc for piece in fact.evidence}):
            said.setdefault(doc, []).append(fact)
    words = {doc: list(pieces) for doc, pieces in groupby(_evidence(knowledge), key=lambda pieces: pieces[0].doc)}
    for document in knowledge.documents:
        parts = _document_graph(said.get(document.id, ()), words.get(document.id, ()), document.id, names, reify == "rdf12")
        yield names.document(document.id), chain([("Document", things.document(document, names))], parts)


def _document_graph(said: Iterable[Fact], words: Iterable[tuple[Evidence, ...]], doc: str, names: Names, rdf12: bool) -> Iterator[Block]:
    known = ontology()
    for fact in said:
        yield "Entity", facts.plain(fact, names, known)
    for fact in said:
        evidence = tuple(piece for piece in fact.evidence if piece.doc == doc)
        yield "Fact", facts.node(fact, names, known, evidence, rdf12=rdf12)
    for pieces in words:
        yield "Evidence", things.evidence(pieces, names)


def _data(knowledge: Knowledge, names: Names, rdf12: bool) -> Iterator[Block]:
    known, dates = ontology(), {document.id: document.date.value for document in knowledge.documents}
    reprints = {document.id for document in knowledge.documents if document.reprint_of is not None}
    yield from (("Document", things.document(document, names)) for document in knowledge.documents)
    yield from _entities(knowledge, names, dates)
    yield from (("Year", things.year(number, names)) for number in _years(knowledge))
    listed = members(knowledge)
    for fact in knowledge.facts:
        independent = len({piece.doc for piece in fact.evidence} - reprints)
        node = facts.node(fact, names, known, fact.evidence, dates, rdf12=rdf12, independent=independent, called=called(fact, knowledge))
        shown = say(names.fact(fact), "kg:objectName", text(object_name(fact, knowledge)))
        yield "Fact", chain(node, (shown,), named(fact, listed, names, knowledge))
    yield from (("Promise", findings.promise(made, names, dates)) for made in knowledge.promises)
    yield from (("Conflict", findings.conflict(seen, names)) for seen in knowledge.conflicts)
    yield from (("Likely", findings.likely(pair, names)) for pair in knowledge.likely)
    yield from (("Evidence", things.evidence(pieces, names)) for pieces in _evidence(knowledge))
    yield from (("Indicator", figures.description(each, names)) for each in figures.used(knowledge))
    yield from (("Rule", things.rule(rule, names)) for rule in sorted({piece.rule for piece in _all_evidence(knowledge) if piece.rule}))


def _entities(knowledge: Knowledge, names: Names, dates: facts.Dates) -> Iterator[Block]:
    """Each entity with its plain triples and the entities that it may be the same as."""
    known, areas = ontology(), things.areas(knowledge)
    holders = inside(knowledge, areas)
    plain: dict[str, dict[Quad, None]] = {}
    for fact in knowledge.facts:
        plain.setdefault(fact.subject, {}).update(dict.fromkeys(facts.plain(fact, names, known)))
    for pair in knowledge.likely:
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            same = say(names.entity(one), "kg:possiblySameAs", names.entity(other))
            plain.setdefault(one, {})[same] = None
    named, seat, way, held = industries(knowledge), seats(knowledge, areas), steps(knowledge), cells(knowledge)
    for thing in knowledge.entities:
        about = things.entity(thing, names, areas, holders.pop(thing.id, ()))
        yield "Entity", chain(about, standing(thing, seat, way, dates, names), ledger(thing.id, held, names), taxonomy(thing, named, names), plain.pop(thing.id, ()))
    yield from (("Entity", left) for left in plain.values())


def _years(knowledge: Knowledge) -> list[int]:
    timed: Iterable[Fact | Conflict] = chain(knowledge.facts, knowledge.conflicts)
    return sorted({year(fact.time) for fact in timed if fact.time is not None})


def _all_evidence(knowledge: Knowledge) -> Iterator[Evidence]:
    holders: Iterable[Fact | Promise | Conflict] = chain(knowledge.facts, knowledge.promises, knowledge.conflicts)
    yield from chain.from_iterable(thing.evidence for thing in knowledge.entities)
    yield from chain.from_iterable(holder.evidence for holder in holders)
    yield from chain.from_iterable(made.answer for made in knowledge.promises)


def _evidence(knowledge: Knowledge) -> Iterator[tuple[Evidence, ...]]:
    """Every stretch of text once, with the rules that read it, in the order of documents and offsets."""
    for _, pieces in groupby(sorted(set(_all_evidence(knowledge))), key=lambda piece: (piece.doc, piece.start, piece.end)):
        yield tuple(pieces)


def _schema() -> Iterator[Block]:
    """``ontology/kg.ttl``, so that labels and ranks can be asked for."""
    path = data_dir("ontology") / FILE
    for _, part in groupby(parse(path=str(path), format=RdfFormat.TURTLE), key=lambda quad: quad.subject):
        yield "Ontology", (Quad(quad.subject, quad.predicate, quad.object) for quad in part)
