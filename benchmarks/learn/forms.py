"""Learn which names of an article are forms of one name: gold's entities with their aliases.

    python -m benchmarks.learn.forms --proposals FILE [--all] [--dry]

``--proposals``: what heads that never saw a document propose in it (``python -m benchmarks.learn.names --folds 3 --proposals FILE``).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.learn.fit import Example, decide
from benchmarks.learn.judge import again
from benchmarks.learn.sets import Annotated, annotated
from benchmarks.learn.views import owners
from kg.language.clues.forms import form_clues, form_pairs
from kg.language.first_pass import proposals, register_of
from kg.language.judged_forms import FORMS
from kg.language.judged_names import judge_names
from kg.language.layout import Page, lay_out
from kg.language.mentions.register import Register
from kg.language.tagger.propose import proposed
from kg.ontology import weights_dir

DECAY, LEAST = 1.0, 0.8


def examples(document: Annotated, known: list[list[object]] | None) -> Iterator[Example]:
    """A yes or no for each pair of names that gold knows: of one entity or of two."""
    own = owners(document)
    for page in lay_out(document.document).pages:
        for register in (_found(page, known), _gold(document, page)):
            for pair in form_pairs(page.sentences, register):
                if pair.short in own and pair.long in own:
                    yield Example(form_clues(pair, page.sentences), float(own[pair.short] == own[pair.long]))


def _found(page: Page, known: list[list[object]] | None) -> Register:
    register = register_of((laid, proposals(laid)) for laid in page.sentences)
    for name in judge_names(page, register, proposed(page.sentences) if known is None else again(page.sentences, known)):
        register.drop(name)
    return register


def _gold(document: Annotated, page: Page) -> Register:
    """Every name and alias of gold as a thing of its own, where the article says it."""
    register = Register()
    for r in document.of("entity"):
        for name in (r["name"], *r.get("aliases", ())):
            laid = next((s for s in page.sentences if len(name) > 1 and s.line.text.find(name, s.start, s.end) >= 0), None)
            if laid is not None:
                at = laid.line.text.find(name, laid.start, laid.end)
                register.add(name, r["type"], laid.span(at, at + len(name)), "name-again")
    return register


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--proposals", type=Path, required=True)
    ask.add_argument("--all", action="store_true")
    ask.add_argument("--dry", action="store_true")
    given = ask.parse_args()
    known = json.loads(given.proposals.read_text(encoding="utf-8"))
    documents = [d for d in annotated() if d.kind != "report"]
    lessons = [e for d in documents if given.all or not d.check for e in examples(d, known.get(d.id))]
    checks = [e for d in documents if d.check for e in examples(d, None)]
    place = None if given.dry else weights_dir()
    decide(FORMS, lessons, checks, DECAY, LEAST, sum(given.all or not d.check for d in documents), place)
    return 0


if __name__ == "__main__":
    sys.exit(main())
