"""What each page of the reading room shows, looked up on a shelf: values for a template, no markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from kg.errors import UsageError
from kg.model import Entity, Fact, Milestone, Observation, Promise, Relation
from kg.ontology import ontology
from kg.outcomes.timespan import bounds
from kg.web import drawing
from kg.web.shelf import Shelf
from kg.web.view import Said

Given = Mapping[str, str]
ROWS, CARDS, MEMBERS = 60, 24, 12
FIRST = ("moved", "late", "missed", "partly", "suspended", "cancelled", "silent", "open", "kept")


def start(shelf: Shelf, said: Said, given: Given) -> dict[str, Any]:
    """What is in the graph, what slipped, the newest documents."""
    types = [(name, shelf.types[name]) for name in ontology().types if shelf.types[name]]
    outcomes = Counter(promise.outcome for promise in shelf.knowledge.promises)
    return {"counts": shelf.manifest["counts"], "types": types, "slipped": [said.promise(made) for made in shelf.slipped[:8]],
            "outcomes": [(name, outcomes[name]) for name in _outcomes() if outcomes[name]], "newest": shelf.newest[:10]}  # fmt: skip


def _outcomes() -> list[str]:
    known = list(ontology().outcomes)
    return sorted(known, key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))


def search(shelf: Shelf, said: Said, given: Given) -> dict[str, Any]:
    """What a search finds; with ``type`` alone, the things of that type."""
    words, kind = given.get("q", ""), given.get("type", "")
    listed = [entity for entity in shelf.knowledge.entities if entity.type == kind] if kind and not words else []
    listed.sort(key=lambda entity: (-len(shelf.facts_of.get(entity.id, ())), entity.id))
    return {"words": words, "found": shelf.search(words, 20) if words else None, "kind": kind, "listed": listed[:200], "listed_count": len(listed),
            "fact_count": {entity.id: len(shelf.facts_of.get(entity.id, ())) for entity in listed[:200]}}  # fmt: skip


def entity(shelf: Shelf, said: Said, given: Given) -> dict[str, Any]:
    """All that is known of one entity. Raises ``UsageError`` with suggestions."""
    thing = shelf.entity(given["ref"])
    facts = shelf.facts_of.get(thing.id, [])
    relations = [fact for fact in facts if isinstance(fact, Relation)]
    near = _neighbours(shelf, said, thing, relations)
    promises = shelf.promises_of.get(thing.id, [])
    reasons = sorted({(merge.name, merge.reason, merge.doc) for merge in thing.merges})
    area = next((entity for entity in shelf.areas if entity.name == thing.within), None)
    likely = [(shelf.entities[other], pair) for pair in shelf.likely_of.get(thing.id, ()) if (other := pair.second if pair.first == thing.id else pair.first) in shelf.entities]
    return {"thing": thing, "area": area, "reasons": reasons, "groups": _groups(said, thing, relations), "gantt": Markup(drawing.gantt(_gantt(shelf, said, thing, facts, promises), thing.name)),
            "milestones": said.rows(_in_time(facts)),
            "series": _series(said, [fact for fact in facts if isinstance(fact, Observation)]), "promises": [said.promise(made) for made in promises][:ROWS],
            "conflicts": shelf.conflicts_of.get(thing.id, []), "likely": likely, "near": near, "near_shown": min(len(near), drawing.NEAR),
            "drawn": Markup(drawing.around(thing.name, near)), "fact_count": len(facts), "types": [(name, said.label("types", name)) for name in ontology().types]}  # fmt: skip


def _in_time(facts: Iterable[Fact]) -> list[Milestone]:
    """The milestones, oldest first, undated last."""
    return sorted((fact for fact in facts if isinstance(fact, Milestone)), key=lambda fact: (fact.time or "9999", fact.event))


def _groups(said: Said, thing: Entity, relations: Iterable[Relation]) -> list[dict[str, Any]]:
    """Relations by predicate and direction."""
    groups: dict[tuple[str, bool], list[Relation]] = {}
    for fact in relations:
        groups.setdefault((fact.predicate, fact.subject == thing.id), []).append(fact)
    order = list(ontology().predicates)
    keys = sorted(groups, key=lambda key: (order.index(key[0]) if key[0] in order else 99, not key[1]))
    return [{"label": said.label("predicates", name), "out": out, "rows": said.rows(groups[name, out][:ROWS]), "count": len(groups[name, out])} for name, out in keys]


def _neighbours(shelf: Shelf, said: Said, thing: Entity, relations: Iterable[Relation]) -> list[dict[str, Any]]:
    found: dict[str, Relation] = {}
    for fact in relations:
        for ref in (fact.subject, fact.object, fact.of):
            if ref and ref != thing.id and ref in shelf.entities:
                found.setdefault(ref, fact)
    ranked = sorted(found, key=lambda ref: (-len(shelf.facts_of.get(ref, ())), ref))
    return [{"ref": ref, "name": shelf.name(ref), "label": said.label("predicates", found[ref].predicate), "colour": said.colour(shelf.entities[ref].type),
             "planned": found[ref].modality != "actual"} for ref in ranked]  # fmt: skip


def _gantt(shelf: Shelf, said: Said, thing: Entity, facts: Iterable[Fact], promises: Iterable[Promise]) -> list[dict[str, Any]]:
    """A row for each step of the thing; for what holds others, a row for each member that slipped."""
    own = _steps(said, [fact for fact in facts if isinstance(fact, Milestone) and fact.kind == "milestone" and fact.time], promises)
    if own or thing.id not in {holder for holders in shelf.inside.values() for holder in holders}:
        return own
    within = shelf.within(thing.id)
    rows = []
    for made in (one for one in shelf.slipped if one.subject in within and one.event):
        bars = [(made.due, True, f"{made.due} {said.label('modalities', 'planned')}")]
        met = made.moved_to or made.fulfilled
        bars += [(met, bool(made.moved_to), met)] if met else []
        rows.append({"label": shelf.name(made.subject), "step": said.what(made), "bars": bars, "slips": [(made.due, met)] if met else []})
    return rows[:MEMBERS]


def _steps(said: Said, steps: list[Milestone], promises: Iterable[Promise]) -> list[dict[str, Any]]:
    events = list(ontology().events)
    moved = {(made.event, made.due): made.moved_to or (made.fulfilled if made.outcome == "late" else None) for made in promises if made.event}
    rows = []
    for event in sorted({fact.event for fact in steps}, key=events.index):
        own = [fact for fact in steps if fact.event == event]
        bars = [(str(fact.time), fact.modality != "actual", f"{fact.time} {said.label('modalities', fact.modality)} {said.what(fact)}") for fact in own]
        slips = [(due, to) for (name, due), to in moved.items() if name == event and to]
        rows.append({"label": said.label("events", event), "step": "", "bars": sorted(bars, key=lambda bar: not bar[1]), "slips": slips})
    return rows


def _series(said: Said, facts: Iterable[Observation]) -> list[dict[str, Any]]:
    """Figures by measure and unit, those with most values first, each with its chart."""
    groups: dict[tuple[str, str], list[Observation]] = {}
    for fact in facts:
        groups.setdefault((fact.measure, fact.unit), []).append(fact)
    found = []
    for (measure, unit), own in groups.items():
        own.sort(key=lambda fact: (bounds(fact.time)[0].isoformat() if fact.time else "", fact.modality))
        points = [(fact.time, float(fact.value), fact.modality != "actual") for fact in own if fact.time and fact.role is None]
        found.append({"measure": measure, "unit": unit, "rows": said.rows(own[:ROWS]), "count": len(own), "chart": Markup(drawing.series(points[-24:], measure))})
    return sorted(found, key=lambda each: (-int(str(each["count"])), str(each["measure"])))[:ROWS]


def promises(shelf: Shelf, said: Said, given: Given) -> dict[str, Any]:
    """The board: promises by outcome, of an area, a year, an outcome. Raises ``UsageError`` for an area that there is none of."""
    area = shelf.entity(given["area"]) if given.get("area") else None
    within = shelf.within(area.id) if area else None
    year, outcome, page = given.get("year", ""), given.get("outcome", ""), max(1, _whole(given.get("page", "1")))
    found = [made for made in shelf.knowledge.promises
             if (within is None or made.subject in within) and (not year or shelf.due_year(made) == year) and outcome in ("", made.outcome)]  # fmt: skip
    columns: dict[str, list[Promise]] = {name: [] for name in _outcomes()}
    for made in found:
        columns.setdefault(made.outcome, []).append(made)
    size = CARDS * 4 if outcome else CARDS
    board = [{"outcome": name, "label": said.label("outcomes", name), "count": len(own), "cards": [said.promise(made) for made in own[(page - 1) * size : page * size]],
              "more": len(own) > page * size} for name, own in columns.items() if own]  # fmt: skip
    years = sorted({shelf.due_year(made) for made in shelf.knowledge.promises})
    return {"board": board, "count": len(found), "area": area.id if area else "", "year": year, "outcome": outcome, "page": page, "years": years,
            "outcomes": _outcomes(), "areas": shelf.areas[:200]}  # fmt: skip


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def compare(shelf: Shelf, said: Said, given: Given) -> dict[str, Any]:
    """Two things side by side: figures of one measure and time, how much is known of each, their promises by outcome."""
    first, second = (shelf.entity(given[key]) if given.get(key) else None for key in ("a", "b"))
    if first is None or second is None:
        return {"first": first, "second": second, "rows": [], "sums": [], "areas": shelf.areas[:200]}
    sides = [_figures(shelf, thing) for thing in (first, second)]
    shared = sorted(set(sides[0]) & set(sides[1]), key=lambda key: (key[0], key[1] or "", key[2]))
    rows = [{"measure": key[0], "time": key[1] or "", "status": said.label("modalities", key[3]), "sides": [said.row(side[key]) for side in sides],
             "chart": Markup(drawing.bars([(thing.name, float(side[key].value)) for thing, side in zip((first, second), sides, strict=True)], key[0]))} for key in shared]  # fmt: skip
    return {"first": first, "second": second, "rows": rows[:200], "sums": _sums(shelf, said, first, second), "areas": shelf.areas[:200]}


def _figures(shelf: Shelf, thing: Entity) -> dict[tuple[str, str | None, str, str], Observation]:
    own = (fact for fact in shelf.facts_of.get(thing.id, ()) if isinstance(fact, Observation))
    return {(fact.measure, fact.time, fact.unit, fact.modality): fact for fact in own}


def _sums(shelf: Shelf, said: Said, *things: Entity) -> list[tuple[str, list[int]]]:
    """How many of each type lie in either, and their promises by outcome."""
    within = [shelf.within(thing.id) for thing in things]
    types = [Counter(shelf.entities[ref].type for ref in held if ref in shelf.entities) for held in within]
    kept = [Counter(made.outcome for ref in held for made in shelf.promises_of.get(ref, ())) for held in within]
    rows = [(said.label("types", name), [found[name] for found in types]) for name in ontology().types if any(found[name] for found in types)]
    return rows + [(said.label("outcomes", name), [found[name] for found in kept]) for name in _outcomes() if any(found[name] for found in kept)]


def network(shelf: Shelf, said: Said, given: Given) -> dict[str, Any]:
    """The whole network, drawn by the server."""
    from kg.export.network import svg

    shown = min(400, len(shelf.network["nodes"]))
    types = Counter(node["type"] for node in shelf.network["nodes"])
    return {"drawn": Markup(svg(shelf.network, 400, said.lang, "/entity/")), "shown": shown, "whole": shelf.network["all"], "types": [name for name in ontology().types if types[name]]}


def fact_of(shelf: Shelf, key: str) -> Fact | Promise:
    """The fact or promise of a key. Raises ``UsageError``."""
    if key not in shelf.by_key:
        raise UsageError(f"no fact {key!r}", "keys are 20 hexadecimal digits; a rebuild may have changed the fact")
    return shelf.by_key[key]
