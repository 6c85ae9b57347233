"""The triples of a Turtle file of terms, by subject and predicate, with errors that name file and term."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import OntologyError

KG = "https://district-kg.example/ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"
SHACL = "http://www.w3.org/ns/shacl#"
SCHEMA = "https://schema.org/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


class Triples:
    """The triples of one Turtle file, by subject and predicate, in the order of the file; ``order`` lists the subjects."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.by_pair: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self.by_object: dict[tuple[str, str], list[str]] = {}
        for subject, predicate, value, language in _parse(path):
            self.by_pair.setdefault((subject, predicate), []).append((value, language))
            self.by_object.setdefault((predicate, value), []).append(subject)
        self.order = tuple(dict.fromkeys(subject for subject, _ in self.by_pair))

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


def _parse(path: Path) -> Iterator[tuple[str, str, str, str]]:
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
