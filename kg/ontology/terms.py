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
class Class(Term):
    """A class, with the ``colour`` (six hexadecimal digits) and ``shape`` (matplotlib's letter) of its things in pictures, ``""`` for none."""

    colour: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class EntityType(Class):
    """A type of entity, and what a reader needs to know of its things.

    ``area``: an administrative area; ``concept``: a notion, no thing at a place; ``placed``: may lie somewhere or hold what does;
    ``contains``: holds projects and companies; ``holds_figures``: figures said after it are its own; ``has_milestones``: may reach a step;
    ``built``: has steps of construction, and phases; ``located_in_reporter``: lies in the area of the government that reports it;
    ``tenant``: moves into parks; ``holds_posts``: a post may be held in it; ``summary``: its place in the summary of a report;
    ``heads``: words that end its names, beside those of ``ontology/rules/heads.yaml``.
    """

    area: bool = False
    concept: bool = False
    placed: bool = False
    contains: bool = False
    holds_figures: bool = False
    has_milestones: bool = False
    built: bool = False
    located_in_reporter: bool = False
    tenant: bool = False
    holds_posts: bool = False
    summary: int | None = None
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Predicate(Term):
    """A relation: entity types of subject (``domain``) and object (``range``, empty if ``literal``), and its inverse, if named.

    ``containment``: its object holds its subject.
    """

    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    literal: bool = False
    inverse: str | None = None
    containment: bool = False


@dataclass(frozen=True, slots=True)
class Event(Term):
    """A milestone; ``rank`` is its place in the order of a project's life, None where it may come at any time.

    ``lasting``: planned again it goes on, it does not slip; ``of_structure``: it is said of the structure alone.
    """

    rank: int | None = None
    lasting: bool = False
    of_structure: bool = False


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
    classes: Mapping[str, Class]
    milestone_types: tuple[str, ...]
    observation_types: tuple[str, ...]
    post_types: tuple[str, ...]

    def types_that(self, trait: str) -> tuple[str, ...]:
        """The entity types of a trait (an attribute of ``EntityType``: ``built``), in the order of listing."""
        return tuple(name for name, kind in self.types.items() if getattr(kind, trait))

    def predicates_that(self, trait: str) -> tuple[str, ...]:
        """The relations of a trait (``containment``, ``literal``), in the order of listing."""
        return tuple(name for name, predicate in self.predicates.items() if getattr(predicate, trait))

    def events_that(self, trait: str) -> tuple[str, ...]:
        """The milestones of a trait (``lasting``, ``of_structure``), in the order of listing."""
        return tuple(name for name, event in self.events.items() if getattr(event, trait))

    def leads_to(self, trait: str) -> tuple[str, ...]:
        """The relations whose objects are all of types of a trait: ``leads_to("concept")`` are those from a thing to an industry."""
        kinds = self.types_that(trait)
        return tuple(name for name, predicate in self.predicates.items() if predicate.range and set(predicate.range) <= set(kinds))
