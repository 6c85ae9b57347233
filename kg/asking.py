"""A template asked: its values bound, its query run, its columns labelled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from kg.answer import Answer
from kg.errors import QueryError
from kg.templates import bind, template
from kg.templates.values import Resolver


def ask(run: Callable[[str], Any], names: Resolver, name: str, values: Mapping[str, Any]) -> Answer:
    """The answer of template ``name`` with ``values``; ``run`` answers SPARQL, ``names`` gives the IRI of an entity.

    Raises ``UsageError`` for a template, a parameter or a value that there is none of.
    """
    asked = template(name)
    found = run(bind(asked, values, names))
    if not isinstance(found, Answer):
        raise QueryError(f"{name} is a {asked.form}, not a SELECT", "run it with kg sparql")
    return replace(found, labels=asked.columns, title=asked.title, template=name)
