"""Entities, documents, years, evidence and rules as RDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Quad

from kg.areas.codes import code_of
from kg.model import Document, Entity, Evidence, Knowledge
from kg.ontology import form, ontology
from kg.outcomes.timespan import bounds
from kg.rdf import terms as t
from kg.rdf.facts import words
from kg.rdf.names import Names
from kg.records.citing import cited
from kg.safe.text import one_line

_GENERIC = ("Project",)


def areas(knowledge: Knowledge) -> Mapping[str, str]:
    """Ids of the administrative areas by id and by name; a name that two of them have says nothing and is left out."""
    types = ontology().types
    found = [entity for entity in knowledge.entities if entity.type in types and types[entity.type].area]
    names: dict[str, list[str]] = {}
    for entity in found:
        names.setdefault(entity.name, []).append(entity.id)
    return {name: ids[0] for name, ids in names.items() if len(ids) == 1} | {entity.id: entity.id for entity in found}


def entity(thing: Entity, names: Names, area_ids: Mapping[str, str], holders: Iterable[str] = ()) -> Iterator[Quad]:
    """An entity's type, names, area, all that holds it, documents, words and merges."""
    me = names.entity(thing.id)
    yield t.say(me, "rdf:type", t.term("kg:" + thing.type))
    yield t.say(me, "rdfs:label", t.chinese(thing.name))
    yield t.say(me, "skos:prefLabel", t.chinese(thing.name))
    for alias in sorted(set(thing.aliases) - {thing.name}):
        yield t.say(me, "skos:altLabel", t.chinese(alias))
    if thing.type in _GENERIC and form("answers", "generic").search(thing.name):
        yield t.say(me, "kg:generic", t.TRUE)
    area = area_ids.get(thing.within or "", thing.id)
    if area != thing.id:
        yield t.say(me, "kg:within", names.entity(area))
    yield from (t.say(me, "kg:inside", names.entity(holder)) for holder in holders)
    if code := code_of(thing.type, thing.name, thing.within):
        yield from (t.say(me, "kg:code", t.text(code.code)), t.say(me, "kg:codeYear", t.gyear(code.year)))
    for doc in sorted({piece.doc for piece in thing.evidence}):
        yield t.say(me, "kg:mentionedIn", names.document(doc))
    yield from words(me, "kg:evidence", thing.evidence, names)
    for because in sorted({f"{merge.name} ({merge.doc}): {merge.reason}" for merge in thing.merges}):
        yield t.say(me, "kg:sameNameBecause", t.text(because))


def document(read: Document, names: Names) -> Iterator[Quad]:
    """A document's title, date, publisher, and what it reprints."""
    me = names.document(read.id)
    for kind in ("kg:Document", "prov:Entity", "schema:Article"):
        yield t.say(me, "rdf:type", t.term(kind))
    yield t.say(me, "rdfs:label", t.chinese(read.title or read.id))
    yield t.say(me, "dcterms:identifier", t.text(read.id))
    yield t.say(me, "kg:citation", t.text(cited(read)))
    if read.date.value is not None:
        yield t.say(me, "schema:datePublished", t.text(read.date.value))
        yield t.say(me, "kg:year", t.gyear(bounds(read.date.value)[0].year))
    if read.date.precision is not None:
        yield t.say(me, "kg:datePrecision", t.text(read.date.precision))
    yield t.say(me, "kg:dateHow", t.text(read.date.how))
    if read.publisher:
        yield t.say(me, "dcterms:publisher", t.text(read.publisher))
    if read.reprint_of is not None:
        yield t.say(me, "kg:reprintOf", names.document(read.reprint_of))


def year(number: int, names: Names) -> Iterator[Quad]:
    """A year's node."""
    me = names.year(number)
    first, last = bounds(f"{number:04}")
    yield t.say(me, "rdf:type", t.term("kg:Year"))
    yield t.say(me, "rdfs:label", t.text(f"{number:04}"))
    yield t.say(me, "kg:year", t.gyear(number))
    yield t.say(me, "kg:timeStart", t.day(first))
    yield t.say(me, "kg:timeEnd", t.day(last))


def evidence(pieces: tuple[Evidence, ...], names: Names) -> Iterator[Quad]:
    """One stretch of a document (``pieces`` share doc, start and end, and differ by rule), with its two selectors."""
    piece, me = pieces[0], names.evidence(pieces[0])
    source, exact = names.document(piece.doc), t.chinese(piece.text)
    start, end = t.count(piece.start), t.count(piece.end)
    quote, position = names.evidence(piece, "quote"), names.evidence(piece, "position")
    yield t.say(me, "rdf:type", t.term("kg:Evidence"))
    yield t.say(me, "rdf:type", t.term("oa:SpecificResource"))
    yield t.say(me, "oa:hasSource", source)
    yield t.say(me, "prov:wasQuotedFrom", source)
    yield from (t.say(me, "oa:exact", exact), t.say(me, "oa:start", start), t.say(me, "oa:end", end))
    yield t.say(me, "kg:quote", t.chinese(one_line(piece.text)))
    for rule in sorted({each.rule for each in pieces if each.rule}):
        yield t.say(me, "kg:rule", names.rule(rule))
    yield from (t.say(me, "prov:wasAttributedTo", t.text(who)) for who in sorted({each.by for each in pieces if each.by}))
    yield from (t.say(me, "oa:hasSelector", quote), t.say(me, "oa:hasSelector", position))
    yield from (t.say(quote, "rdf:type", t.term("oa:TextQuoteSelector")), t.say(quote, "oa:exact", exact))
    yield t.say(position, "rdf:type", t.term("oa:TextPositionSelector"))
    yield from (t.say(position, "oa:start", start), t.say(position, "oa:end", end))


def rule(name: str, names: Names) -> Iterator[Quad]:
    """A rule's node: ``kg rules ID`` prints the rule."""
    me = names.rule(name)
    yield t.say(me, "rdf:type", t.term("kg:Rule"))
    yield t.say(me, "rdfs:label", t.text(name))
    yield t.say(me, "dcterms:identifier", t.text(name))
