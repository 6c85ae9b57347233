"""What exists: types, predicates, events and schemes, read from ``ontology/kg.ttl`` (the only list of them)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from kg.errors import OntologyError

KG = "https://district-kg.example/ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"
SHACL = "http://www.w3.org/ns/shacl#"
SCHEMA = "https://schema.org/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
FILE = "kg.ttl"
LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the ontology: ``name`` as facts write it (``Park``, ``locatedIn``, ``started``), labels, comments, order of listing."""

    name: str
    zh: str
    en: str
    comment_zh: str = ""
    comment_en: str = ""
    example: str = ""
    order: int = 0

    @property
    def iri(self) -> str:
        """The term's IRI."""
        return KG + self.name


@dataclass(frozen=True, slots=True)
class EntityType(Term):
    """A type of entity; ``area`` tells the administrative areas."""

    area: bool = False


@dataclass(frozen=True, slots=True)
class Predicate(Term):
    """A relation: entity types of subject (``domain``) and object (``range``, empty if ``literal``), and its inverse, if named."""

    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    literal: bool = False
    inverse: str | None = None


@dataclass(frozen=True, slots=True)
class Event(Term):
    """A milestone; ``rank`` is its place in the order of a project's life, None where it may come at any time."""

    rank: int | None = None


T = TypeVar("T", bound=Term)


@dataclass(frozen=True, slots=True)
class Ontology:
    """The lists, each by name in the order of listing.

    ``milestone_types`` and ``observation_types`` are the entity types that may have milestones and observations,
    ``post_types`` those in which a post may be held.
    """

    types: Mapping[str, EntityType]
    predicates: Mapping[str, Predicate]
    events: Mapping[str, Event]
    modalities: Mapping[str, Term]
    bounds: Mapping[str, Term]
    outcomes: Mapping[str, Term]
    milestone_types: tuple[str, ...]
    observation_types: tuple[str, ...]
    post_types: tuple[str, ...]


class Triples:
    """The triples of one Turtle file, by subject and predicate, in the order of the file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.by_pair: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self.by_object: dict[tuple[str, str], list[str]] = {}
        for subject, predicate, value, language in _parse(path):
            self.by_pair.setdefault((subject, predicate), []).append((value, language))
            self.by_object.setdefault((predicate, value), []).append(subject)

    def values(self, subject: str, predicate: str) -> tuple[str, ...]:
        """The objects (IRIs or words) of a pair."""
        return tuple(value for value, _ in self.by_pair.get((subject, predicate), ()))

    def one(self, subject: str, predicate: str) -> str | None:
        """The only object of a pair, or None; two are an error."""
        values = self.values(subject, predicate)
        if len(values) > 1:
            raise self.wrong(subject, f"has {len(values)} of {predicate}", "keep one")
        return values[0] if values else None

    def words(self, subject: str, predicate: str, language: str) -> str:
        """The words of a pair in one language, ``""`` where there are none."""
        return next((value for value, tag in self.by_pair.get((subject, predicate), ()) if tag == language), "")

    def label(self, subject: str, language: str) -> str:
        """The label in one language; a missing one is an error."""
        found = self.words(subject, RDFS + "label", language) or self.words(subject, SKOS + "prefLabel", language)
        if not found:
            raise self.wrong(subject, f"has no label @{language}", f'add rdfs:label (concepts: skos:prefLabel) "..."@{language}')
        return found

    def subjects(self, predicate: str, value: str) -> tuple[str, ...]:
        """The subjects that have ``value``, in the order of the file."""
        return tuple(self.by_object.get((predicate, value), ()))

    def wrong(self, subject: str, what: str, way_out: str) -> OntologyError:
        """An error that names file and term."""
        return OntologyError(f"{self.path}: {_local(subject)} {what}", way_out)


def data_dir(name: str) -> Path:
    """The folder ``ontology`` or ``queries``: inside the package where it was installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    for folder in (package / "_data" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise OntologyError(f"no folder {name!r} in {package / '_data'} nor in {package.parent}", "reinstall district-kg")


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
        milestone_types=_types(triples, KG + "reached", "domainIncludes", types),
        observation_types=_types(triples, KG + "observed", "domainIncludes", types),
        post_types=_types(triples, KG + "of", "rangeIncludes", types),
    )


def _parse(path: Path) -> Iterable[tuple[str, str, str, str]]:
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode | Literal):
                raise OntologyError(f"{path}: a term without a name: {quad.subject} {quad.predicate}", "use no [ ] or ( ) in this file")
            language = (quad.object.language or "") if isinstance(quad.object, Literal) else ""
            yield quad.subject.value, quad.predicate.value, quad.object.value, language
    except OSError as error:
        raise OntologyError(f"{path}: {error}", "reinstall district-kg, or restore the file") from error
    except SyntaxError as error:
        raise OntologyError(f"{path}: line {error.lineno}: {error.msg}", "mend the Turtle") from error


def _local(iri: str) -> str:
    return "kg:" + iri[len(KG) :] if iri.startswith(KG) else f"<{iri}>"


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


def _term(triples: Triples, iri: str) -> dict[str, str | int]:
    order = _order(triples, iri)
    if order is None:
        raise triples.wrong(iri, "has no sh:order", "say where it is listed among the others")
    return {
        "name": iri[len(KG) :],
        "zh": triples.label(iri, "zh"),
        "en": triples.label(iri, "en"),
        "comment_zh": triples.words(iri, RDFS + "comment", "zh"),
        "comment_en": triples.words(iri, RDFS + "comment", "en"),
        "example": triples.words(iri, SKOS + "example", "zh"),
        "order": order,
    }


def _entity_type(triples: Triples, iri: str) -> EntityType:
    return EntityType(**_term(triples, iri), area=KG + "Area" in triples.values(iri, RDFS + "subClassOf"))  # type: ignore[arg-type]


def _event(triples: Triples, iri: str) -> Event:
    return Event(**_term(triples, iri), rank=_integer(triples, iri, KG + "rank"))  # type: ignore[arg-type]


def _predicate(triples: Triples, iri: str, types: Mapping[str, EntityType]) -> Predicate:
    literal = RDF + "langString" in triples.values(iri, SCHEMA + "rangeIncludes")
    inverse = triples.one(iri, OWL + "inverseOf")
    return Predicate(
        **_term(triples, iri),  # type: ignore[arg-type]
        domain=_types(triples, iri, "domainIncludes", types),
        range=() if literal else _types(triples, iri, "rangeIncludes", types),
        literal=literal,
        inverse=inverse[len(KG) :] if inverse else None,
    )


def _types(triples: Triples, iri: str, end: str, types: Mapping[str, EntityType]) -> tuple[str, ...]:
    names = [value[len(KG) :] for value in triples.values(iri, SCHEMA + end)]
    unknown = [name for name in names if name not in types]
    if unknown or not names:
        raise triples.wrong(iri, f"has schema:{end} {unknown or 'nothing'}", f"name entity types: {', '.join(types)}")
    return tuple(sorted(names, key=lambda name: types[name].order))


def _concepts(triples: Triples, scheme: str) -> Mapping[str, Term]:
    return _listed(Term(**_term(triples, iri)) for iri in _scheme(triples, scheme))  # type: ignore[arg-type]


def _listed(terms: Iterable[T]) -> Mapping[str, T]:
    return MappingProxyType({term.name: term for term in sorted(terms, key=lambda term: (term.order, term.name))})
