"""The names that the network by itself proposes in a document, against gold."""

from __future__ import annotations

from benchmarks.learn.sets import Annotated
from kg.language.layout import lay_out
from kg.language.tagger.propose import proposed


def proposed_in(document: Annotated) -> set[tuple[str, str]]:
    """The names (surface, type) that the network proposes with the weights in use."""
    pages = [page.sentences for page in lay_out(document.document).pages]
    return {(some[p.sentence].line.text[p.start : p.end], p.type) for some in pages for p in proposed(some)}


def right(document: Annotated, found: set[tuple[str, str]]) -> tuple[int, int, int]:
    """Names right, wrong and missed; optional ones count neither way."""
    entities = document.of("entity")
    of: dict[str, list[int]] = {}
    for n, r in enumerate(entities):
        for name in {r["name"], *r.get("aliases", ())}:
            of.setdefault(name, []).append(n)
    hit, wrong = set[int](), 0
    for name, kind in found:
        fits = [n for n in of.get(name, ()) if kind in entities[n].get("types", [entities[n]["type"]])]
        hit.update(fits)
        wrong += not fits and not any(entities[n].get("optional") for n in of.get(name, ()))
    required = {n for n, r in enumerate(entities) if not r.get("optional")}
    return len(hit & required), wrong, len(required - hit)
