"""How a sentence is read: its chunks, the rules that fired, those that almost did and why not, its names and facts, as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.language.document import DocumentReading, read
from kg.language.dropped import dropped_names
from kg.language.first_pass import Proposal
from kg.language.implying import Implied, ImpliedFact
from kg.language.mentions.name import Refused
from kg.language.milestones.frames import ClauseFrames
from kg.language.said.sentence import SentenceReading
from kg.language.said.values import SaidEntity, SaidFact
from kg.language.where.regions import Regions
from kg.model import Extraction, Fact, Milestone, Observation, Relation
from kg.reading import read_text

CODES = {
    "N": "文本",
    "A": "将来",
    "S": "推动",
    "B": "建设",
    "D": "状语",
    "P": "引导",
    "T": "时间",
    "L": "的",
    "R": "筹备",
    "K": "支配",
    "E": "事件",
    "F": "事件",
    "G": "事件",
}


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
        yield "页"
        yield from _implied(page.implied)
    yield from _extracted(reading.extraction)


def _sentence(sentence: SentenceReading, proposed: Sequence[Proposal], regions: Regions) -> Iterator[str]:
    laid = sentence.laid
    yield f"句 {laid.sentence.text}"
    yield f"├─ 语境 {laid.context.time or '无时间'} {laid.context.modality}（{laid.context.how}）"
    for clause in laid.frames:
        yield from _clause(clause)
    yield from dict.fromkeys(f"├─ 名称 {said.name}/{said.type}（{said.rule}）" for said in sentence.sayings if isinstance(said, SaidEntity))
    for name in dropped_names(laid, proposed, sentence.mentions, regions):
        yield f"├─ 未取 {name.surface}: {name.why}"
    for said in sentence.sayings:
        if isinstance(said, SaidFact):
            yield f"├─ 说 {told(said.fact)}（{said.rule}）"


def _implied(implied: Sequence[Implied]) -> Iterator[str]:
    for one in implied:
        what = f"隐含 {told(one.fact)}" if isinstance(one, ImpliedFact) else f"名称 {one.name}/{one.type}"
        yield from (f"├─ {what}（{rule}）" for rule in sorted({e.rule for e in one.evidence}))


def _clause(clause: ClauseFrames) -> Iterator[str]:
    yield "├─ 分句 " + " ".join(f"{CODES[c.code]}[{c.text}{':' + c.event if c.event else ''}]" for c in clause.chunks)
    for attempt in clause.attempts:
        if stated := attempt.stated:
            yield f"│  ├─ ✓ {stated.rule} → {stated.event}: {'、'.join(f'{n.name}/{n.type}' for n in stated.names)}"
        if attempt.refused or not attempt.stated:
            yield f"│  ├─ ✗ {attempt.rule}: {_why(attempt.refused)}"


def _why(refused: Sequence[Refused]) -> str:
    return "; ".join(f"{r.surface} ({r.why})" for r in refused) or "no name there"


def _extracted(found: Extraction) -> Iterator[str]:
    yield "实体"
    for entity in found.entities:
        also = f"（又称 {'、'.join(entity.aliases)}）" if entity.aliases else ""
        yield f"├─ {entity.type} {entity.name}{also}"
    yield "事实"
    for fact in found.facts:
        first = fact.evidence[0]
        yield f"├─ {told(fact)}  ← “{first.text}” {first.start}–{first.end}（{first.rule}）"


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
