"""Observations alone against gold: precision, recall and F1 with the key of score.py, and the errors by cause.

    python benchmarks/observations.py [--names found|gold] [--only written|held] [--errors] [--list] [--oracle]
                                      [--corpus DIR --gold DIR --score FILE]

``--names gold`` (the default) takes names and region from gold, as a perfect finder of names would give them, so that only
observations are judged; ``--names found`` judges what ``extract`` gives. ``--oracle`` takes year and modality from gold too.
``written`` are the documents that the rules were written from, ``held`` the others.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from kg.language.figures.observations import Found, observe
from kg.language.figures.quantities import quantities_of
from kg.language.mentions.mention import Mention
from kg.language.text.clauses import Sentence, sentences
from kg.language.when.passage import contexts
from kg.language.when.times import said_times
from kg.model import Document, Observation
from kg.reading import read_sources

WRITTEN = ("000", "002", "2025_云南", "2025_江西", "2025_重庆", "2025_福建")
AREAS = ("Province", "City", "District")


def load(path: Path) -> ModuleType:
    """score.py as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def names_of(gold: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """(form, full name, type) of every entity of a document, longest form first."""
    out = [(form, r["name"], r.get("type") or r["types"][0]) for r in gold if r["kind"] == "entity" for form in (r["name"], *r.get("aliases", ()))]
    return sorted(out, key=lambda n: (-len(n[0]), n))


def mentions(sentence: Sentence, names: list[tuple[str, str, str]]) -> list[Mention]:
    """Where the names stand in a sentence, longest first, none overlapping; block offsets."""
    found: list[Mention] = []
    for form, name, kind in names:
        at = sentence.text.find(form)
        while at >= 0:
            a, b = sentence.start + at, sentence.start + at + len(form)
            if all(b <= m.start or m.end <= a for m in found):
                found.append(Mention(a, b, name, kind))
            at = sentence.text.find(form, at + 1)
    return sorted(found)


def region_of(gold: list[dict[str, Any]]) -> str:
    """The subject of most observations of a document."""
    return Counter(r["subject"] for r in gold if r["kind"] == "observation").most_common(1)[0][0]


def predict(document: Document, gold: list[dict[str, Any]], oracle: bool, score: ModuleType) -> Iterator[tuple[Found, Sentence]]:
    """The observations of a document."""
    names, region = names_of(gold), region_of(gold)
    said = [r for r in gold if r["kind"] == "observation"]
    blocks = [block for article in document.articles for block in article.blocks]
    for block, states in zip(blocks, contexts(document), strict=True):
        for sentence, context in zip(sentences(block), states, strict=True):
            times = said_times(sentence.text).resolved(context.anchor, sentence.start)
            for found in observe(sentence, context, region, times, quantities_of(sentence), mentions(sentence, names)):
                yield (told(found, said, score) if oracle else found), sentence


def extracted(document: Document) -> list[dict[str, Any]]:
    """What the whole of ``extract`` says, entities and observations, as lines of facts."""
    from kg.language import extract

    found = extract(document)
    out: list[dict[str, Any]] = [{"kind": "entity", "type": e.type, "name": e.name, "aliases": list(e.aliases)} for e in found.entities]
    return out + [record(f, document.id) for f in found.facts if isinstance(f, Observation)]


def told(found: Found, said: list[dict[str, Any]], score: ModuleType) -> Found:
    """The observation with the time and modality of gold's one of the same value."""
    here = score.base_unit(found.value, found.unit)
    same = [g for g in said if score.base_unit(g["value"], g["unit"]) == here]
    same = [g for g in same if g["subject"] == found.subject] or same
    g = next((g for g in same if score.alike(g["measure"], found.measure)), same[0] if same else None)
    return replace(found, time=g["time"], modality=g["modality"]) if g else found


def record(found: Found | Observation, doc: str) -> dict[str, Any]:
    """An observation as a line of facts."""
    return {"kind": "observation", "doc": doc, "subject": found.subject, "measure": found.measure, "value": float(found.value), "unit": found.unit,
            "time": found.time, "modality": found.modality, "bound": found.bound, "role": found.role}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(__file__).resolve().parents[2] / "shared"
    ask.add_argument("--corpus", type=Path, default=shared / "corpus")
    ask.add_argument("--gold", type=Path, default=shared / "gold")
    ask.add_argument("--score", type=Path, default=shared / "score.py")
    ask.add_argument("--only", choices=("written", "held", "all"), default="all")
    ask.add_argument("--errors", action="store_true")
    ask.add_argument("--list", action="store_true", help="print every observation")
    ask.add_argument("--oracle", action="store_true")
    ask.add_argument("--names", choices=("found", "gold"), default="gold")
    args = ask.parse_args()
    score = load(args.score)
    totals: dict[str, Counter[str]] = {"written": Counter(strict=0), "held": Counter(strict=0)}
    causes: Counter[str] = Counter()
    for document in read_sources([str(args.corpus)]):
        path = args.gold / f"{document.id}.jsonl"
        half = "written" if document.id.startswith(WRITTEN) else "held"
        if not isinstance(document, Document) or not path.exists() or args.only not in (half, "all"):
            continue
        counts, errors = judge(document, path, args, score)
        totals[half].update(counts)
        causes.update(cause(e, errors) for e in errors)
        print(f"{document.id[:12]:14}", {k: counts[k] for k in ("tp", "fp", "fn", "strict", "ignored")})
        if args.errors:
            for e in errors:
                print("   ", cause(e, errors), *e, sep="\t")
    for half, c in (*totals.items(), ("all", totals["written"] + totals["held"])):
        print(half, score.prf(c))
    print(dict(causes.most_common()))


def judge(document: Document, path: Path, args: argparse.Namespace, score: ModuleType) -> tuple[Counter[str], list[Any]]:
    """Counts and errors of one document."""
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if args.names == "found":
        records = extracted(document)
    else:
        records = [r for r in gold if r["kind"] == "entity"]
        for f, _ in predict(document, gold, args.oracle, score):
            records.append(record(f, document.id))
            if args.list:
                print(document.id[:9], f.subject, f.measure, f.value, f.unit, f.time, f.modality, f.bound, f.role or "", f.rule, sep="\t")
    errors: list[Any] = []
    counts = score.score_document(score.Document(gold), score.Document(records), errors)["observation"]
    return counts, [e for e in errors if e[1] == "observation"]


def cause(error: Any, errors: list[Any]) -> str:
    """What was wrong: subject, time or modality where the number itself was found, else number."""
    way, number = ("wrong" if error[0] == "missed" else "missed"), [str(x) for x in error if isinstance(x, (int, float))]
    twins = [e for e in errors if e[0] == way and [str(x) for x in e if isinstance(x, (int, float))] and float([x for x in e if isinstance(x, (int, float))][0]) == float(number[0])]
    if not twins:
        return "extra" if error[0] == "wrong" else "missing"
    twin = twins[0]
    return "subject" if twin[2] != error[2] else "unit" if twin[5] != error[5] else "time or modality"


if __name__ == "__main__":
    main()
