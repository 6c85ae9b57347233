"""What the clues see: the sentences of one article in order, each with its mentions, and how often and where each thing is named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from kg.areas import area_types
from kg.language.layout import LaidSentence
from kg.language.mentions.mention import Mention
from kg.ontology import rules

TITLE = "title"
AREA = "AREA"


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with the mentions in it, in order."""

    laid: LaidSentence
    mentions: tuple[Mention, ...]

    def clause(self, at: int) -> int:
        """The number of the clause that holds the offset (of the block), 0 where none does."""
        return next((i for i, c in enumerate(self.laid.sentence.clauses) if c.start <= at < c.end), 0)


@dataclass(frozen=True)
class View:
    """The sentences of an article, ``region`` the name of the area that it is about (None where unknown) and ``region_type`` its type."""

    told: Sequence[Told]
    region: str | None
    region_type: str = ""
    news: bool = True
    memo: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)  # what was worked out of a sentence once

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each thing is named."""
        return Counter(m.name for told in self.told for m in told.mentions)

    @cached_property
    def types(self) -> dict[str, str]:
        """The type of each thing."""
        return {m.name: m.type for told in reversed(self.told) for m in told.mentions}

    def type(self, name: str) -> str:
        """The type of a thing, the article's area among them."""
        return self.types.get(name, self.region_type)

    @cached_property
    def titled(self) -> tuple[str, ...]:
        """The things that the title names, in its order."""
        return tuple(dict.fromkeys(m.name for told in self.told if told.laid.sentence.block.kind == TITLE for m in told.mentions))


def group(type_: str) -> str:
    """A type as the clues call it: administrative areas are one."""
    return AREA if type_ in area_types() else type_


def few(n: int, most: int) -> int:
    """A number for a clue: no more than ``most``."""
    return min(n, most)


@cache
def clue_words(name: str) -> Any:
    """A list, mapping or pattern of ``ontology/rules/clues.yaml``."""
    return rules("clues")[name]


@cache
def clue_pattern(name: str) -> re.Pattern[str]:
    """A pattern of ``ontology/rules/clues.yaml``."""
    return re.compile(clue_words(name))
