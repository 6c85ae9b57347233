"""The dataset about itself: VoID and DCAT counts, and PROV for the software; no clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg import __version__
from kg.model import Knowledge
from kg.ontology import KG
from kg.rdf import terms as t
from kg.rdf.names import Names

TITLES = {"zh": "政务新闻知识图谱", "en": "Knowledge graph of local-government news and work reports"}

EXAMPLE = "PREFIX kg: <{kg}>\nSELECT ?thing ?property ?value {{ {{ SELECT ?thing {{ ?thing a kg:{name} }} ORDER BY ?thing LIMIT 3 }} ?thing ?property ?value }} ORDER BY ?thing ?property ?value\n"


def description(knowledge: Knowledge, names: Names, others: int) -> list[Quad]:
    """What the dataset holds. ``others`` is the number of statements beside these; ``void:triples`` counts both."""
    me = names.own("dataset")
    about = [*_about(me, names), *_counts(me, knowledge, names), *_software(me, names)]
    total = t.say(me, "void:triples", t.count(others + len(about) + 1))
    return [*about[:2], total, *about[2:]]


def _about(me: NamedNode, names: Names) -> Iterator[Quad]:
    yield t.say(me, "rdf:type", t.term("void:Dataset"))
    yield t.say(me, "rdf:type", t.term("dcat:Dataset"))
    for language, title in TITLES.items():
        yield t.say(me, "dcterms:title", Literal(title, language=language))
    yield t.say(me, "dcterms:language", t.text("zh"))
    yield t.say(me, "dcterms:conformsTo", NamedNode(KG.removesuffix("#")))
    yield t.say(me, "void:vocabulary", NamedNode(KG))
    yield t.say(me, "void:uriSpace", t.text(names.base))


def _counts(me: NamedNode, knowledge: Knowledge, names: Names) -> Iterator[Quad]:
    counts = classes(knowledge)
    yield t.say(me, "void:entities", t.count(sum(counts.values())))
    parts = [(names.own(f"dataset/{name}"), name) for name in sorted(counts)]
    for part, _ in parts:
        yield t.say(me, "void:classPartition", part)
    yield t.say(me, "prov:wasGeneratedBy", names.own("build"))
    for part, name in parts:
        yield t.say(part, "rdf:type", t.term("void:Dataset"))
        yield t.say(part, "void:class", t.term("kg:" + name))
        yield t.say(part, "void:entities", t.count(counts[name]))
        yield from _example(part, name, names)


def _example(part: NamedNode, name: str, names: Names) -> Iterator[Quad]:
    """A query that answers on this dataset, for a machine that meets the class for the first time (SHACL's executables)."""
    query = names.own(f"dataset/{name}/example")
    yield t.say(part, "rdfs:seeAlso", query)
    yield from (t.say(query, "rdf:type", t.term(kind)) for kind in ("sh:SPARQLExecutable", "sh:SPARQLSelectExecutable"))
    yield t.say(query, "dcterms:subject", t.term("kg:" + name))
    yield t.say(query, "sh:select", t.text(EXAMPLE.format(name=name, kg=KG)))


def classes(knowledge: Knowledge) -> Counter[str]:
    """How many there are of each class, by its name in the ontology."""
    counts = Counter(entity.type for entity in knowledge.entities)
    counts.update(type(fact).__name__ for fact in knowledge.facts)
    found = {"Document": knowledge.documents, "Promise": knowledge.promises, "Conflict": knowledge.conflicts, "Likely": knowledge.likely}
    counts.update({name: len(things) for name, things in found.items() if things})
    return counts


def _software(me: NamedNode, names: Names) -> Iterator[Quad]:
    build, software = names.own("build"), names.own("software")
    yield t.say(build, "rdf:type", t.term("prov:Activity"))
    yield t.say(build, "prov:wasAssociatedWith", software)
    yield t.say(software, "rdf:type", t.term("prov:SoftwareAgent"))
    yield t.say(software, "rdfs:label", t.text("kg"))
    yield t.say(software, "schema:softwareVersion", t.text(__version__))
