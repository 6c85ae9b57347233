"""Where the things of a page are, if nothing says so: what a government reports as its own lies in its area."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.areas import Area, area_types
from kg.language.implying import Implied, ImpliedEntity, ImpliedFact, stated, within
from kg.language.ledger import Ledger
from kg.language.mentions.proper import area_names, countries, known_types
from kg.language.where.regions import Regions
from kg.model import Relation
from kg.ontology import form, ontology, rule, rules, table, type_for

NATURE = form("names", "nature")
BETWEEN = form("names", "way_between")


def _own(regions: Regions, ledger: Ledger) -> Iterator[Implied]:
    """Everything a government reports as its own lies in its area, unless the text or the name says elsewhere."""
    if regions.region is None:
        return
    active = {f.subject for f in ledger.milestones()}
    placed = {f.subject for f in ledger.relations(rule("located-own-report").term) if f.subject != f.object}
    for name, kind in sorted(ledger.types.items()):
        if kind in ontology().types_that("located_in_reporter") and name not in placed and _local(name, kind, regions, name in active):
            yield stated("located-own-report", name, regions.region.name, ledger.said(name))
            yield from _in_city(name, regions, regions.region, ledger)


def _in_city(name: str, regions: Regions, region: Area, ledger: Ledger) -> Iterator[Implied]:
    """A city that opens a name is where the thing is, unless it is a line to somewhere else (甲至乙高速)."""
    first = next(iter(regions.find(name)), None)
    if not (first and first.name) or first.type not in area_types()[1:-1] or first.start > 0 or first.end >= len(name) - 1:
        return
    if BETWEEN.search(name) or NATURE.match(name, first.end) or not regions.contains(region.name, first.name):
        return
    surface, said, area = name[: first.end], ledger.said(name), rule("located-area")
    yield ImpliedEntity(first.name, first.type, within(said, surface, rule("area-in-name")), (surface,))
    yield stated("located-by-name", name, first.name, said)
    yield ImpliedFact(Relation(first.name, area.term, region.name), within(said, surface, area))


def _parent(regions: Regions, ledger: Ledger) -> Iterator[Implied]:
    """The area that holds the page's own, if the page says its name anywhere, were it within another name."""
    region = regions.region
    for parent in regions.ancestors(region.name)[-1:] if region else ():
        said = [e for f in (parent, parent[:-1]) for e in ledger.find(f, rule("area-in-name"))][:1] if parent not in ledger.types else []
        resolved = regions.resolve(parent)
        if said and resolved and region:
            yield ImpliedEntity(parent, resolved.type, frozenset(said), (said[0].text,))
            yield ImpliedFact(Relation(region.name, rule("located-area").term, parent), frozenset(said))


def _areas(regions: Regions, ledger: Ledger) -> Iterator[Implied]:
    """What lies in what, of the areas that the page names and its own."""
    region = regions.region
    for name, kind in sorted(ledger.types.items()) if region else ():
        if region and kind in area_types() and name != region.name:
            inner, outer = (region.name, name) if regions.contains(name, region.name) else (name, region.name)
            if regions.contains(outer, inner):
                yield stated("located-area", inner, outer, ledger.said(name))


def _own_area(regions: Regions, ledger: Ledger) -> Iterator[Implied]:
    """The page's own area as an entity, where facts are of it and no sentence names it: said where the page gives it, else by the first of those facts."""
    region = regions.region
    if region is None or ledger.said(region.name):
        return
    spoken = sorted(piece for fact, words in ledger.facts.items() if region.name in (fact.subject, getattr(fact, "object", None)) for piece in words)
    if spoken:
        said = ledger.find(region.name, rule("region-of-document"))[:1] or [replace(spoken[0], rule="region-of-document")]
        yield ImpliedEntity(region.name, region.type, frozenset(said))


LOCATE = (_own, _parent, _areas, _own_area)


def without_area(name: str, regions: Regions) -> str:
    """The name without the area that opens it: 青岛市虚拟现实产业园 → 虚拟现实产业园."""
    first = next(iter(regions.find(name)), None)
    return name[first.end :] if first and first.start == 0 and len(name) - first.end > 4 else name


def _local(name: str, kind: str, regions: Regions, active: bool) -> bool:
    """Whether a page's own area may hold a thing that nothing places.

    It may where the page tells of its milestones; not where the name says elsewhere, or that of another area opens it; a
    well-known name only in its own area, and a body only if it is one that stands at a place.
    """
    data, home = rules("implied"), _homes_of_well_known()
    if active and name not in home:
        return True
    if re.search(data["elsewhere"], name) or _foreign().match(name):
        return False
    if name in home:
        return regions.region is not None and home[name] == regions.region.name
    if kind == type_for("names", "body") and not re.search(data["facilities"], name):
        return False
    return _opens_near(name, regions)


def _opens_near(name: str, regions: Regions) -> bool:
    """Whether no area opens the name, or one that may hold or lie in the page's own."""
    opens = area_names().match(name)
    area = regions.resolve(opens.group()) if opens else None
    if opens is None or area is None or area.type == area_types()[-1] or regions.related(opens.group()):
        return True
    return regions.region is not None and any(m.name == regions.region.name for m in regions.find(name))


@cache
def _homes_of_well_known() -> dict[str, str]:
    """Regions, countries and companies that any reader knows, with the area that holds them: a report that names them does not say that they are its own."""
    return {row["name"]: row["within"] for kind in known_types() for row in table(kind)}


@cache
def _foreign() -> re.Pattern[str]:
    """The name of a country at the head of a name."""
    return re.compile("|".join(map(re.escape, sorted(countries()))))
