"""The verdicts of the gate: what passed, with the words that bear it out, and what did not, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from kg.language.text.span import Span
from kg.model import Fact
from kg.readings.values import Malformed, ProposedEntity, ProposedFact


class Refusal(Exception):
    """A reason (a key of ``reasons`` in ``ontology/rules/readings.yaml``) not to take something, and the word that it is about."""

    def __init__(self, reason: str, about: str = "") -> None:
        self.reason, self.about = reason, about
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class PassedEntity:
    """An entity that the text names: as it was read again, the folded surfaces that stand for it, the places that name it, and what was put right."""

    type: str
    name: str
    aliases: tuple[str, ...]
    spans: tuple[Span, ...]
    mended: tuple[str, ...] = ()
    pieced: Span | None = None  # the first piece of a name that the text gives in pieces


@dataclass(frozen=True, slots=True)
class PassedFact:
    """A fact that the text says: as it was read again, the stretch that says it, and what was put right."""

    fact: Fact
    span: Span
    mended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """What a reader proposed and the text does not say, why, and the word that it is about."""

    proposed: ProposedEntity | ProposedFact | Malformed
    reason: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A reader's readings of one document after the gate: its ``reader``, and the verdicts in the order in which things were proposed."""

    reader: str
    entities: tuple[PassedEntity, ...] = ()
    facts: tuple[PassedFact, ...] = ()
    refused: tuple[Refused, ...] = ()
