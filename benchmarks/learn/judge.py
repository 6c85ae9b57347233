"""Learn to judge names: what the grammar and heads that never saw the document (``names --folds``) propose, against gold.

    python -m benchmarks.learn.judge --proposals FILE [--all] [--dry]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.learn.fit import Example, decide
from benchmarks.learn.sets import Annotated, annotated
from kg.areas import area_types
from kg.language.clues.names import name_candidates, name_clues
from kg.language.first_pass import proposals, register_of
from kg.language.judged_names import JUDGE
from kg.language.layout import lay_out
from kg.language.tagger.propose import Proposed, proposed
from kg.ontology import weights_dir

DECAY, LEAST = 20.0, 0.5


def examples(document: Annotated, known: list[list[object]] | None) -> Iterator[Example]:
    """A yes or no for each candidate and type of a document; ``known``: the proposals of a head that never saw it."""
    of: dict[str, list[dict[str, object]]] = {}
    for r in document.of("entity"):
        for name in {r["name"], *r.get("aliases", ())}:
            of.setdefault(name, []).append(r)
    for page in lay_out(document.document).pages:
        register = register_of((laid, proposals(laid)) for laid in page.sentences)
        seen = proposed(page.sentences) if known is None else again(page.sentences, known)
        for one in name_candidates(page.sentences, register, seen):
            for kind in (k for k in one.types if k not in area_types()):
                fits = [r for r in of.get(one.name, ()) if kind in (r.get("types") or [r["type"]])]
                optional = not any(not r.get("optional") for r in fits) and bool(of.get(one.name)) and any(r.get("optional") for r in of[one.name])
                if not optional:
                    yield Example(name_clues(one, kind, page.sentences, not page.report), float(bool(fits)))


def again(sentences: object, known: list[list[object]]) -> list[Proposed]:
    """Proposals kept as lists, as the tagger gives them."""
    found = []
    for block, start, end, kind, sure in known:
        n = next((n for n, laid in enumerate(sentences) if laid.block == block and laid.start <= start < laid.end), None)  # type: ignore[arg-type, var-annotated]
        if n is not None:
            found.append(Proposed(n, start, end, kind, sure))  # type: ignore[arg-type]
    return found


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--proposals", type=Path, required=True)
    ask.add_argument("--all", action="store_true")
    ask.add_argument("--dry", action="store_true")
    given = ask.parse_args()
    known = json.loads(given.proposals.read_text(encoding="utf-8"))
    documents = annotated()
    lessons = [e for d in documents if d.id in known and (given.all or not d.check) for e in examples(d, known[d.id])]
    checks = [e for d in documents if d.check for e in examples(d, None)]
    place = None if given.dry else weights_dir()
    decide(JUDGE, lessons, checks, DECAY, LEAST, sum(d.id in known and (given.all or not d.check) for d in documents), place)
    return 0


if __name__ == "__main__":
    sys.exit(main())
