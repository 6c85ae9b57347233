"""Where a document's things are: the area that it speaks of, and the area of each thing that it places itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kg.areas import area_types
from kg.identity.areas import Areas, Path
from kg.identity.words import containment
from kg.model import Extraction, Observation, Relation


def region(extraction: Extraction) -> str | None:
    """The area that a document without a stated region speaks of: that of most of its figures and placings; the narrower of two."""
    areas = {entity.name: area_types().index(entity.type) for entity in extraction.entities if entity.type in area_types()}
    said = Counter(fact.subject for fact in extraction.facts if isinstance(fact, Observation) and fact.subject in areas)
    said.update(
        fact.object for fact in extraction.facts
        if isinstance(fact, Relation) and fact.predicate in containment() and fact.object in areas and fact.subject not in areas
    )
    return max(said, key=lambda name: (said[name], areas[name], name), default=None)


def holders(extraction: Extraction) -> Mapping[str, str]:
    """The one area in which the document puts each of its areas (南京市鼓楼区), where it names one only."""
    named = {entity.name for entity in extraction.entities if entity.type in area_types()}
    up: dict[str, set[str]] = {}
    for fact in extraction.facts:
        if isinstance(fact, Relation) and fact.predicate in containment() and {fact.subject, fact.object} <= named:
            up.setdefault(fact.subject, set()).add(fact.object)
    return {name: min(above) for name, above in up.items() if len(above) == 1}


def placed(extraction: Extraction, home: Path, areas: Areas) -> Mapping[str, Path]:
    """The area of each thing that the document's own containment facts give, where they give one."""
    named = {entity.name for entity in extraction.entities if entity.type in area_types()}
    up: dict[str, set[str]] = {}
    for fact in extraction.facts:
        if isinstance(fact, Relation) and fact.predicate in containment() and fact.modality == "actual":
            up.setdefault(fact.subject, set()).add(fact.object)
    found = {name: _above(name, up, named) for name in up if name not in named}
    return {name: place for name, above in found.items() if (place := _narrowest([areas.find(area, home) for area in sorted(above)]))}


def _above(name: str, up: Mapping[str, set[str]], named: set[str]) -> set[str]:
    """The areas first met on the way up from a thing."""
    seen, queue, found = {name}, sorted(up[name]), set()
    while queue:
        step = queue.pop(0)
        if step in named:
            found.add(step)
        elif step not in seen:
            seen.add(step)
            queue += sorted(up.get(step, ()))
    return found


def _narrowest(places: list[Path]) -> Path:
    """The one place that lies in all the others; unknown where there is none (a line through two districts)."""
    known = [place for place in places if place]
    inner = max(known, key=len, default=())
    return inner if all(place == inner[: len(place)] for place in known) else ()
