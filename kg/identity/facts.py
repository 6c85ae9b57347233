"""Facts rewritten from documents' names to ids; the same fact of several places or documents is one, with all its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from kg.model import Evidence, Extraction, Fact, Relation
from kg.ontology import ontology

F = TypeVar("F", bound=Fact)
Names = Mapping[tuple[str, str], str]


def rewrite(extractions: Iterable[Extraction], ids: Names) -> tuple[tuple[Fact, ...], tuple[tuple[str, Fact], ...]]:
    """All facts by id, merged and sorted; and (document, fact) of those that name an entity their document does not have."""
    merged: dict[Fact, set[Evidence]] = defaultdict(set)
    lost: list[tuple[str, Fact]] = []
    for extraction in extractions:
        for fact in extraction.facts:
            found = _by_id(fact, extraction.doc, ids)
            if found is None:
                lost.append((extraction.doc, fact))
            elif not _idle(found):
                merged[replace(found, evidence=())].update(fact.evidence)
    facts = (replace(fact, evidence=tuple(sorted(evidence))) for fact, evidence in merged.items())
    return tuple(sorted(facts, key=_order)), tuple(sorted(lost, key=lambda pair: (pair[0], _order(pair[1]))))


def _by_id(fact: Fact, doc: str, ids: Names) -> Fact | None:
    subject = ids.get((doc, fact.subject))
    if subject is None:
        return None
    if not isinstance(fact, Relation):
        return replace(fact, subject=subject)
    predicate = ontology().predicates.get(fact.predicate)
    object_ = fact.object if predicate and predicate.literal else ids.get((doc, fact.object))
    of = ids.get((doc, fact.of)) if fact.of else None
    if object_ is None or fact.of and of is None:
        return None
    return replace(fact, subject=subject, object=object_, of=of)


def _idle(fact: Fact) -> bool:
    """Whether a fact says of a thing only that it is in itself, as two names of one thing may."""
    return isinstance(fact, Relation) and fact.subject == fact.object


def _order(fact: Fact) -> tuple[str, ...]:
    fields = ("subject", "predicate", "event", "measure", "object", "of", "time", "modality", "value", "unit", "bound", "role")
    return (fact.kind, *(str(getattr(fact, field, None) or "") for field in fields))
