"""A template asked: its values bound, its query run, the answer given back with its title and column labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from kg.answer import Answer
from kg.errors import QueryError
from kg.templates.binding import bind
from kg.templates.files import template
from kg.templates.model import Template
from kg.templates.names import Names
from kg.templates.values import Resolver, Value
from kg.templates.why import why


def ask(name: str | Template, values: Mapping[str, Value | None], query: Callable[[str], object], names: Resolver | None = None) -> Answer:
    """The answer of a template with these values: ``query`` runs SPARQL (an engine's or a server's ``query``).

    ``names`` gives the IRI of an entity by its name (default: by asking ``query``). Raises ``UsageError`` for a template, a parameter
    or a value that there is none of, ``QueryError`` for a template that is no SELECT, and what ``query`` raises.
    """
    asked = name if isinstance(name, Template) else template(name)
    resolve = names or Names(query)
    found = query(bind(asked, values, resolve))
    if not isinstance(found, Answer):
        raise QueryError(f"{asked.name} is a {asked.form}, not a SELECT", "run it with kg sparql")
    reason = why(asked, values, query, resolve) if not len(found) else ""
    return replace(found, title=asked.title, labels=asked.columns, template=asked.name, why=reason)
