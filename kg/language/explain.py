"""How a sentence is read: its chunks, the rules that fired, those that almost did and why not, its names and facts, as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from kg.language.document import DocumentReading, read
from kg.language.dropped import dropped_names
from kg.language.first_pass import Proposal
from kg.language.implying import Implied, ImpliedFact
from kg.language.mentions.name import Refused
from kg.language.milestones.frames import ClauseFrames
from kg.language.said.sentence import SentenceReading
from kg.language.said.values import SaidEntity, SaidFact
from kg.language.weighing import Judgement, Weighed
from kg.language.where.regions import Regions
from kg.model import Extraction, Fact, Milestone, Observation, Relation
from kg.ontology import data_dir, read_rules
from kg.reading import read_text


@cache
def words() -> Any:
    """``ontology/names/explained.yaml``."""
    return read_rules(data_dir("ontology") / "names" / "explained.yaml")


def _line(part: str, /, **found: object) -> str:
    return str(words()["lines"][part]).format(**found)


def explain(text: str, *, date: str | None = None, region: str | None = None) -> str:
    """The reading of a short text as a tree: context, clauses and chunks, rules that fired or almost did, names, those dropped, facts.

    ``date`` (YYYY, YYYY-MM or YYYY-MM-DD) and ``region`` are what a document would bring with it.
    """
    return "\n".join(explained(read(read_text(text, date=date, region=region))))


def explained(reading: DocumentReading) -> Iterator[str]:
    """The lines of the tree of a document as read: each sentence, what is implied, entities and facts."""
    for page in reading.pages:
        for sentence, proposed in zip(page.sentences, page.proposed, strict=True):
            yield from _sentence(sentence, proposed, page.regions)
        yield _line("page")
        yield from _implied(page.implied)
        yield from _weighed(page.weighed)
    yield from _extracted(reading.extraction)


def _sentence(sentence: SentenceReading, proposed: Sequence[Proposal], regions: Regions) -> Iterator[str]:
    laid = sentence.laid
    yield _line("sentence", text=laid.sentence.text)
    time = laid.context.time or _line("no_time")
    yield "├─ " + _line("context", time=time, modality=laid.context.modality, how=laid.context.how)
    for clause in laid.frames:
        yield from _clause(clause)
    named = (said for said in sentence.sayings if isinstance(said, SaidEntity))
    yield from dict.fromkeys("├─ " + _line("name", name=said.name, type=said.type, rule=said.rule) for said in named)
    for name in dropped_names(laid, proposed, sentence.mentions, regions):
        yield "├─ " + _line("dropped", name=name.surface, why=name.why)
    for said in sentence.sayings:
        if isinstance(said, SaidFact):
            yield "├─ " + _line("says", fact=told(said.fact), rule=said.rule)


def _implied(implied: Sequence[Implied]) -> Iterator[str]:
    for one in implied:
        for rule in sorted({e.rule for e in one.evidence}):
            match one:
                case ImpliedFact():
                    yield "├─ " + _line("implied", fact=told(one.fact), rule=rule)
                case _:
                    yield "├─ " + _line("name", name=one.name, type=one.type, rule=rule)


def _weighed(weighed: Sequence[Judgement]) -> Iterator[str]:
    """What clues add and take back, with how sure they are and what weighed most."""
    for one in weighed:
        why = " ".join(f"{clue}{weight:+.1f}" for clue, weight in one.clues)
        if isinstance(one, Weighed):
            yield from ("├─ " + _line("weighed", fact=told(one.fact), rule=rule) for rule in sorted({e.rule for e in one.evidence}))
        else:
            yield "├─ " + _line("taken_back", fact=told(one.fact))
        yield f"│  └─ {one.sure:.2f}: {why}"


def _clause(clause: ClauseFrames) -> Iterator[str]:
    letters = words()["chunks"]
    yield "├─ " + _line("clause", chunks=" ".join(f"{letters[c.code]}[{c.text}{':' + c.event if c.event else ''}]" for c in clause.chunks))
    for attempt in clause.attempts:
        if stated := attempt.stated:
            yield f"│  ├─ ✓ {stated.rule} → {stated.event}: {'、'.join(f'{n.name}/{n.type}' for n in stated.names)}"
        if attempt.refused or not attempt.stated:
            yield f"│  ├─ ✗ {attempt.rule}: {_why(attempt.refused)}"


def _why(refused: Sequence[Refused]) -> str:
    return "; ".join(f"{r.surface} ({r.why})" for r in refused) or "no name there"


def _extracted(found: Extraction) -> Iterator[str]:
    yield _line("entities")
    for entity in found.entities:
        also = _line("aliases", names="、".join(entity.aliases)) if entity.aliases else ""
        yield "├─ " + _line("entity", type=entity.type, name=entity.name) + also
    yield _line("facts")
    for fact in found.facts:
        first = fact.evidence[0]
        yield "├─ " + _line("fact", fact=told(fact), words=first.text, start=first.start, end=first.end, rule=first.rule)


def told(fact: Fact) -> str:
    """A fact on one line."""
    match fact:
        case Relation():
            return (
                f"{fact.subject} —{fact.predicate}→ {fact.object}"
                + (f" @{fact.of}" if fact.of else "")
                + f" {fact.time or ''} {fact.modality}"
            )
        case Milestone():
            return f"{fact.subject} {fact.event} {fact.time or ''} {fact.modality}"
        case Observation():
            return f"{fact.subject} {fact.measure} = {fact.value}{fact.unit} ({fact.bound}) {fact.time or ''} {fact.modality}"
