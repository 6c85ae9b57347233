"""First pass over an article: every stretch that is proposed as a name, with the verdict on it, and the register of those admitted.

``PROPOSERS`` are the ways in which a sentence proposes names: each a function from a laid-out sentence to ``Proposal``s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.areas import area_types
from kg.language.layout import LaidSentence
from kg.language.mentions.industries import find_industries
from kg.language.mentions.listings import agents, brands, brought, companies, listed, villages, ways
from kg.language.mentions.mention import pattern_of
from kg.language.mentions.name import Name, Verdict
from kg.language.mentions.proper import countries, known_types
from kg.language.mentions.register import Register
from kg.language.mentions.running_text import free_verdicts
from kg.language.text.span import Span
from kg.ontology import names_of, rule, table, type_for

LITERAL = frozenset({"name-completed", "name-numbers"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A verdict on a stretch of a sentence, and how much its source knows of the type (a key of ``register.WEIGHT``)."""

    verdict: Verdict
    weight: str = "text"


@dataclass(frozen=True, slots=True)
class ToldName:
    """A name that another reader found: its places in the blocks of the document, and the rule that vouches for it."""

    name: str
    type: str
    aliases: tuple[str, ...]
    places: tuple[Span, ...]
    rule: str


def proposals(laid: LaidSentence) -> tuple[Proposal, ...]:
    """All that is proposed as a name in a sentence, by all proposers in order."""
    return tuple(p for propose in PROPOSERS for p in propose(laid))


def register_of(sentences: Iterable[tuple[LaidSentence, tuple[Proposal, ...]]]) -> Register:
    """The names that the sentences of an article propose and that were admitted."""
    register = Register()
    for laid, proposed in sentences:
        for proposal in proposed:
            if isinstance(proposal.verdict, Name):
                _enter(laid, proposal.verdict, proposal.weight, register)
    return register


def tell(register: Register, told: Iterable[ToldName], blocks: Collection[int]) -> None:
    """Enter the names that another reader found in these blocks (areas but, which the gazetteer finds)."""
    for name in told:
        for place in name.places if name.type not in area_types() else ():
            if place.block in blocks:
                register.add(name.name, name.type, place, name.rule, aliases=name.aliases, weight="told")


def _enter(laid: LaidSentence, name: Name, weight: str, register: Register) -> None:
    place = laid.span(name.start, name.end)
    register.add(name.name, name.type, place, name.rule, aliases=name.aliases, weight=weight, literal=name.rule in LITERAL)
    if name.place:
        register.add(name.place, type_for("names", "spot"), place, name.rule, weight=weight)


def _framed(laid: LaidSentence) -> Iterator[Proposal]:
    """The names of milestone frames, and what was refused as one."""
    for clause in laid.frames:
        for attempt in clause.attempts:
            yield from (Proposal(n, "frame") for n in (attempt.stated.names if attempt.stated else ()))
            yield from (Proposal(r, "frame") for r in attempt.refused)


def _listed(laid: LaidSentence) -> Iterator[Proposal]:
    """Names that the words around them show: lists of companies, agents, brands, roads, villages, lists outside frames."""
    for find in (companies, brought, agents, brands, ways, villages):
        yield from (Proposal(v, "list") for v in find(laid.line, laid.start, laid.end))
    for clause in laid.sentence.clauses:
        yield from (Proposal(v, "list") for v in listed(laid.line, clause.start, clause.end))


def _free(laid: LaidSentence) -> Iterator[Proposal]:
    """Names by their heads, in the free text between working words."""
    for clause in laid.frames:
        for span in clause.free:
            yield from (Proposal(v) for v in free_verdicts(laid.line, *span))


def _well_known(laid: LaidSentence) -> Iterator[Proposal]:
    """The regions, countries and companies of the tables."""
    pattern, known = _tabled()
    for m in pattern.finditer(laid.line.text, laid.start, laid.end):
        name, kind = known[m.group()]
        if laid.line.is_edge(m.start()) and laid.line.is_edge(m.end()) and not _modifies(laid, m.end(), name):
            yield Proposal(Name(m.start(), m.end(), m.group(), name, kind, "name-known", (m.group(),)))


def _people(laid: LaidSentence) -> Iterator[Proposal]:
    """People by their posts."""
    return (Proposal(Name(p.start, p.end, p.person, p.person, rule("name-person").term, "name-person")) for p in laid.posts)


def _industries(laid: LaidSentence) -> Iterator[Proposal]:
    """Industries by the vocabulary and by grammar."""
    for found in find_industries(laid.line, laid.start, laid.end):
        aliases = (found.surface,) if found.surface != found.name else ()
        yield Proposal(Name(found.start, found.end, found.surface, found.name, rule(found.rule).term, found.rule, aliases))


# The order decides which of two names has a form in common as its alias; a statistical proposer would stand at the end.
PROPOSERS: tuple[Callable[[LaidSentence], Iterator[Proposal]], ...] = (_framed, _listed, _free, _well_known, _people, _industries)


@cache
def _tabled() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """The names that any reader knows (the tables of ``known_types``): a pattern, and for each surface its name and type."""
    known = {s: (row["name"], kind) for kind in known_types() for row in table(kind) for s in names_of(row)}
    return pattern_of(known), known


def _modifies(laid: LaidSentence, end: int, name: str) -> bool:
    """Whether a country only modifies the noun behind it (俄罗斯年货)."""
    word = next(iter(laid.line.between(end, end + 1)), None)
    return name in countries() and word is not None and word.start == end and word.tag.startswith("n")
