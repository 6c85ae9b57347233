"""The tail of a list: 等50余个项目, 3个安置区, and what its head lends to the members before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.language.mentions.heads import SUFFIX, Head, head, made
from kg.ontology import form, rules, sign

TAIL = form("names", "tail")
COUNTED = form("names", "counted_tail")
WITHOUT = form("names", "without_count")
KINDS = form("names", "tail_of_kinds")
ABSTRACT = re.compile(rules("names")["abstract"])
RENEWAL = re.compile(rules("names")["renewal"])
SOMEONE = sign("names", "someone")  # what stands before a head that is asked for by itself


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a list: 等50余个项目."""

    start: int
    text: str
    head: Head | None
    counted: bool
    many: bool


def tail_of(text: str) -> Tail | None:
    """The tail of a list, if it has one."""
    found = TAIL.search(text) or _listed(text)
    if not found and "、" in text:
        found = COUNTED.search(text)
    if not found:
        return None
    rest = WITHOUT.sub("", found["rest"] or "")
    own = _lending(rest) or head(SOMEONE + rest) or _head_word(rest)
    return Tail(found.start(), rest, own, found["count"] is not None, text.count("、") > 1)


def _listed(text: str) -> re.Match[str] | None:
    """甲中学等6所学校、幼儿园: the tail is itself a list, of kinds."""
    found = KINDS.search(text)
    return found if found and all(kind in _kinds() for kind in found["rest"].split("、")) else None


@cache
def _kinds() -> frozenset[str]:
    """Words for kinds of things, which name none in particular."""
    return frozenset(rules("names")["generic"].split()) | frozenset(rules("names")["tail_heads"].split())


def _lending(rest: str) -> Head | None:
    """高速公路项目 lends 高速公路, not 项目, to the members before it."""
    own = head(SOMEONE + SUFFIX.sub("", rest))
    return own if own and own.append else None


def _head_word(rest: str) -> Head | None:
    """A tail may end in a word that heads no name and still says that a list of things stands before it (道路, 设施)."""
    word = next((w for w in rules("names")["tail_heads"].split() if rest.endswith(w)), None)
    return Head(word, made(), made(), None, False) if word else None
