"""``kg.ttl`` → types, predicates, events and schemes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from kg.ontology.folders import data_dir
from kg.ontology.terms import Class, EntityType, Event, Ontology, Predicate, Term
from kg.ontology.turtle import KG, OWL, RDF, RDFS, SCHEMA, SHACL, SKOS, Triples

FILE = "kg.ttl"
# Attribute of EntityType → the annotation of kg.ttl that gives it.
TRAITS = {"contains": "contains", "holds_figures": "holdsFigures", "built": "built", "located_in_reporter": "locatedInReporter", "tenant": "tenant"}
# What a type that has an attribute must be able to do: the relation that has it at this end, or `kg check` would refuse its facts.
NEEDS = {
    "holds_figures": ("observed", "domainIncludes"), "built": ("reached", "domainIncludes"),
    "located_in_reporter": ("locatedIn", "domainIncludes"), "contains": ("locatedIn", "rangeIncludes"),
}  # fmt: skip
T = TypeVar("T", bound=Term)


@lru_cache(maxsize=1)
def ontology() -> Ontology:
    """The ontology that the package came with, read once. Raises OntologyError naming file and term."""
    return read(data_dir("ontology") / FILE)


def read(path: Path) -> Ontology:
    """The ontology in a Turtle file. Raises OntologyError naming file and term."""
    triples = Triples(path)
    types = _listed(_entity_type(triples, iri) for iri in _below(triples, KG + "Entity") if _order(triples, iri) is not None)
    return Ontology(
        types=types,
        predicates=_listed(_predicate(triples, iri, types) for iri in triples.subjects(RDFS + "subPropertyOf", KG + "related")),
        events=_listed(_event(triples, iri) for iri in _scheme(triples, "milestones")),
        modalities=_concepts(triples, "modalities"),
        bounds=_concepts(triples, "bounds"),
        outcomes=_concepts(triples, "outcomes"),
        classes=MappingProxyType({iri[len(KG) :]: _class(triples, iri) for iri in triples.subjects(RDF + "type", OWL + "Class")}),
        milestone_types=_types(triples, KG + "reached", "domainIncludes", types),
        observation_types=_types(triples, KG + "observed", "domainIncludes", types),
        post_types=_types(triples, KG + "of", "rangeIncludes", types),
    )


def _below(triples: Triples, iri: str) -> list[str]:
    """All subclasses, depth first, in the order of the file."""
    return [found for child in triples.subjects(RDFS + "subClassOf", iri) for found in (child, *_below(triples, child))]


def _scheme(triples: Triples, name: str) -> tuple[str, ...]:
    members = triples.subjects(SKOS + "inScheme", KG + name)
    if not members:
        raise triples.wrong(KG + name, "has no members", f"add concepts with skos:inScheme kg:{name}")
    return members


def _integer(triples: Triples, iri: str, predicate: str) -> int | None:
    value = triples.one(iri, predicate)
    try:
        return None if value is None else int(value)
    except ValueError:
        raise triples.wrong(iri, f"has {predicate} {value!r}", "write a whole number") from None


def _order(triples: Triples, iri: str) -> int | None:
    return _integer(triples, iri, SHACL + "order")


def _words(triples: Triples, iri: str) -> dict[str, str]:
    return {
        "name": iri[len(KG) :],
        "zh": triples.label(iri, "zh"),
        "en": triples.label(iri, "en"),
        "comment_zh": triples.words(iri, RDFS + "comment", "zh"),
        "comment_en": triples.words(iri, RDFS + "comment", "en"),
        "example": triples.words(iri, SKOS + "example", "zh"),
    }


def _flag(triples: Triples, iri: str, name: str) -> bool:
    value = triples.one(iri, KG + name) or "false"
    if value not in ("true", "false"):
        raise triples.wrong(iri, f"has kg:{name} {value!r}", "write true, or leave it out")
    return value == "true"


def _look(triples: Triples, iri: str) -> dict[str, Any]:
    return {"colour": triples.one(iri, KG + "colour") or "", "shape": triples.one(iri, KG + "shape") or ""}


def _class(triples: Triples, iri: str) -> Class:
    return Class(**_words(triples, iri), **_look(triples, iri), order=_order(triples, iri) or 0)


def _term(triples: Triples, iri: str) -> dict[str, Any]:
    order = _order(triples, iri)
    if order is None:
        raise triples.wrong(iri, "has no sh:order", "say where it is listed among the others")
    return {**_words(triples, iri), "order": order}


def _entity_type(triples: Triples, iri: str) -> EntityType:
    above = triples.values(iri, RDFS + "subClassOf")
    return EntityType(
        **_term(triples, iri),
        **_look(triples, iri),
        area=KG + "Area" in above,
        concept=SKOS + "Concept" in above,
        placed=any(_joins(triples, relation, iri) for relation in triples.subjects(KG + "containment", "true")),
        has_milestones=iri in triples.values(KG + "reached", SCHEMA + "domainIncludes"),
        holds_posts=iri in triples.values(KG + "of", SCHEMA + "rangeIncludes"),
        summary=_integer(triples, iri, KG + "summary"),
        heads=triples.values(iri, KG + "head"),
        **_traits(triples, iri),
    )


def _traits(triples: Triples, iri: str) -> dict[str, Any]:
    for trait, (relation, end) in NEEDS.items():
        if _flag(triples, iri, TRAITS[trait]) and iri not in triples.values(KG + relation, SCHEMA + end):
            name = iri[len(KG) :]
            raise triples.wrong(iri, f"is kg:{TRAITS[trait]}, but kg:{relation} leaves it out", f"say kg:{relation} schema:{end} kg:{name} too")
    return {trait: _flag(triples, iri, name) for trait, name in TRAITS.items()}


def _joins(triples: Triples, relation: str, iri: str) -> bool:
    """Whether a relation may have things of a class at either end."""
    return any(iri in triples.values(relation, SCHEMA + end) for end in ("domainIncludes", "rangeIncludes"))


def _event(triples: Triples, iri: str) -> Event:
    lasting, of_structure = _flag(triples, iri, "lasting"), _flag(triples, iri, "ofStructure")
    return Event(**_term(triples, iri), rank=_integer(triples, iri, KG + "rank"), lasting=lasting, of_structure=of_structure)


def _predicate(triples: Triples, iri: str, types: Mapping[str, EntityType]) -> Predicate:
    literal = RDF + "langString" in triples.values(iri, SCHEMA + "rangeIncludes")
    inverse = triples.one(iri, OWL + "inverseOf")
    return Predicate(
        **_term(triples, iri),
        domain=_types(triples, iri, "domainIncludes", types),
        range=() if literal else _types(triples, iri, "rangeIncludes", types),
        literal=literal,
        inverse=inverse[len(KG) :] if inverse else None,
        containment=_flag(triples, iri, "containment"),
    )


def _types(triples: Triples, iri: str, end: str, types: Mapping[str, EntityType]) -> tuple[str, ...]:
    names = [value[len(KG) :] for value in triples.values(iri, SCHEMA + end)]
    unknown = [name for name in names if name not in types]
    if unknown or not names:
        raise triples.wrong(iri, f"has schema:{end} {unknown or 'nothing'}", f"name entity types: {', '.join(types)}")
    return tuple(sorted(names, key=lambda name: types[name].order))


def _concepts(triples: Triples, scheme: str) -> Mapping[str, Term]:
    return _listed(Term(**_term(triples, iri)) for iri in _scheme(triples, scheme))


def _listed(terms: Iterable[T]) -> Mapping[str, T]:
    return MappingProxyType({term.name: term for term in sorted(terms, key=lambda term: (term.order, term.name))})
