"""Documents that a person has gone through: what stood there then is their gold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any

from kg.corrections.record import ON_WORDS, REVIEWED, Correction, standing
from kg.model import Knowledge
from kg.records import to_records

LEFT = frozenset({"subjectId", "objectId", "ofId", "id", "merges"})  # what gold records do without
KINDS = ("document", "entity", "relation", "milestone", "setback", "observation")


def fingerprint(text: str) -> str:
    """SHA-256 of a document's text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def of_document(knowledge: Knowledge, doc: str) -> list[dict[str, Any]]:
    """What the graph has one document say, as flat records whose evidence is that document's: what a reviewer signs."""
    return [_own(record, doc) for record in to_records(knowledge) if record["kind"] in KINDS and _speaks(record, doc)]


def _speaks(record: Mapping[str, Any], doc: str) -> bool:
    return record.get("doc") == doc or any(words["doc"] == doc for words in record.get("evidence", ()))


def _own(record: Mapping[str, Any], doc: str) -> dict[str, Any]:
    own: dict[str, Any] = {key: str(value) if key == "value" else value for key, value in record.items() if key not in LEFT}
    if "evidence" in own:
        own["evidence"] = [words for words in own["evidence"] if words["doc"] == doc]
    return own


def states(corrections: Iterable[Correction], docs: Iterable[str]) -> dict[str, str]:
    """By document: ``reviewed``, ``changed`` (corrected after it was reviewed), ``touched`` (corrected, not reviewed) or ``prefilled``."""
    found = dict.fromkeys(docs, "prefilled")
    for one in _standing(corrections):
        before = found.get(one.doc)
        if one.action == REVIEWED:
            found[one.doc] = "reviewed"
        elif one.action in ON_WORDS:
            found[one.doc] = "changed" if before in ("reviewed", "changed") else "touched"
    return found


def gold(corrections: Iterable[Correction]) -> dict[str, list[dict[str, Any]]]:
    """The records of each reviewed document, as they stood when its reviewer signed; nothing of any other."""
    said = list(_standing(corrections))
    signed = {one.doc: one for one in said if one.action == REVIEWED}
    now = states(said, ())
    return {doc: [_number(record) for record in one.record["facts"]] for doc, one in sorted(signed.items()) if now[doc] == "reviewed"}


def _standing(corrections: Iterable[Correction]) -> Iterator[Correction]:
    said = list(corrections)
    return (one for one, stands in zip(said, standing(said), strict=True) if stands)


def _number(record: Mapping[str, Any]) -> dict[str, Any]:
    return dict(record) | ({"value": Decimal(str(record["value"]))} if "value" in record else {})
