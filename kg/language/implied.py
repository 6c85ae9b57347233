"""What a government's own report plainly implies: where its projects are, what phases are part of, what a park's name says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kg.areas import area_types
from kg.language.ledger import Ledger
from kg.language.mentions.heads import head, whole_of_phase
from kg.language.mentions.industries import vocabulary
from kg.language.mentions.proper import area_names
from kg.language.where.regions import Regions
from kg.lexicon import rules, table
from kg.model import Evidence, Relation

LOCATED = frozenset({"Park", "Project", "Place", "Company", "Organization"})
NATURE = re.compile("[路街桥河湖江湾村]|盆地|半岛|平原|大道|大街")
BETWEEN = re.compile("[至—－-]|(?:高铁|高速|铁路|运河|快速路)")


def imply(areas: Regions, ledger: Ledger) -> None:
    """Add the implied relations of the entities noted so far."""
    _phases(ledger)
    _industries(ledger)
    _parts(areas, ledger)
    if areas.region:
        _own(areas, ledger)
        ledger.stand_for(areas.region.name, areas.region.type)


def _phases(ledger: Ledger) -> None:
    for name in sorted(ledger.types):
        whole = whole_of_phase(name) if ledger.types[name] in ("Project", "Park", "Organization") else None
        if whole and len(whole) > 2:
            own = head(whole)
            kind = ledger.types.get(whole) or ("Park" if own and own.type == "Park" else "Project")
            ledger.entity(whole, kind, _within(ledger.said(name), whole, "name-of-phase"))
            ledger.fact(Relation(name, "partOf", whole), _ruled(ledger.said(name), "part-of-phase"))


def _industries(ledger: Ledger) -> None:
    for name in sorted(n for n, kind in ledger.types.items() if kind == "Park"):
        own = head(name)
        stem = name[: -len(own.word)] if own else name
        found = max((i for i in vocabulary() if i in stem), key=lambda i: (len(i), i), default=None)
        if found:
            industry = vocabulary()[found]
            ledger.entity(industry, "Industry", _within(ledger.said(name), found, "industry-of-park"), (found,))
            ledger.fact(Relation(name, "focusesOn", industry), _ruled(ledger.said(name), "focus-in-name"))


def _own(areas: Regions, ledger: Ledger) -> None:
    """Everything a government reports as its own lies in its area, unless the text or the name says elsewhere."""
    region = areas.region
    assert region is not None
    active = {f.subject for f in ledger.milestones()}
    placed = {f.subject for f in ledger.relations("locatedIn") if f.subject != f.object}
    held = [n for n, kind in ledger.types.items() if kind in LOCATED and n not in placed and _local(n, ledger.types[n], areas, n in active)]
    for name in sorted(held):
        ledger.fact(Relation(name, "locatedIn", region.name), _ruled(ledger.said(name), "located-own-report"))
        _in_city(name, areas, ledger)
    _parent(areas, ledger)
    for name, kind in sorted(ledger.types.items()):
        if kind in area_types() and name != region.name and (areas.contains(name, region.name) or areas.contains(region.name, name)):
            inner, outer = (region.name, name) if areas.contains(name, region.name) else (name, region.name)
            ledger.fact(Relation(inner, "locatedIn", outer), _ruled(ledger.said(name), "located-area"))


def _parent(areas: Regions, ledger: Ledger) -> None:
    """The area that holds the article's own, if the article says its name anywhere, were it within another name."""
    region = areas.region
    for parent in areas.ancestors(region.name)[-1:] if region else ():
        if parent not in ledger.types:
            said = [e for f in (parent, parent[:-1]) for e in ledger.find(f, "area-in-name")][:1]
            resolved = areas.resolve(parent)
            if said and resolved and region:
                ledger.entity(parent, resolved.type, said, (said[0].text,))
                ledger.fact(Relation(region.name, "locatedIn", parent), said)


def _in_city(name: str, areas: Regions, ledger: Ledger) -> None:
    """A city or district that opens a name is where the thing is, unless it is a line to somewhere else (甲至乙高速)."""
    first = next(iter(areas.find(name, 0, len(name))), None)
    region = areas.region
    if not (first and first.name and region) or first.type != "City" or first.start > 0 or first.end >= len(name) - 1:
        return
    if BETWEEN.search(name) or NATURE.match(name, first.end) or not areas.contains(region.name, first.name):
        return
    surface = name[: first.end]
    ledger.entity(first.name, first.type, _within(ledger.said(name), surface, "area-in-name"), (surface,))
    ledger.fact(Relation(name, "locatedIn", first.name), _ruled(ledger.said(name), "located-by-name"))
    ledger.fact(Relation(first.name, "locatedIn", region.name), _within(ledger.said(name), surface, "located-area"))


def _parts(areas: Regions, ledger: Ledger) -> None:
    """A project whose name is a park's and more is a part of the park (甲产业园总部基地)."""
    parks = {
        short: n
        for n, kind in sorted(ledger.types.items())
        if kind == "Park"
        for short in (n, _without_area(n, areas), *sorted(ledger.aliases(n)))
    }
    for name in sorted(n for n, kind in ledger.types.items() if kind == "Project"):
        park = max((p for p in parks if name.startswith(p) and len(name) > len(p) + 1), key=lambda p: (len(p), p), default=None)
        if park and parks[park] != name and not whole_of_phase(name):
            ledger.fact(Relation(name, "partOf", parks[park]), _ruled(ledger.said(name), "part-by-name"))


def _without_area(name: str, areas: Regions) -> str:
    """The name without the area that opens it: 青岛市虚拟现实产业园 → 虚拟现实产业园."""
    first = next(iter(areas.find(name, 0, len(name))), None)
    return name[first.end :] if first and first.start == 0 and len(name) - first.end > 4 else name


def _local(name: str, kind: str, areas: Regions, active: bool) -> bool:
    data = rules("implied")
    if active and name not in _homes_of_well_known():
        return True
    if re.search(data["elsewhere"], name) or _foreign().match(name):
        return False
    if name in _homes_of_well_known():
        return areas.region is not None and _homes_of_well_known()[name] == areas.region.name
    if kind == "Organization" and not re.search(data["facilities"], name):
        return False
    opens = area_names().match(name)
    area = areas.resolve(opens.group()) if opens else None
    if opens is None or area is None or area.type == "District" or areas.related(opens.group()):
        return True
    return areas.region is not None and any(m.name == areas.region.name for m in areas.find(name))


@cache
def _homes_of_well_known() -> dict[str, str]:
    """Regions, countries and companies that any reader knows, with the area that holds them: a report that names them does not say that they are its own."""
    return {row["name"]: row["within"] for kind in ("Place", "Company") for row in table(kind)}


@cache
def _foreign() -> re.Pattern[str]:
    """The name of a country at the head of a name."""
    return re.compile("|".join(re.escape(row["name"]) for row in table("Place") if row["source"] == "国名"))


def _ruled(evidence: Iterable[Evidence], rule: str) -> set[Evidence]:
    return {Evidence(e.doc, e.start, e.end, e.text, rule) for e in evidence}


def _within(evidence: Iterable[Evidence], part: str, rule: str) -> set[Evidence]:
    """The part of each evidence that is the given words, where it holds them as they are."""
    found = set()
    for e in evidence:
        at = e.text.find(part)
        found.add(
            Evidence(e.doc, e.start + at, e.start + at + len(part), part, rule)
            if at >= 0
            else Evidence(e.doc, e.start, e.end, e.text, rule)
        )
    return found
