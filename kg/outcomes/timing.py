"""When documents were published, who repeats whom, and what counts as later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.model import Document, Evidence
from kg.outcomes.timespan import bounds

NEVER = (date.min, date.min)


@cache
def span(time: str) -> tuple[date, date]:
    """First and last day of a time."""
    return bounds(time)


@dataclass(frozen=True, slots=True)
class Statement:
    """One document's words: ``doc`` is the document that said it first, where the one at hand is a reprint."""

    doc: str
    published: tuple[date, date]

    @property
    def dated(self) -> bool:
        return self.published != NEVER


class Timeline:
    """The documents of a collection in time."""

    def __init__(self, documents: Iterable[Document]) -> None:
        by_id = {document.id: document for document in documents}
        self.original = {id_: self._first(id_, by_id) for id_ in sorted(by_id)}
        self.published = {id_: span(document.date.value) if document.date.value else NEVER for id_, document in by_id.items()}

    @staticmethod
    def _first(id_: str, by_id: dict[str, Document]) -> str:
        seen: list[str] = []
        while (above := by_id[id_].reprint_of) and above in by_id and above not in seen:
            seen.append(id_)
            id_ = above
        return id_

    def statements(self, evidence: Iterable[Evidence]) -> list[Statement]:
        """Who says a fact, reprints as their originals, oldest first; undated documents first of all."""
        docs = sorted({self.original.get(piece.doc, piece.doc) for piece in evidence})
        found = [Statement(doc, self.published.get(doc, NEVER)) for doc in docs]
        return sorted(found, key=lambda said: (said.published, said.doc))


def later(answer: Statement, promise: Statement) -> bool:
    """Whether an answer was published after the promise: it is dated, and begins after the promise's date does."""
    return answer.dated and answer.doc != promise.doc and answer.published[0] > promise.published[0]
