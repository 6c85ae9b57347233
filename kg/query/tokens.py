"""SPARQL 1.1 as tokens: enough of its grammar to know a variable from a word in a string, an IRI or a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.errors import QueryError

_HEX = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_LOCAL = r"(?:[\w\-:.·]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])*(?:[\w\-:·]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])"
_KINDS = (
    ("space", r"[ \t\r\n]+"),
    ("comment", r"#[^\r\n]*"),
    ("iri", rf'<(?:[^<>"{{}}|^`\\\x00-\x20]|{_HEX})*>'),
    ("string", r'"""(?:"{0,2}(?:[^"\\]|\\[\s\S]))*"""' r"|'''(?:'{0,2}(?:[^'\\]|\\[\s\S]))*'''"),
    ("string2", r'"(?:[^"\\\n\r]|\\.)*"' r"|'(?:[^'\\\n\r]|\\.)*'"),
    ("variable", r"[?$][\w·]+"),
    ("lang", r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*"),
    ("blank", r"_:[\w](?:[\w\-.·]*[\w\-·])?"),
    # Possessive and bounded: a run of names without a colon is scanned once from each start, and not far.
    ("prefixed", rf"(?:[^\W\d_][\w\-.·]{{0,64}}+(?<!\.))?:(?:{_LOCAL})?"),
    ("number", r"(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?"),
    ("word", r"[^\W\d]\w*"),
    ("punctuation", r"\^\^|&&|\|\||!=|<=|>=|<<|>>|[{}()\[\].,;=<>!+\-*/|^?]"),
    ("bad", r"[\s\S]"),
)
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _KINDS))


class Token(NamedTuple):
    """A token: ``kind``, its ``text`` as written, and the offset where it starts."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """All tokens of a query with spaces and comments, in order: their texts joined are the query.

    Raises ``QueryError`` with line and column for a character that begins no token (an open string, say).
    """
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "bad"
        if kind == "bad":
            raise QueryError(
                f"the query cannot be read at {where(query, match.start())}: {match[0]!r}", "close the string or IRI before it"
            )
        yield Token(kind.rstrip("2"), match[0], match.start())


def meaningful(query: str) -> Iterator[Token]:
    """The tokens without spaces and comments."""
    return (token for token in tokens(query) if token.kind not in ("space", "comment"))


def where(query: str, offset: int) -> str:
    """An offset as ``line L, column C``, both from 1."""
    line = query.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - query.rfind(chr(10), 0, offset)}"
