"""Asking: a template's values bound, its query run, its columns labelled; on a graph here or on a server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.answer import Answer
from kg.errors import QueryError
from kg.templates import Names, bind, template
from kg.templates.values import Resolver

if TYPE_CHECKING:
    from kg.query import GraphText


def ask(run: Callable[[str], Any], names: Resolver, name: str, values: Mapping[str, Any]) -> Answer:
    """The answer of template ``name`` with ``values``; ``run`` answers SPARQL, ``names`` gives the IRI of an entity.

    Raises ``UsageError`` for a template, a parameter or a value that there is none of.
    """
    asked = template(name)
    found = run(bind(asked, values, names))
    if not isinstance(found, Answer):
        raise QueryError(f"{name} is a {asked.form}, not a SELECT", "run it with kg sparql")
    return replace(found, labels=asked.columns, title=asked.title, template=name)


class Server:
    """A SPARQL 1.1 server that holds a graph of kg (``Graph.load`` puts it there): asked like a graph here."""

    def __init__(self, url: str, timeout: float = 30.0) -> None:
        from kg.remote import Endpoint

        self.endpoint = Endpoint(url, timeout)

    @cached_property
    def names(self) -> Names:
        """The names of the entities that the server holds."""
        return Names(self.endpoint.query)

    def ask(self, template: str, /, **values: Any) -> Answer:
        """The answer of a template; errors as ``Graph.ask``, and ``QueryError`` for a server that does not answer."""
        return ask(self.endpoint.query, self.names, template, values)

    def sparql(self, query: str, **options: Any) -> Answer | GraphText | bool:
        """Any query that reads; options are ``media`` and ``max_rows``."""
        return self.endpoint.query(query, **options)
