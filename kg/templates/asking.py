"""A template asked: bound, run, and given back with its title and column labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from kg.answer import Answer
from kg.templates.binding import bind
from kg.templates.files import template
from kg.templates.model import Template
from kg.templates.names import Names
from kg.templates.values import Resolver, Value

Result = TypeVar("Result")


def ask(
    name: str | Template,
    values: Mapping[str, Value | None],
    query: Callable[[str], Result],
    names: Resolver | None = None,
    *,
    folders: tuple[Path, ...] = (),
) -> Result | Answer:
    """The answer of a template with these values: ``query`` runs SPARQL (an engine's or a server's ``query``).

    ``names`` resolves entities (default: by asking ``query``); ``folders`` hold templates of the caller's own.
    Raises ``UsageError`` for an unknown template, parameter or value, and what ``query`` raises.
    """
    asked = name if isinstance(name, Template) else template(name, *folders)
    result = query(bind(asked, values, names or Names(query)))
    return titled(result, asked) if isinstance(result, Answer) else result


def titled(answer: Answer, asked: Template) -> Answer:
    """The answer under its template's title and column labels."""
    return replace(answer, title=asked.title, labels=asked.columns, template=asked.name)
