"""How a sentence is read: its chunks, the rules that fired, those that almost did and why not, its names and facts, as a tree."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.document import extract
from kg.language.mentions.admission import Refused
from kg.language.mentions.running_text import free_names
from kg.language.milestones.frames import Trace, milestones
from kg.language.text.clauses import sentences
from kg.language.text.line import Line
from kg.language.when.passage import article_contexts
from kg.language.when.times import find_times
from kg.model import Block, Document, Fact, Milestone, Observation, Relation
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
    """The reading of a short text as a tree: context, clauses and chunks, rules that fired or almost did, names, facts.

    ``date`` (YYYY, YYYY-MM or YYYY-MM-DD) and ``region`` are what a document would bring with it.
    """
    return "\n".join(_lines(read_text(text, date=date, region=region)))


def _lines(document: Document) -> Iterator[str]:
    for article in document.articles:
        contexts = article_contexts(article, document)
        for block, around in zip(article.blocks, contexts, strict=True):
            line = Line(block.text)
            for sentence, context in zip(sentences(block), around, strict=True):
                yield f"句 {sentence.text}"
                yield f"├─ 语境 {context.time or '无时间'} {context.modality}（{context.how}）"
                times = [(t.start + sentence.start, t.end + sentence.start) for t in find_times(sentence.text, context.anchor)]
                for clause in sentence.clauses:
                    yield from _clause(line, clause.start, clause.end, times, block)
                yield from _running(line, sentence.start, sentence.end)
    yield from _facts(document)


def _clause(line: Line, start: int, end: int, times: list[tuple[int, int]], block: Block) -> Iterator[str]:
    trace = Trace()
    milestones(line, start, end, times, trace=trace)
    for _, row in trace.chunks:
        yield "├─ 分句 " + " ".join(f"{CODES[c.code]}[{c.text}{':' + c.event if c.event else ''}]" for c in row)
    for fired in trace.fired:
        names = "、".join(f"{n.name}/{n.type}" for n in fired.names)
        yield f"│  ├─ ✓ {fired.rule} → {fired.event}: {names}"
    for rule, refused in trace.almost:
        yield f"│  ├─ ✗ {rule}: {_why(refused)}"


def _running(line: Line, start: int, end: int) -> Iterator[str]:
    refused: list[Refused] = []
    for name in free_names(line, start, end, refused):
        yield f"├─ 名称 {name.name}/{name.type}（{name.rule}）"
    for r in refused:
        yield f"├─ 未取 {r.surface}: {r.why}"


def _why(refused: list[Refused]) -> str:
    return "; ".join(f"{r.surface} ({r.why})" for r in refused) or "no name there"


def _facts(document: Document) -> Iterator[str]:
    found = extract(document)
    yield "实体"
    for entity in found.entities:
        also = f"（又称 {'、'.join(entity.aliases)}）" if entity.aliases else ""
        yield f"├─ {entity.type} {entity.name}{also}"
    yield "事实"
    for fact in found.facts:
        first = fact.evidence[0]
        yield f"├─ {_said(fact)}  ← “{first.text}” {first.start}–{first.end}（{first.rule}）"


def _said(fact: Fact) -> str:
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
