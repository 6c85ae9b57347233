"""What a page plainly implies: what phases and parts are part of, what a park's name says, and where things are (``implied_places.py``).

Each step yields what it adds to the ledger, from what the ledger of the page holds by then; the words are those that named the thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.language.implied_places import LOCATE, without_area
from kg.language.implying import Implied, ImpliedEntity, stated, within
from kg.language.ledger import Ledger
from kg.language.mentions.heads import head, made, whole_of_phase
from kg.language.mentions.industries import vocabulary
from kg.language.where.regions import Regions
from kg.ontology import ontology, rule

Step = Callable[[Regions, Ledger], Iterator[Implied]]


def imply(regions: Regions, ledger: Ledger) -> tuple[Implied, ...]:
    """Add to a page's ledger what the page implies, and return it."""
    added: list[Implied] = []
    for step in STEPS:
        found = list(step(regions, ledger))
        for implied in found:
            implied.enter(ledger)
        added += found
    return tuple(added)


def _phases(regions: Regions, ledger: Ledger) -> Iterator[Implied]:
    """A phase is a part of the thing of which it is one (甲电厂二期)."""
    for name in sorted(ledger.types):
        whole = whole_of_phase(name) if ledger.types[name] in ontology().types_that("built") else None
        if whole and len(whole) > 2:
            own, said = head(whole), ledger.said(name)
            kind = ledger.types.get(whole) or (own.type if own and own.type in _holders() else made())
            yield ImpliedEntity(whole, kind, within(said, whole, rule("name-of-phase")))
            yield stated("part-of-phase", name, whole, said)


def _industries(regions: Regions, ledger: Ledger) -> Iterator[Implied]:
    """The industry that a park's name says is its focus; the longest, where it holds several of the vocabulary."""
    named = rule("industry-of-park")
    for name in sorted(n for n, kind in ledger.types.items() if kind in _holders()):
        own = head(name)
        stem = name[: -len(own.word)] if own else name
        found = max((i for i in vocabulary() if i in stem), key=lambda i: (len(i), i), default=None)
        if found:
            industry = vocabulary()[found]
            yield ImpliedEntity(industry, named.term, within(ledger.said(name), found, named), (found,))
            yield stated("focus-in-name", name, industry, ledger.said(name))


def _parts(regions: Regions, ledger: Ledger) -> Iterator[Implied]:
    """A project whose name is a park's and more is a part of the park (甲产业园总部基地)."""
    parks = {
        short: n
        for n, kind in sorted(ledger.types.items())
        if kind in _holders()
        for short in (n, without_area(n, regions), *sorted(ledger.aliases(n)))
    }
    for name in sorted(n for n, kind in ledger.types.items() if kind == made()):
        park = max((p for p in parks if name.startswith(p) and len(name) > len(p) + 1), key=lambda p: (len(p), p), default=None)
        if park and parks[park] != name and not whole_of_phase(name):
            yield stated("part-by-name", name, parks[park], ledger.said(name))


def _holders() -> tuple[str, ...]:
    """The types of what holds projects and companies."""
    return ontology().types_that("contains")


# In order: what a step adds, later ones see.
STEPS: tuple[Step, ...] = (_phases, _industries, _parts, *LOCATE)
