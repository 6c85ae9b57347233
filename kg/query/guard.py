"""What a query may not ask: other hosts, updates, and a depth or length that the engine does not survive.

The engine really posts to a SERVICE, so this looks before it does, by tokens. Where the tokens have two readings
(``<`` may open an IRI or compare), whatever could hide a word in one of them is refused.
"""

from __future__ import annotations

import re
from itertools import islice

from kg.errors import QueryError
from kg.query.tokens import Token, meaningful, where

FORMS = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))
UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"))
MAX_DEPTH = 100
MAX_TOKENS = 20_000
MAX_LENGTH = 200_000  # characters: this runs before the child that can be killed
_HIERARCHICAL = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")


def check(query: str, *, max_depth: int = MAX_DEPTH, max_tokens: int = MAX_TOKENS) -> tuple[str, list[str]]:
    """The query's form (SELECT, ASK, CONSTRUCT or DESCRIBE) and the IRIs of its dataset (FROM, FROM NAMED).

    Raises ``QueryError`` for SERVICE in any spelling, an update, a FROM that is not a full IRI, nesting deeper than
    ``max_depth`` brackets, more than ``max_tokens`` tokens, or more than ``MAX_LENGTH`` characters.
    """
    if len(query) > MAX_LENGTH:
        raise QueryError(f"the query has {len(query)} characters; at most {MAX_LENGTH} are read", "ask in several smaller queries")
    parts = list(islice(meaningful(query), max_tokens + 1))
    if len(parts) > max_tokens:
        raise QueryError(f"the query has more than {max_tokens} tokens", "ask in several smaller queries")
    for part in parts:
        _no_service(query, part)
    _shallow(query, parts, max_depth)
    return _form(query, parts), _dataset(query, parts)


def _no_service(query: str, part: Token) -> None:
    # The engine needs no space after a keyword (SERVICESILENT), and no function has the word in its name.
    if part.kind in ("word", "bad") and "SERVICE" in part.text.upper():
        raise QueryError(
            f"SERVICE at {where(query, part.start)} is refused: queries reach no other host", "ask that server itself with --endpoint"
        )
    if part.kind == "iri" and not _HIERARCHICAL.match(part.text) and re.search(r"['#]", part.text):
        raise QueryError(
            f"{part.text} at {where(query, part.start)} can be read in two ways", "write the whole IRI (scheme://…), or a space after <"
        )


def _shallow(query: str, parts: list[Token], max_depth: int) -> None:
    depth = 0
    for part in parts:
        if part.kind == "punctuation":
            depth += (part.text in "{([") - (part.text in "})]")
        if depth > max_depth:
            raise QueryError(f"brackets nest deeper than {max_depth} at {where(query, part.start)}", "flatten the query")


def _form(query: str, parts: list[Token]) -> str:
    for part in parts:
        word = part.text.upper() if part.kind == "word" else ""
        if word in FORMS:
            return word
        if word in UPDATES:
            raise QueryError(
                f"{word} at {where(query, part.start)} is refused: the graph is read-only", "build a new generation with kg build"
            )
    raise QueryError("the query asks nothing", "begin it with SELECT, ASK, CONSTRUCT or DESCRIBE")


def _dataset(query: str, parts: list[Token]) -> list[str]:
    found = []
    for part, following in zip(parts, parts[1:] + parts[-1:] * 2, strict=False):
        if part.kind == "word" and part.text.upper() == "FROM":
            found.append(_graph(query, following, parts))
    return found


def _graph(query: str, following: Token, parts: list[Token]) -> str:
    if following.text.upper() == "NAMED":
        following = parts[parts.index(following) + 1] if following is not parts[-1] else following
    if following.kind != "iri" or not _HIERARCHICAL.match(following.text):
        raise QueryError(
            f"FROM at {where(query, following.start)} names no graph of this store", "write a graph's full IRI, or leave FROM out"
        )
    return following.text[1:-1]
