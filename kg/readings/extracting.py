"""One document to what it says, with the readings of it: what ``kg.language.extract`` is, where a build is given readings."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache

from kg.language.coverage import coverage
from kg.language.document import read_layout
from kg.language.layout import Layout, lay_out
from kg.model import Document, Extraction, Proposals, Unsaid
from kg.readings.gate.judging import judge
from kg.readings.gate.verdicts import Judged, Refused
from kg.readings.giving_way import covered
from kg.readings.library import Library
from kg.readings.merging import both, stated, told
from kg.readings.values import ProposedEntity, ProposedFact, line


def extract(document: Document, argument: str) -> Extraction:
    """What a document says; ``argument`` is how far readings are trusted (rules, both, readings) and, behind a colon, their folder."""
    trust, _, folder = argument.partition(":")
    return extracted(document, library(folder), trust)


def verdicts(document: Document, argument: str) -> Extraction:
    """What became of the readings of a document in the folder ``argument``, and what of the rules gives way to them; nothing else."""
    found = extracted(document, library(argument), "both")
    return Extraction(document.id, proposals=found.proposals, set_aside=found.set_aside)


def nothing(document: Document) -> Extraction:
    """Nothing of a document: where it is only to be read."""
    return Extraction(document.id, (), ())


@lru_cache(maxsize=1)
def library(folder: str) -> Library:
    """The readings of a folder, read once a process."""
    return Library(folder)


def extracted(document: Document, readings: Library, trust: str) -> Extraction:
    """What a document says, by rules and readings as far as ``trust`` goes, and what became of each proposal."""
    layout = lay_out(document)
    judged = judgements(layout, readings)
    proposals = tuple(reported(document.id, one) for one in judged)
    if not judged:
        found = read_layout(layout).extraction
    elif trust == "readings":
        found = stated(layout, judged)
    else:
        by_rules = read_layout(layout, told(judged)).extraction
        shown = covered(layout, (one for some in readings.of(document).values() for one in some))
        found = by_rules if trust == "rules" else both(stated(layout, judged), by_rules, shown)
    return replace(found, proposals=proposals, coverage=coverage(layout, found.facts))


def judgements(layout: Layout, readings: Library) -> list[Judged]:
    """What the gate makes of all readings of a document, reader by reader."""
    return [judge(layout, reader, some) for reader, some in readings.of(layout.document).items()]


def reported(doc: str, judged: Judged) -> Proposals:
    """The verdicts as counts, and those refused as lines."""
    passed = Counter("entity" for _ in judged.entities) + Counter(one.fact.kind for one in judged.facts)
    mended = Counter([what for one in judged.entities for what in one.mended] + [what for one in judged.facts for what in one.mended])
    refused = tuple(_unsaid(doc, judged.reader, one) for one in judged.refused)
    return Proposals(doc, judged.reader, tuple(sorted(passed.items())), tuple(sorted(mended.items())), refused)


def _unsaid(doc: str, reader: str, refused: Refused) -> Unsaid:
    proposed = refused.proposed
    if isinstance(proposed, ProposedFact):
        return Unsaid(doc, reader, refused.reason, refused.about, line(proposed.fact), proposed.quote.text)
    said = " ".join((proposed.type, proposed.name)) if isinstance(proposed, ProposedEntity) else proposed.text
    return Unsaid(doc, reader, refused.reason, refused.about, said)
