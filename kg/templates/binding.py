"""Values into a template: each parameter's token replaced by one token, the result parsed again before it is used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from kg.errors import OntologyError, UsageError
from kg.query.tokens import Token, tokens
from kg.templates.model import Template
from kg.templates.nearest import like
from kg.templates.values import Resolver, Value, token

CONDITION = re.compile(r"#if (\w+)\s*$")


def bind(template: Template, values: Mapping[str, Value | None], names: Resolver) -> str:
    """The SPARQL query of a template with these values, ready to run.

    ``names(text, classes)`` gives the IRI of an entity (see ``Names``). A value of None counts as not given; a
    parameter that is neither given nor required stays a free variable, and a line that ends with ``#if NAME`` of it is left out. Raises ``UsageError`` for an unknown or
    missing parameter (naming those there are) and for a value that its type does not allow.
    """
    given = {name: value for name, value in values.items() if value is not None}
    _known(template, given)
    _complete(template, given)
    settled = {name: given.get(name, param.default) for name, param in template.params.items()}
    bound = {name: token(template.params[name], value, names) for name, value in settled.items() if value is not None}
    query = "".join(_substituted(_kept(template.text, bound), bound))
    _parse(template, query)
    return query


def _kept(text: str, bound: Mapping[str, str]) -> str:
    """The text without the lines that end with ``#if NAME`` of a parameter that has no value."""
    return "".join(line for line in text.splitlines(keepends=True) if not (found := CONDITION.search(line)) or found[1] in bound)


def _known(template: Template, given: Mapping[str, Value]) -> None:
    for name in given:
        if name not in template.params:
            near = like(name, template.params)
            hint = f"did you mean {', '.join(near)}? " if near else ""
            raise UsageError(f"{template.name} has no parameter {name!r}", f"{hint}{_usage(template)}")


def _complete(template: Template, given: Mapping[str, Value]) -> None:
    missing = [param for param in template.params.values() if param.required and given.get(param.name, param.default) is None]
    if missing:
        raise UsageError(f"{template.name} needs {', '.join(param.option for param in missing)}", _usage(template))


def _usage(template: Template) -> str:
    lines = [f"{param.option} {param.type}: {param.label.get('zh', '')} {param.label.get('en', '')}" for param in template.params.values()]
    return "its parameters are: " + "; ".join(lines) if lines else "it has no parameters"


def _substituted(text: str, bound: Mapping[str, str]) -> Iterator[str]:
    projection = _Projection()
    for part in tokens(text):
        projection.step(part)
        value = bound.get(_name(part))
        if value is None:
            yield part.text
        else:  # SELECT ?_x must stay a variable: the value is named after it
            yield f"({value} AS {part.text})" if projection.bare else value


class _Projection:
    """Whether the token just passed stands in the list after a SELECT, outside an expression in brackets."""

    def __init__(self) -> None:
        self.inside, self.brackets = False, 0

    def step(self, part: Token) -> None:
        word = part.text.upper() if part.kind == "word" else ""
        if word == "SELECT":
            self.inside, self.brackets = True, 0
        elif part.text == "{" or (self.bare and word in ("WHERE", "FROM")):
            self.inside = False
        elif part.text in ("(", ")"):
            self.brackets += 1 if part.text == "(" else -1

    @property
    def bare(self) -> bool:
        return self.inside and self.brackets == 0


def _name(part: Token) -> str:
    if part.kind != "variable":
        return ""
    return part.text[2:] if part.text.startswith("?_") else part.text[1:] if part.text.startswith("$") else ""


def _parse(template: Template, query: str) -> None:
    try:
        _store().query(query)
    except SyntaxError as error:
        raise OntologyError(
            f"{template.path}: a parameter stands where no value may: {error}", "move it, or give it another type"
        ) from error


@lru_cache(maxsize=1)
def _store():  # type: ignore[no-untyped-def]
    import pyoxigraph

    return pyoxigraph.Store()
