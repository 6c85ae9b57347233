"""Gold turned into examples: for each figure whose it is, for each step and pair of names whether it holds, and the mood of each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from benchmarks.learn.fit import Example
from benchmarks.learn.sets import Annotated
from benchmarks.learn.views import Known, Seen, owners, seen
from kg.judge.matching import Sheet, base_unit, closure
from kg.language.clues.moods import mood_clues
from kg.language.clues.pairs import related
from kg.language.clues.steps import step_pairs
from kg.language.said.values import SaidFact
from kg.language.topics.whose import NOBODY, candidates
from kg.language.weighed_figures import figure_of
from kg.language.weighed_relations import clues_of
from kg.model import Observation

NUMBERS = count()  # of choices
OPTIONAL = 0.6  # of the truth of a required record
Key = tuple[float, str]


def examples(annotated: Annotated, gold_names: bool, known: Known = ()) -> dict[str, list[Example]]:  # type: ignore[assignment]
    """The examples of one document, by model."""
    out: dict[str, list[Example]] = {"whose": [], "steps": [], "relations": [], "mood-actual": [], "mood-planned": [], "mood-estimated": []}
    for article in seen(annotated, gold_names, known):
        for example, moods in _figures(annotated, article):
            out["whose"] += example
            for modality, more in moods.items():
                out[f"mood-{modality}"].append(more)
        steps, moods_of_steps = _steps(annotated, article)
        out["steps"] += steps
        for modality, some in moods_of_steps.items():
            out[f"mood-{modality}"] += some
        out["relations"] += _relations(annotated, article)
    return out


def _by_value(annotated: Annotated) -> dict[Key, list[dict[str, Any]]]:
    found: dict[Key, list[dict[str, Any]]] = {}
    for r in annotated.of("observation"):
        found.setdefault(base_unit(r["value"], r["unit"]), []).append(r)
    return found


def _figures(annotated: Annotated, article: Seen) -> Iterator[tuple[list[Example], dict[str, Example]]]:
    gold, own = _by_value(annotated), owners(annotated)
    before: str | None = None
    for n, reading in enumerate(article.readings):
        last: str | None = None
        for said in reading.sayings:
            if not isinstance(said, SaidFact) or not isinstance(said.fact, Observation):
                continue
            records = gold.get(base_unit(float(said.fact.value), said.fact.unit), [])
            truth = _subjects(records, own)
            figure = figure_of(n, said, last, before)
            cands = candidates(article.view, figure)
            number, nobody = next(NUMBERS), not any(own.get(name, name) in truth for name in cands)
            yield (
                [Example(clues, float(nobody) if name == NOBODY else truth.get(own.get(name, name), 0.0), number) for name, clues in cands.items()],
                _moods(article, n, said, records) if records else {},
            )
            last = next((name for name in cands if truth.get(own.get(name, name)) == 1.0), last)
        before = last or before


def _subjects(records: list[dict[str, Any]], own: dict[str, str]) -> dict[str, float]:
    """The subjects that gold gives a number, each with its share of truth."""
    found: dict[str, float] = {}
    for r in records:
        name = own.get(r["subject"], r["subject"])
        found[name] = max(found.get(name, 0.0), OPTIONAL if r.get("optional") else 1.0)
    return found


def _moods(article: Seen, n: int, said: SaidFact, records: list[dict[str, Any]]) -> dict[str, Example]:
    fact = said.fact
    assert isinstance(fact, Observation)
    clues = mood_clues(article.view, n, said.at, said.span.end, fact.measure, fact.modality, fact.time)
    right = {r["modality"] for r in records if not r.get("optional")} or {r["modality"] for r in records}
    return {m: Example(clues, (m in right) / len(right) if m in right else 0.0) for m in ("actual", "planned", "estimated")}


def _steps(annotated: Annotated, article: Seen) -> tuple[list[Example], dict[str, list[Example]]]:
    own, found, moods = owners(annotated), list[Example](), {"actual": list[Example](), "planned": list[Example]()}
    gold: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for r in annotated.of("milestone"):
        gold.setdefault((own.get(r["subject"], r["subject"]), r["event"]), []).append(r)
    read = {(m.subject, m.event) for m in article.ledger.milestones()}
    for n in range(len(article.view.told)):
        for pair in step_pairs(article.view, n, read):
            records = gold.get((own.get(pair.name, pair.name), pair.step.event), [])
            required = [r for r in records if not r.get("optional")]
            if records and not required:
                continue
            found.append(Example(pair.clues, float(bool(required))))
            if len({r["modality"] for r in required}) == 1 and pair.mention:
                context = article.view.told[n].laid.context
                clues = mood_clues(article.view, n, pair.step.start, pair.step.end, pair.step.event, context.modality, context.time)
                for modality, some in moods.items():
                    some.append(Example(clues, float(required[0]["modality"] == modality), weight=0.5))
    return found, moods


def _relations(annotated: Annotated, article: Seen) -> list[Example]:
    own, gold, sheet = owners(annotated), dict[tuple[str, str, str], bool](), Sheet(annotated.records)
    for r in annotated.of("relation"):
        key = own.get(r["subject"], r["subject"]), r["predicate"], own.get(r["object"], r["object"])
        gold[key] = gold.get(key, True) and bool(r.get("optional"))
    implied = closure(sheet)
    read = {(f.subject, f.predicate, f.object) for p in ("locatedIn", "partOf", "developedBy", "builtBy", "operatedBy", "focusesOn") for f in article.ledger.relations(p)}
    found = []
    for one in related(article.view, read):
        s, o = own.get(one.subject, one.subject), own.get(one.object, one.object)
        optional = gold.get((s, one.predicate, o))
        aside = optional or (optional is None and one.predicate in ("locatedIn", "partOf") and (sheet.ref(s), sheet.ref(o)) in implied)
        if not aside:
            found.append(Example(clues_of(one), float(optional is False)))
    return found
