"""A document's page: its text with facts lit where they stand, and the sentences that gave nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

from kg.corrections.record import Correction
from kg.corrections.said import FIELDS, KINDS
from kg.model import Fact
from kg.ontology import ontology
from kg.web.pages import fact_of
from kg.web.shelf import Shelf
from kg.web.view import SCHEMES, Said

SENTENCE = re.compile("[^。！？!?；;\n]+[。！？!?；;]?|\n")
LONGEST = 60_000  # characters of a text on one page
Spans = list[tuple[int, int]]


def document(shelf: Shelf, said: Said, given: Mapping[str, str], pending: Iterable[Correction] = ()) -> dict[str, Any]:
    """The page of one document. ``fact`` chooses a fact by key, ``at`` words by start-end. Raises ``UsageError``, ``GraphError``."""
    doc = given["ref"]
    text = shelf.text(doc)
    facts = shelf.facts_in.get(doc, [])
    chosen = fact_of(shelf, given["fact"]) if given.get("fact") else None
    lit = [(words.start, words.end) for words in chosen.evidence if words.doc == doc] if chosen else _at(given.get("at", ""), len(text))
    page = max(0, (lit[0][0] if lit else int(given.get("page", "0") or 0) * LONGEST if given.get("page", "0").isdigit() else 0) // LONGEST)
    rows = sorted(facts, key=lambda fact: min(words.start for words in fact.evidence if words.doc == doc))
    own = [one for one in pending if one.doc == doc]
    return {"about": shelf.documents[doc], "doc": doc, "body": Markup(marked(text, facts, doc, lit, page)), "rows": said.rows(rows, doc), "chosen": _chosen(shelf, said, chosen, doc),
            "page": page, "pages": -(-len(text) // LONGEST), "pending": own, "choices": _choices(said), "account": shelf.documents[doc].accounting}  # fmt: skip


def _at(words: str, length: int) -> Spans:
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", words)
    if not found or not int(found[1]) < int(found[2]) <= length:
        return []
    return [(int(found[1]), int(found[2]))]


def _chosen(shelf: Shelf, said: Said, chosen: Any, doc: str) -> dict[str, Any] | None:
    if chosen is None or chosen.kind not in KINDS:
        return None
    values = [(name, _plain(shelf, getattr(chosen, name)), _options(said, name)) for name in FIELDS[chosen.kind] if name not in ("of", "role")]
    return {**said.row(chosen, doc), "fields": values, "rules": sorted({(words.rule, words.by) for words in chosen.evidence if words.doc == doc})}


def _plain(shelf: Shelf, value: Any) -> str:
    return "" if value is None else shelf.name(value) if isinstance(value, str) else format(value, "f")


def _options(said: Said, name: str) -> list[tuple[str, str]]:
    scheme = SCHEMES.get(name)
    return [(term, said.label(scheme, term)) for term in getattr(ontology(), scheme)] if scheme else []


def _choices(said: Said) -> dict[str, list[tuple[str, str]]]:
    return {scheme: [(name, said.label(scheme, name)) for name in getattr(ontology(), scheme)] for scheme in ("types", "predicates", "events", "modalities")}


def marked(text: str, facts: Iterable[Fact], doc: str, lit: Spans, page: int = 0) -> str:
    """The text as markup: paragraphs of sentences; a stretch that a fact rests on is a mark that names it, the chosen one is lit."""
    start, end = page * LONGEST, min(len(text), (page + 1) * LONGEST)
    spans: dict[tuple[int, int], int] = {}
    for fact in facts:
        for words in fact.evidence:
            if words.doc == doc and start <= words.start < end:
                spans[words.start, words.end] = spans.get((words.start, words.end), 0) + 1
    cuts = sorted({0, *(place for span in (*spans, *lit) for place in span)})
    said = _cover(spans)
    return "".join(_sentences(text, start, end, cuts, said, lit))


def _cover(spans: Iterable[tuple[int, int]]) -> Spans:
    """The stretches that any fact rests on, joined."""
    found: Spans = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _sentences(text: str, start: int, end: int, cuts: list[int], said: Spans, lit: Spans) -> Iterator[str]:
    place, first = 0, True
    yield "<p>"
    for found in SENTENCE.finditer(text, start, end):
        if found[0] == "\n":
            yield "</p><p>"
            continue
        while place < len(said) and said[place][1] <= found.start():
            place += 1
        told = place < len(said) and said[place][0] < found.end()
        yield f'<span class="{"told" if told else "mute"}">'
        for piece in _pieces(text, found.start(), found.end(), cuts, said, lit, place):
            glows = 'class="lit"' in piece
            yield piece.replace('class="lit"', 'class="lit" id="lit"', 1) if glows and first else piece
            first = first and not glows
        yield "</span>"
    yield "</p>"


def _pieces(text: str, start: int, end: int, cuts: list[int], said: Spans, lit: Spans, place: int) -> Iterator[str]:
    from bisect import bisect_right

    inner = cuts[bisect_right(cuts, start) : bisect_right(cuts, end - 1)]
    for a, b in zip([start, *inner], [*inner, end], strict=True):
        while place < len(said) and said[place][1] <= a:
            place += 1
        words = str(escape(text[a:b]))
        if any(x < b and a < y for x, y in lit):
            yield f'<mark class="lit">{words}</mark>'
        elif place < len(said) and said[place][0] < b:
            yield f"<mark>{words}</mark>"
        else:
            yield words
