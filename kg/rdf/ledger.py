"""What a ledger has one cell for: when each step of a thing is due and when it came, and who develops and builds it.

One value each, chosen here by code points: over HTTP the least of several strings depends on a server's collation, and a step
without a time needs a sentinel that some servers compare wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Quad

from kg.model import Knowledge, Milestone, Relation
from kg.ontology import ontology
from kg.rdf import terms as t
from kg.rdf.names import Names

UNTIMED = "?"
NAMED = {"developedBy": "developerName", "builtBy": "builderName"}
Cells = Mapping[str, Mapping[str, str]]
"""For each thing, by its id, the value of each of these properties."""


def cells(knowledge: Knowledge) -> Cells:
    """The last time a step is planned for, the first that it came (``?`` where it was said without any), the first of the names."""
    found: dict[str, dict[str, str]] = {}
    for fact in knowledge.facts:
        mine = found.setdefault(fact.subject, {})
        if isinstance(fact, Milestone) and fact.event in ontology().events and fact.kind == "milestone":
            _step(mine, fact)
        elif isinstance(fact, Relation) and fact.predicate in NAMED and fact.modality == "actual" and fact.object in knowledge.by_id:
            _least(mine, NAMED[fact.predicate], knowledge.by_id[fact.object].name)
    return found


def _step(mine: dict[str, str], step: Milestone) -> None:
    if step.modality == "planned":
        mine[f"{step.event}_due"] = max(_timed(mine.get(f"{step.event}_due")), _timed(step.time)) or UNTIMED
    elif step.modality == "actual":
        _least(mine, f"{step.event}_on", step.time or UNTIMED)  # no time begins with a character after "?"


def _timed(time: str | None) -> str:
    return "" if time is None or time == UNTIMED else time


def _least(mine: dict[str, str], name: str, value: str) -> None:
    mine[name] = min(mine.get(name, value), value)


def ledger(thing: str, held: Cells, names: Names) -> Iterator[Quad]:
    """``kg:started_due``, ``kg:started_on`` and so on for each step of ``kg:Step``, ``kg:developerName`` and ``kg:builderName``."""
    for name, value in sorted(held.get(thing, {}).items()):
        yield t.say(names.entity(thing), f"kg:{name}", t.text(value))
