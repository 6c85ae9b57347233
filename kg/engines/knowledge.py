"""Documents and what they say → one knowledge: its entities made one, its promises settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.corrections import Correction, Effect, apply
from kg.corrections.deciding import decisions as decided
from kg.corrections.deciding import told
from kg.engines.quoting import told as told_whole
from kg.engines.reprints import with_reprints
from kg.errors import UsageError
from kg.identity import Decision, Resolved, read_decisions
from kg.model import Coverage, Document, Extraction, Knowledge


@dataclass(frozen=True, slots=True)
class Worked:
    """How a knowledge came about: what identity ``found``, the ``effects`` of the corrections, and ``unused`` decisions of the analyst's file."""

    found: Resolved
    effects: tuple[Effect, ...] = ()
    unused: tuple[Decision, ...] = ()


def knowledge(documents: Iterable[Document], decisions: str | Path | None = None, corrections: Iterable[Correction] = ()) -> Knowledge:
    """What a build would publish of these documents (``kg.knowledge`` says more): each read in this process, in the order of ids."""
    from kg.language import extract
    from kg.records import ordered

    sorted_ = _sorted(documents)
    return ordered(resolve(sorted_, [extract(document) for document in sorted_], decisions, corrections)[0])


def resolve(
    documents: Sequence[Document], extractions: Sequence[Extraction], decisions: str | Path | None = None, corrections: Iterable[Correction] = ()
) -> tuple[Knowledge, Worked]:
    """The knowledge of a collection: what people corrected put right, reprints marked, entities made one, promises settled. And how that went."""
    from kg import identity, outcomes

    documents, said = with_coverage(with_reprints(documents), extractions), list(corrections)
    extractions, effects = apply(documents, extractions, said) if said else (extractions, [])
    given = read_decisions(decisions) if decisions else ()
    found = identity.resolve(extractions, documents, (*given, *decided(said)))
    promises = outcomes.promises(found.entities, found.facts, documents)
    conflicts = outcomes.conflicts(found.entities, found.facts, documents)
    how = Worked(found, (*effects, *told(said, found.unused_decisions)), tuple(one for one in found.unused_decisions if one in given))
    return told_whole(Knowledge(tuple(documents), found.entities, found.facts, promises, conflicts, found.likely)), how


SILENT = "gave nothing"  # the reason in the accounting


def with_coverage(documents: Iterable[Document], extractions: Iterable[Extraction]) -> list[Document]:
    """The documents, each with the coverage of its extraction; characters of sentences that gave nothing are no longer accounted as used."""
    by_doc = {extraction.doc: extraction.coverage for extraction in extractions}
    return [_covered(document, by_doc[document.id]) for document in documents]


def _covered(document: Document, coverage: Coverage) -> Document:
    account = document.accounting
    if coverage.silent:
        left = tuple(sorted((*account.left_out, (SILENT, coverage.silent))))
        account = replace(account, used=account.used - coverage.silent, left_out=left)
    return replace(document, accounting=account, coverage=coverage)


def _sorted(documents: Iterable[Document]) -> list[Document]:
    by_id: dict[str, Document] = {}
    for document in documents:
        if not isinstance(document, Document):
            raise UsageError(f"{str(document)[:40]!r} is no document", "read it first: kg.read(text, id=…)")
        if document.id in by_id:
            raise UsageError(f"two documents have the id {document.id!r}", "give each its own: kg.read(text, id=…)")
        by_id[document.id] = document
    return [by_id[id_] for id_ in sorted(by_id)]
