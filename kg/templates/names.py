"""Entities by any of their names: what templates ask when a parameter is an entity."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from kg.answer import Answer
from kg.errors import UsageError
from kg.templates.nearest import like
from kg.templates.values import string

KG = "https://district-kg.example/ns#"
HEAD = f"PREFIX kg: <{KG}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")
NOT_IN_IRI = re.compile(r'[\x00-\x20\x7f<>"{}|^`\\%]')


class Named(NamedTuple):
    """One name of an entity: its IRI, its type, the name, and whether it is the main one."""

    iri: str
    type: str
    name: str
    main: bool


class Names:
    """The names in a graph. ``ask`` answers a SELECT: an engine's ``query``, or a server's."""

    def __init__(self, ask: Callable[[str], object]) -> None:
        self._ask = ask

    def __call__(self, words: str, classes: tuple[str, ...] = ()) -> str:
        """The IRI of the entity of that name, alias, id (``Park/…``, a document's id) or IRI, of one of ``classes`` if given.

        Raises ``UsageError`` with names like it where there is none, and with the ids to choose from where there are several.
        """
        words = words.strip()
        found = [name for name in self._exact(words) if not classes or name.type in classes]
        found = [name for name in found if name.main] or found
        iris = sorted({name.iri for name in found})
        if len(iris) == 1:
            return iris[0]
        if iris:
            raise UsageError(f"{words!r} names {len(iris)} entities", f"say which by its id: {', '.join(map(self.id, iris))}")
        raise UsageError(f"no {' or '.join(classes) or 'entity'} named {words!r}", self._hint(words, classes))

    def suggest(self, words: str, classes: tuple[str, ...] = (), count: int = 5) -> list[str]:
        """Names of the graph like ``words``, nearest first: those that hold it or are held by it, then those spelled alike."""
        return like(words, (name.name for name in self.all if not classes or name.type in classes), count)

    def complete(self, prefix: str, classes: tuple[str, ...] = (), count: int = 100) -> list[str]:
        """Main names that begin with ``prefix``, sorted: for completion in the shell."""
        names = {name.name for name in self.all if name.main and name.name.startswith(prefix) and (not classes or name.type in classes)}
        return sorted(names)[:count]

    def id(self, iri: str) -> str:
        """The id of an IRI of the graph: ``Park/…``; the IRI itself for any other."""
        return iri.removeprefix(self.base)

    @cached_property
    def base(self) -> str:
        """What the IRIs of things begin with."""
        rows = self._rows("SELECT ?d { ?d a kg:Document } ORDER BY ?d LIMIT 1")
        return rows[0][0].partition("Document/")[0] if rows else "https://district-kg.example/id/"

    @cached_property
    def all(self) -> tuple[Named, ...]:
        """Every name in the graph, sorted."""
        return tuple(
            sorted(
                self._named(
                    "{ ?e rdfs:label ?name . ?e a ?type BIND(true AS ?main) } UNION { ?e skos:altLabel ?name . ?e a ?type BIND(false AS ?main) }"
                )
            )
        )

    def _exact(self, words: str) -> list[Named]:
        # First by name, where the store has an index; then as an id or IRI.
        name = f"VALUES ?name {{ {string(words)}@zh {string(words)} }}"
        label = f"{{ {name} ?e rdfs:label ?name . ?e a ?type BIND(true AS ?main) }}"
        alias = f"{{ {name} ?e skos:altLabel ?name . ?e a ?type BIND(false AS ?main) }}"
        return self._named(f"{label} UNION {alias}") or [named for iri in self._iris(words) for named in self._of_iri(iri)]

    def _iris(self, words: str) -> list[str]:
        if ABSOLUTE.fullmatch(words):
            return [words] if not NOT_IN_IRI.search(words.replace("%", "")) else []
        local = NOT_IN_IRI.sub(lambda match: f"%{ord(match[0]):02X}", words)
        return [self.base + local, f"{self.base}Document/{local}"]

    def _of_iri(self, iri: str) -> list[Named]:
        return self._named(f"VALUES ?e {{ <{iri}> }} ?e a ?type ; rdfs:label ?name BIND(true AS ?main)")

    def _named(self, pattern: str) -> list[Named]:
        found = (
            Named(iri, kind.removeprefix(KG), name, main)
            for iri, kind, name, main in self._rows(f"SELECT ?e ?type ?name ?main {{ {pattern} }}")
        )
        return [named for named in found if ":" not in named.type]  # types of ours, not of schema.org and the like

    def _rows(self, query: str) -> tuple[tuple[Any, ...], ...]:
        answer = self._ask(HEAD + query)
        assert isinstance(answer, Answer)
        return answer.rows

    def _hint(self, words: str, classes: tuple[str, ...]) -> str:
        near = self.suggest(words, classes)
        return f"did you mean {', '.join(near)}?" if near else "kg show NAME finds what there is"
