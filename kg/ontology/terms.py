"""The values that the ontology is read into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.ontology.turtle import KG


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


@dataclass(frozen=True, slots=True)
class Ontology:
    """The lists, each by name in the order of listing.

    ``classes`` are all classes (``Document``, ``Fact``, ``Park`` ...), in the order of the file.
    ``milestone_types`` and ``observation_types`` are the entity types that may have milestones and observations,
    ``post_types`` those in which a post may be held.
    """

    types: Mapping[str, EntityType]
    predicates: Mapping[str, Predicate]
    events: Mapping[str, Event]
    modalities: Mapping[str, Term]
    bounds: Mapping[str, Term]
    outcomes: Mapping[str, Term]
    classes: Mapping[str, Term]
    milestone_types: tuple[str, ...]
    observation_types: tuple[str, ...]
    post_types: tuple[str, ...]
