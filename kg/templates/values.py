"""Parameter values as SPARQL tokens: one token each, whatever the value holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from kg.errors import UsageError
from kg.ontology import KG, Term, ontology
from kg.templates.measures import asked
from kg.templates.model import Param
from kg.templates.nearest import like

Value = str | int | float | Decimal
Resolver = Callable[[str, tuple[str, ...]], str]
XSD = "http://www.w3.org/2001/XMLSchema#"
NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')
YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
NUMBER = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?")


def token(param: Param, value: Value, resolve: Resolver) -> str:
    """The SPARQL token of a value: an IRI, a string, or a number. Raises ``UsageError`` for a value that the type forbids."""
    return MAKERS[param.type](param, value, resolve)


def string(words: str) -> str:
    """A string literal. No ``\\u`` ever stands in it as the value wrote it: some engines unescape before they parse."""
    if any("\ud800" <= char <= "\udfff" for char in words):
        raise UsageError(f"{words!r} holds half a character", "pass Unicode text")
    return '"' + re.sub(r'\\[uU]|[\\"\x00-\x1f\x7f]', _escape, words) + '"'


def _escape(match: re.Match[str]) -> str:
    # Eight digits: rdflib reads four or eight after either u, and would take the text that follows for digits.
    found = match[0]
    if len(found) == 2:  # a backslash and u: write the u by its number
        return rf"\\\U{ord(found[1]):08X}"
    return {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"}.get(found) or f"\\U{ord(found):08X}"


def iri(text: str) -> str:
    """An IRI token. Raises ``UsageError`` for a text that is no absolute IRI."""
    from pyoxigraph import NamedNode

    bad = NOT_IN_IRI.search(text)
    try:
        if bad:
            raise ValueError(f"it holds {bad[0]!r}")
        return f"<{NamedNode(text).value}>"
    except ValueError as error:
        raise UsageError(
            f"{text!r} is no IRI: {error}", "an IRI begins with its scheme, as in https://…, and holds no spaces or < > quotes"
        ) from error


def _entity(param: Param, value: Value, resolve: Resolver) -> str:
    return iri(resolve(str(value), param.classes))


def _year(param: Param, value: Value, resolve: Resolver) -> str:
    words = normalize("NFKC", str(value)).strip().removesuffix("年")
    if not YEAR.fullmatch(words):
        raise UsageError(f"--{param.name} {value!r} is no year", "write it as 2024")
    return f'"{words}"^^<{XSD}gYear>'


def _number(param: Param, value: Value, resolve: Resolver) -> str:
    words = normalize("NFKC", str(value)).strip()
    try:
        words = words if NUMBER.fullmatch(words) else f"{Decimal(words):f}"
    except InvalidOperation:
        words = ""
    if not NUMBER.fullmatch(words):
        raise UsageError(f"--{param.name} {value!r} is no number", "write it as 20 or 1.5")
    return words.removeprefix("+")


def _text(param: Param, value: Value, resolve: Resolver) -> str:
    return string(str(value))


def _measure(param: Param, value: Value, resolve: Resolver) -> str:
    return string(asked(str(value)))


def _listed(which: str) -> Callable[[Param, Value, Resolver], str]:
    def make(param: Param, value: Value, resolve: Resolver) -> str:
        return iri(KG + code(getattr(ontology(), which), str(value), f"--{param.name}"))

    return make


def code(terms: Mapping[str, Term], words: str, what: str) -> str:
    """The name of the ontology's term that ``words`` names, by name or label. Raises ``UsageError`` with those there are."""
    words = words.strip().removeprefix("kg:")
    for name, term in terms.items():
        if words in (name, term.zh) or words.lower() in (name.lower(), term.en.lower()):
            return name
    near = like(words, [*terms, *(term.zh for term in terms.values())])
    hint = f"did you mean {', '.join(near)}? " if near else ""
    raise UsageError(f"{what} {words!r} is not known", f"{hint}there are: {', '.join(f'{term.zh} {name}' for name, term in terms.items())}")


MAKERS: dict[str, Callable[[Param, Value, Resolver], str]] = {
    "entity": _entity,
    "year": _year,
    "number": _number,
    "text": _text,
    "measure": _measure,
    "type": _listed("types"),
    "event": _listed("events"),
    "outcome": _listed("outcomes"),
}
