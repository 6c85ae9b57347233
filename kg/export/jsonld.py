"""JSON-LD with a context of its own, one thing a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import UsageError
from kg.model import Knowledge
from kg.rdf import DEFAULT, DEFAULT_BASE, PREFIXES, quads
from kg.rdf.compact import Compact
from kg.rdf.terms import XSD, A

EXTENSION = "jsonld"
LABEL_ZH = "JSON-LD（自带上下文）"
LABEL_EN = "JSON-LD (with its own context)"

Coercion = dict[str, str]
STRING: Coercion = {}


def write(knowledge: Knowledge, target: BinaryIO, *, base: str = DEFAULT_BASE, reify: str = DEFAULT) -> None:
    """Write the default graph as JSON-LD 1.1, UTF-8. Raises UsageError for a wrong base, or ``reify="rdf12"``, which JSON-LD has no form for."""
    if reify != DEFAULT:
        raise UsageError(
            f"JSON-LD cannot be written with reify {reify!r}", "it has no form for triple terms yet: take turtle, ntriples, nquads or trig"
        )
    short = Compact(base)
    coerced = _coercions(quads(knowledge, base))
    target.write(b'{"@context":' + _json(_context(short, coerced)) + b',\n"@graph":[\n')
    for number, thing in enumerate(_things(quads(knowledge, base), short, coerced)):
        target.write((b",\n" if number else b"") + _json(thing))
    target.write(b"\n]}\n")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _coercions(statements: Iterable[Quad]) -> dict[str, Coercion]:
    """For each predicate whose objects are all of one kind, that kind."""
    kinds: dict[str, Coercion | None] = {}
    for quad in statements:
        name, kind = quad.predicate.value, _kind(quad.object)
        kinds[name] = kind if kinds.get(name, kind) == kind else None
    return {name: kind for name, kind in sorted(kinds.items()) if kind and name != A.value}


def _kind(node: object) -> Coercion:
    if not isinstance(node, Literal):
        return {"@type": "@id"}
    if node.language:
        return {"@language": node.language}
    return STRING if node.datatype.value == XSD + "string" else {"@type": node.datatype.value}


def _context(short: Compact, coerced: dict[str, Coercion]) -> dict[str, object]:
    context: dict[str, object] = {"@version": 1.1, **({"@base": short.relative_base} if short.relative_base else {}), **PREFIXES}
    for iri, kind in coerced.items():
        compact = {key: _name(value, short) if key == "@type" and value != "@id" else value for key, value in kind.items()}
        context[_name(iri, short)] = {"@id": iri, **compact}
    return context


def _name(iri: str, short: Compact) -> str:
    return short.prefixed(iri) or iri


def _things(statements: Iterable[Quad], short: Compact, coerced: dict[str, Coercion]) -> Iterator[dict[str, object]]:
    for subject, run in groupby(statements, key=lambda quad: quad.subject):
        said: dict[str, list[object]] = {}  # a predicate may come again after others
        for quad in run:
            said.setdefault(quad.predicate.value, []).append(_value(quad.object, quad.predicate.value, short, coerced))
        thing: dict[str, object] = {"@id": _reference(subject.value, short)}
        yield thing | {"@type" if name == A.value else _name(name, short): values[0] if len(values) == 1 else values for name, values in said.items()}


def _reference(iri: str, short: Compact) -> str:
    return short.relative(iri) or short.prefixed(iri) or iri


def _value(node: object, predicate: str, short: Compact, coerced: dict[str, Coercion]) -> object:
    if predicate == A.value:
        return _name(node.value, short)  # type: ignore[attr-defined]
    plain = coerced.get(predicate, STRING) == _kind(node)
    if isinstance(node, NamedNode):
        return _reference(node.value, short) if plain else {"@id": _reference(node.value, short)}
    assert isinstance(node, Literal)
    return node.value if plain else {"@value": node.value, **_kind(node)}
