"""What the things of a relation are called: words that are no more than such a name tell nothing of it to a reader."""

from __future__ import annotations

from kg.model import Fact, Knowledge, Relation


def called(fact: Fact, knowledge: Knowledge) -> frozenset[str]:
    """All names of the things that a relation holds between; nothing for other facts."""
    if not isinstance(fact, Relation):
        return frozenset()
    things = (knowledge.by_id[ref] for ref in (fact.subject, fact.object) if ref in knowledge.by_id)
    return frozenset(name for thing in things for name in (thing.name, *thing.aliases))
