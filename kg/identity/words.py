"""The words of identity (``ontology/rules/identity.yaml``) as values, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.ontology import ontology, rules, table


@dataclass(frozen=True, slots=True)
class Inner:
    """A stock word that may be missing inside a name, where ``before`` follows, the kind is none of ``unless`` and ``rest`` characters are left."""

    word: str
    pattern: re.Pattern[str]
    unless: tuple[str, ...]
    rest: int


@cache
def word(name: str) -> Any:
    """One entry of the rules file as it stands there."""
    return rules("identity")[name]


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One entry of the rules file as a compiled pattern."""
    return re.compile(word(name))


@cache
def longest_first(name: str) -> tuple[str, ...]:
    """A list of words, longest first (equally long ones in the order of the alphabet)."""
    return tuple(sorted(word(name), key=lambda item: (-len(item), item)))


@cache
def written() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(found), put) for found, put in word("written"))


@cache
def kinds() -> dict[str, str]:
    """Kind word → group."""
    return {kind: group for group, words in word("kinds").items() for kind in words}


@cache
def longest_kind() -> int:
    return max(map(len, kinds()))


@cache
def inner() -> tuple[Inner, ...]:
    return tuple(
        Inner(row["word"], re.compile(f"({row.get('after', '')}){re.escape(row['word'])}(?={row['before']})"), tuple(row.get("unless", ())), row.get("rest", word("inner_rest")))
        for row in word("inner")
    )


@cache
def reasons() -> dict[str, int]:
    """Reason → rank, the strongest 0."""
    return {row["id"]: rank for rank, row in enumerate(word("reasons"))}


@cache
def type_group(name: str) -> int:
    """The number of the group of types that one exact name may be of, -1 for a type of no group."""
    return next((i for i, group in enumerate(word("type_groups")) if name in group), -1)


@cache
@cache
def containment() -> tuple[str, ...]:
    """The relations whose object holds their subject."""
    return ontology().predicates_that("containment")


@cache
def endings(type_: str) -> tuple[str, ...]:
    """The endings that name no other thing, for a type, longest first."""
    return longest_first(word("endings_of").get(type_, "endings"))


@cache
def close(first: str, second: str) -> bool:
    """Whether a short form of a thing of one type may stand for one of the other."""
    return first == second or any(first in pair and second in pair for pair in word("close_types"))


@cache
def stock() -> frozenset[str]:
    """Words that name nothing in particular: the genre's stock, the kinds, the inner words."""
    return frozenset(row["name"] for row in table("Stock")) | frozenset(kinds()) | frozenset(row.word for row in inner()) | frozenset(word("common_openings"))


@cache
def generic(text: str) -> bool:
    """Whether ``text`` is made of stock words only, so that it singles out nothing beyond its district."""
    reach = {0}
    for end in range(1, len(text) + 1):
        if any(start in reach and text[start:end] in stock() for start in range(max(0, end - 8), end)):
            reach.add(end)
    return len(text) in reach
