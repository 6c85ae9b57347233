"""Documents and what they say → one knowledge: its entities made one, its promises settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.engines.reprints import with_reprints
from kg.errors import UsageError
from kg.identity import Resolved, read_decisions
from kg.model import Document, Extraction, Knowledge


def knowledge(documents: Iterable[Document], decisions: str | Path | None = None) -> Knowledge:
    """What a build would publish of these documents (``kg.knowledge`` says more): each read in this process, in the order of ids."""
    from kg.language import extract
    from kg.records import ordered

    sorted_ = _sorted(documents)
    return ordered(resolve(sorted_, [extract(document) for document in sorted_], decisions)[0])


def resolve(
    documents: Sequence[Document], extractions: Sequence[Extraction], decisions: str | Path | None = None
) -> tuple[Knowledge, Resolved]:
    """The knowledge of a collection: its reprints marked, its entities made one, its promises settled. And how: decisions without use, facts lost."""
    from kg import identity, outcomes

    documents = with_reprints(documents)
    found = identity.resolve(extractions, documents, read_decisions(decisions) if decisions else None)
    promises = outcomes.promises(found.entities, found.facts, documents)
    conflicts = outcomes.conflicts(found.entities, found.facts, documents)
    return Knowledge(tuple(documents), found.entities, found.facts, promises, conflicts, found.likely), found


def _sorted(documents: Iterable[Document]) -> list[Document]:
    by_id: dict[str, Document] = {}
    for document in documents:
        if not isinstance(document, Document):
            raise UsageError(f"{str(document)[:40]!r} is no document", "read it first: kg.read(text, id=…)")
        if document.id in by_id:
            raise UsageError(f"two documents have the id {document.id!r}", "give each its own: kg.read(text, id=…)")
        by_id[document.id] = document
    return [by_id[id_] for id_ in sorted(by_id)]
