"""Gold taken for a reading: what the gate refuses of what is true, the causes by count, with every case on demand.

    python -m benchmarks.perfect [--news] [--reports] [--passages] [--invented] [--refused | --false]

Each fact of gold is proposed with the words that gold says bear it out; where gold names none, with the first sentence that holds its names and
number. What is refused then is the gate's loss alone: a reader who makes no mistake would lose as much. ``--false`` changes one thing of each true fact (the year, the
number, the subject to another of its type, a plan to what is done) and counts what passes all the same and is no other fact of gold.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from benchmarks.learn.sets import SHARED, Annotated, annotated
from kg.errors import KgError
from kg.language.layout import Layout, lay_out
from kg.model import Fact, Observation, Relation
from kg.ontology.folding import plain
from kg.readings.answer import entity
from kg.readings.gate.judging import judge
from kg.readings.gate.verdicts import Judged
from kg.readings.gate.words import step
from kg.readings.lines import MAKE
from kg.readings.values import ProposedEntity, ProposedFact, Quote, Reading, line

SETS = ("news", "reports", "passages", "invented")


def kind_of(document: Annotated) -> str:
    """The set that a document with gold is of."""
    if document.kind != "report":
        return document.kind
    return "reports" if (SHARED / "gold" / f"{document.id}.jsonl").is_file() else "passages"


def perfect(document: Annotated, layout: Layout) -> Reading:
    """Gold of a document as a reading of it; optional facts are left out."""
    entities = tuple(entity(r["type"], r["name"], r.get("aliases", ())) for r in document.of("entity"))
    facts = [(r, _fact(r)) for r in document.records if r["kind"] in MAKE and not r.get("optional")]
    names = {n: (r["name"], *r.get("aliases", ())) for r in document.of("entity") for n in (r["name"],)}
    return Reading("gold", entities, tuple(ProposedFact(fact, _quote(layout, r, names)) for r, fact in facts))


def _fact(record: Mapping[str, Any]) -> Fact:
    return MAKE[record["kind"]]({key: str(value) for key, value in record.items() if value is not None and not isinstance(value, list)})


def _quote(layout: Layout, record: Mapping[str, Any], names: Mapping[str, tuple[str, ...]]) -> Quote:
    """The words of gold, in the paragraph that holds them; else the sentence that holds most of what the fact names, the first of them."""
    if record.get("text"):
        said = plain(str(record["text"]))
        return Quote(str(record["text"]).replace("\n", ""), next((n for n, block in enumerate(layout.blocks) if said in plain(block.text)), None))
    sentences = [laid for page in layout.pages for laid in page.sentences]
    best = max(sentences, key=lambda laid: _held(laid.sentence.text, record, names), default=None)
    return Quote(best.sentence.text, best.block) if best else Quote("")


def _held(text: str, record: Mapping[str, Any], names: Mapping[str, tuple[str, ...]]) -> int:
    """How much of a fact a sentence holds: its number and step before its names."""
    found = sum(any(word in text for word in names.get(record[key], (record[key],))) for key in ("subject", "object") if record.get(key))
    if "event" in record:
        found += 2 * bool(step(record["event"]).search(text)) * any(word in text for word in names.get(record["subject"], (record["subject"],)))
    if "value" in record:
        found += 4 * bool(re.search(rf"(?<![\d.]){record['value']:g}{re.escape(record['unit'])}", text)) + (f"{record['value']:g}" in text)
        found += 3 * sum(c in text for c in record["measure"]) // len(record["measure"])
    return found


def judged(document: Annotated) -> tuple[int, Judged]:
    """How many records were proposed, and what became of them."""
    layout = lay_out(document.document)
    reading = perfect(document, layout)
    return len(reading.facts), judge(layout, reading.reader, [reading])


def told(document: Annotated, verdict: Judged) -> Iterator[str]:
    """Every refusal as a line."""
    for one in verdict.refused:
        if isinstance(one.proposed, ProposedFact):
            yield f"{one.reason:12} {document.id}: {line(one.proposed.fact)}（{one.about}）← “{one.proposed.quote.text}”"
        elif isinstance(one.proposed, ProposedEntity):
            yield f"{one.reason:12} {document.id}: {one.proposed.type} {one.proposed.name}（{one.about}）"


def changed(document: Annotated, fact: Fact, pick: random.Random) -> Iterator[tuple[str, Fact]]:
    """A fact with one thing changed, by kind of change."""
    if fact.time:
        other = str(int(fact.time[:4]) + pick.choice((-2, -1, 1, 2)))
        yield "year", replace(fact, time=fact.time.replace(fact.time[:4], other))
    if isinstance(fact, Observation):
        yield "number", replace(fact, value=fact.value + pick.choice((1, 2, 10)))
    types = {r["name"]: r["type"] for r in document.of("entity")}
    others = sorted(name for name, kind in types.items() if kind == types.get(fact.subject) and name not in fact.subject and fact.subject not in name)
    if others and not isinstance(fact, Relation):
        yield "subject", replace(fact, subject=pick.choice(others))
    if fact.modality == "planned":
        yield "plan as done", replace(fact, modality="actual")


def slipped(document: Annotated, pick: random.Random) -> Iterator[tuple[str, str, bool]]:
    """For each false fact its kind, the fact, and whether it passed as it was made, and is no fact of gold."""
    layout = lay_out(document.document)
    reading = perfect(document, layout)
    gold = {_bare(_fact(r)) for r in document.records if r["kind"] in MAKE}
    made = [(kind, replace(p, fact=fact)) for p in reading.facts for kind, fact in changed(document, p.fact, pick) if _bare(fact) not in gold]
    for kind, one in made:
        passed = judge(layout, reading.reader, [replace(reading, facts=(one,))]).facts
        yield kind, f"{document.id}: {line(one.fact)} ← “{one.quote.text[:80]}”", any(f.fact.modality == one.fact.modality and _bare(f.fact) not in gold for f in passed)


def _bare(fact: Fact) -> Fact:
    """A fact as gold is compared: by the year, the measure's wording aside."""
    short = replace(fact, time=fact.time and fact.time[:4])
    return replace(short, measure="", bound="exact", role=None) if isinstance(short, Observation) else short


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in SETS:
        ask.add_argument(f"--{name}", action="store_true")
    ask.add_argument("--refused", action="store_true", help="every case")
    ask.add_argument("--false", action="store_true", help="false facts made of the true ones, and how many pass")
    given = ask.parse_args()
    wanted = [name for name in SETS if getattr(given, name)] or list(SETS)
    for name in wanted:
        documents = [d for d in annotated() if kind_of(d) == name]
        if not documents:
            raise KgError(f"no gold of {name} at hand", "it lies beside the repository: ../shared")
        if given.false:
            made = [one for d in documents for one in slipped(d, random.Random(d.id))]
            through = Counter(kind for kind, _, passed in made if passed)
            print(f"{name}: " + ", ".join(f"{kind} {through[kind]} of {count} pass ({through[kind] / count:.1%})" for kind, count in sorted(Counter(k for k, _, _ in made).items())))
            continue
        found = [(d, *judged(d)) for d in documents]
        reasons = Counter(f"{getattr(getattr(one.proposed, 'fact', None), 'kind', 'entity')} {one.reason}" for _, _, verdict in found for one in verdict.refused)
        proposed, passed = sum(count for _, count, _ in found), sum(len(verdict.facts) for _, _, verdict in found)
        print(f"{name}: {len(documents)} documents, {passed} of {proposed} true facts pass ({passed / proposed:.1%}); refused: {dict(reasons.most_common())}", flush=True)
        if given.refused:
            print("\n".join(sorted(row for d, _, verdict in found for row in told(d, verdict))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
