"""RDF terms as small values, and as the Python values that an analyst computes with."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

XSD = "http://www.w3.org/2001/XMLSchema#"
INTEGERS = frozenset(
    XSD + name
    for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "negativeInteger", "unsignedInt")
)

Value = str | int | float | bool | Decimal | datetime.date | None


class Term(NamedTuple):
    """One term of an answer: ``kind`` is uri, literal, bnode or triple; ``datatype`` an IRI, ``lang`` a language tag."""

    kind: str
    value: str
    datatype: str = ""
    lang: str = ""


class Iri(str):
    """A value that is an IRI, not a text."""

    __slots__ = ()


def python(term: Term | None) -> Value:
    """The Python value of a term: numbers, booleans, dates and years as such, all other literals as text, IRIs as ``Iri``.

    A literal that its datatype does not allow (a "2024-13-01" date) stays text. Decimals lose trailing zeros, as
    stores differ in keeping them. Years (``xsd:gYear``) are ``int``.
    """
    if term is None:
        return None
    if term.kind != "literal":
        return Iri(term.value)
    try:
        return _literal(term.value, term.datatype)
    except (ValueError, InvalidOperation):
        return term.value


def _literal(text: str, datatype: str) -> Value:
    if datatype in INTEGERS or datatype == XSD + "gYear":
        return int(text)
    if datatype == XSD + "decimal":
        return plain(Decimal(text))
    if datatype in (XSD + "double", XSD + "float"):
        return float(text)
    if datatype == XSD + "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(text, text)
    return datetime.date.fromisoformat(text) if datatype == XSD + "date" else text


def plain(number: Decimal) -> Decimal:
    """The number without trailing zeros or exponent: 537.0 and 5.37E+2 are 537."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() and abs(number) < 10**20 else number.normalize()


def of_python(value: Value) -> Term | None:
    """The term of a Python value: the way back from ``python``."""
    if value is None:
        return None
    if isinstance(value, Iri):
        return Term("uri", str(value))
    for kind, datatype in ((bool, "boolean"), (int, "integer"), (Decimal, "decimal"), (float, "double"), (datetime.date, "date")):
        if isinstance(value, kind):
            return Term("literal", str(value).lower() if kind is bool else str(value), XSD + datatype)
    return Term("literal", str(value))
