"""The values of what is said: an entity named, a fact stated, and the setting in which a sentence says them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.language.known_names import KnownNames
from kg.language.layout import LaidSentence
from kg.language.mentions.mention import Mention
from kg.language.text.span import Span
from kg.language.topics.named_before import NamedBefore
from kg.language.where.regions import Regions
from kg.model import Fact


@dataclass(frozen=True, slots=True)
class SaidEntity:
    """An entity named by the words at ``span``, found by ``rule``."""

    name: str
    type: str
    span: Span
    rule: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidFact:
    """A fact stated by the words at ``span``, read by ``rule``; the fact itself carries no evidence yet.

    Of a figure ``at`` is where its number stands, ``named`` whether a subject was read beside it."""

    fact: Fact
    span: Span
    rule: str
    at: int = 0
    named: bool = False


Saying = SaidEntity | SaidFact


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence with all that is known when it is read: its mentions, how areas are read, the article's names, and what was named before."""

    laid: LaidSentence
    mentions: tuple[Mention, ...]
    regions: Regions
    known: KnownNames
    before: NamedBefore
