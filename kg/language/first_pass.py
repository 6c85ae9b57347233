"""First pass: every name of a document, from frames, lists, running text, posts, tables of areas and industries."""

from __future__ import annotations

import re
from functools import cache

from kg.language.layout import Page, Seen
from kg.language.mentions.admission import Name
from kg.language.mentions.industries import find_industries
from kg.language.mentions.listings import agents, brands, brought, companies, listed, villages, ways
from kg.language.mentions.people import posts
from kg.language.mentions.register import Mentions, pattern_of
from kg.language.mentions.running_text import free_names
from kg.language.where.regions import Regions
from kg.lexicon import table

LITERAL = frozenset({"name-completed", "name-numbers"})


def gather(pages: list[Page], regions: list[Regions]) -> Mentions:
    """The names of all pages; ``regions`` resolves the areas of each."""
    mentions = Mentions()
    for page, areas in zip(pages, regions, strict=True):
        for seen in page.seen:
            _framed(seen, mentions)
            _free(seen, mentions)
            _tables(seen, areas, mentions)
    return mentions


def _framed(seen: Seen, mentions: Mentions) -> None:
    for name in (n for f in seen.framed for n in f.names):
        _add(seen, name, mentions, "frame")
        if name.place:
            mentions.add(name.place, "Place", (seen.block, name.start, name.end), name.rule, weight="frame")


def _free(seen: Seen, mentions: Mentions) -> None:
    start, end = seen.sentence.start, seen.sentence.end
    for find in (companies, brought, agents, brands, ways, villages):
        for name in find(seen.line, start, end):
            _add(seen, name, mentions, "list")
    for clause in seen.sentence.clauses:
        for name in listed(seen.line, clause.start, clause.end):
            _add(seen, name, mentions, "list")
    for span in seen.free:
        for name in free_names(seen.line, *span):
            _add(seen, name, mentions, "text")


def _add(seen: Seen, name: Name, mentions: Mentions, weight: str) -> None:
    mentions.add(name.name, name.type, (seen.block, name.start, name.end), name.rule, aliases=name.aliases, weight=weight, literal=name.rule in LITERAL)


@cache
def _known() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """The names that any reader knows (tables Place and Company): a pattern, and for each surface its name and type."""
    known = {s: (row["name"], kind) for kind in ("Place", "Company") for row in table(kind) for s in (row["name"], *row["aliases"].split("|")) if s}
    return pattern_of(known), known


def _modifies(seen: Seen, end: int, name: str) -> bool:
    """Whether a country only modifies the noun behind it (俄罗斯年货)."""
    word = next(iter(seen.line.between(end, end + 1)), None)
    return name in _countries() and word is not None and word.start == end and word.tag.startswith("n")


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["name"] for row in table("Place") if row["source"] == "国名")


def _tables(seen: Seen, areas: Regions, mentions: Mentions) -> None:
    text, start, end = seen.line.text, seen.sentence.start, seen.sentence.end
    pattern, known = _known()
    for m in pattern.finditer(text, start, end):
        name, kind = known[m.group()]
        if seen.line.is_edge(m.start()) and seen.line.is_edge(m.end()) and not _modifies(seen, m.end(), name):
            mentions.add(name, kind, (seen.block, m.start(), m.end()), "name-known", aliases=[m.group()])
    for post in posts(seen.line, start, end):
        mentions.add(post.person, "Person", (seen.block, post.start, post.end), "name-person")
    for found in find_industries(seen.line, start, end):
        aliases = (found.surface,) if found.surface != found.name else ()
        mentions.add(found.name, "Industry", (seen.block, found.start, found.end), found.rule, aliases=aliases)
