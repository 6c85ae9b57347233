"""Invented documents with true readings, and what the gate makes of an answer."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.language.layout import Layout, lay_out
from kg.ontology import read_rules
from kg.reading import read_text
from kg.readings.answer import parse
from kg.readings.gate.judging import judge
from kg.readings.gate.verdicts import Judged
from kg.readings.pieces import Piece, pieces
from kg.readings.prompt import examples
from kg.readings.values import Malformed, ProposedEntity, ProposedFact, Reading

READER = "invented"


@cache
def texts() -> dict[str, dict[str, str]]:
    """The documents with true answers, by id; those of the prompt among them."""
    own = {one["id"]: one for one in read_rules(Path(__file__).parent / "true.yaml")}
    return own | {f"example{n}": dict(one) for n, one in enumerate(examples())}


@cache
def laid(name: str) -> tuple[Layout, Piece]:
    """A document laid out, and the one piece that it is."""
    document = read_text(texts()[name]["text"], id=name, region=texts()[name]["region"])
    (piece,) = pieces(document)
    return lay_out(document), piece


def reading_of(name: str, answer: str) -> Reading:
    """The reading that an answer about a document makes."""
    piece = laid(name)[1]
    found = parse(answer, piece.block)
    return Reading(
        READER, tuple(x for x in found if isinstance(x, ProposedEntity)), tuple(x for x in found if isinstance(x, ProposedFact)),
        tuple(x for x in found if isinstance(x, Malformed)), (piece.first, piece.end),
    )  # fmt: skip


def judged(name: str, *readings: Reading) -> Judged:
    """What the gate lets pass of readings of a document."""
    return judge(laid(name)[0], READER, list(readings))
