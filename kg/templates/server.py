"""A SPARQL server that holds a graph of kg, asked with the same templates as a graph here."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from kg.answer import Answer
from kg.query import GraphText
from kg.query.remote import Endpoint
from kg.templates.asking import ask
from kg.templates.names import Names


class Server:
    """A SPARQL 1.1 server that holds a graph of kg (``Graph.load`` puts it there): asked like a graph here."""

    def __init__(self, url: str, timeout: float = 30.0, auth: tuple[str, str] | None = None) -> None:
        self.endpoint = Endpoint(url, timeout, auth)

    @cached_property
    def names(self) -> Names:
        """The names of the entities that the server holds."""
        return Names(self.endpoint.query)

    def ask(self, template: str, /, **values: Any) -> Answer:
        """The answer of a template; errors as ``Graph.ask``, and ``QueryError`` for a server that does not answer."""
        return ask(template, values, self.endpoint.query, self.names)

    def sparql(self, query: str, **options: Any) -> Answer | GraphText | bool:
        """Any query that reads; options are ``media`` and ``max_rows``."""
        return self.endpoint.query(query, **options)
