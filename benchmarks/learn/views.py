"""Articles as the clues see them, with names as gold has them or as the program finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.learn.sets import Annotated
from kg.areas import area_types
from kg.language.clues.view import View
from kg.language.document import view_of
from kg.language.first_pass import proposals, register_of
from kg.language.implied import imply
from kg.language.known_names import KnownNames
from kg.language.layout import Layout, Page, lay_out
from kg.language.ledger import Ledger
from kg.language.mentions.mention import pattern_of
from kg.language.mentions.register import Register
from kg.language.said.sentence import SentenceReading, read_sentence
from kg.language.topics.named_before import NamedBefore


@dataclass
class Seen:
    """An article with its view, its grammar readings and what the grammar and what it implies entered."""

    view: View
    readings: list[SentenceReading]
    ledger: Ledger


Known = list[tuple[int, int, int, str, float]]
SURE = 0.5  # of a proposed name that is taken


def seen(annotated: Annotated, gold_names: bool, known: Known = ()) -> Iterator[Seen]:  # type: ignore[assignment]
    """The articles of a document; ``known``: what a head that never saw it proposes as names (block, start, end, type, how sure)."""
    layout = lay_out(annotated.document)
    for page in layout.pages:
        register = _gold(annotated, page) if gold_names else _found(page, known)
        yield _seen(layout, page, KnownNames(register))


def _found(page: Page, known: Known) -> Register:
    """The names that the grammar finds, and those proposed that lie across none of them."""
    register = register_of((laid, proposals(laid)) for laid in page.sentences)
    taken = [span for thing in register.things.values() for span in thing.places]
    for block, start, end, kind, sure in known:
        laid = next((s for s in page.sentences if s.block == block and s.start <= start and end <= s.end), None)
        free = not any(t.block == block and t.start < end and start < t.end for t in taken)
        if laid and sure >= SURE and free and kind not in area_types():
            register.add(laid.line.text[start:end], kind, laid.span(start, end), "name-proposed", weight="frame")
    return register


def _seen(layout: Layout, page: Page, known: KnownNames) -> Seen:
    before, readings, ledger = NamedBefore(), list[SentenceReading](), Ledger(layout, page)
    for laid in page.sentences:
        readings.append(read_sentence(laid, page.regions, known, before))
        before.note(readings[-1].mentions)
        ledger.enter(readings[-1].sayings)
    imply(page.regions, ledger)
    return Seen(view_of(page, readings), readings, ledger)


def _gold(annotated: Annotated, page: Page) -> Register:
    """A register of the names of gold, at each place that says one."""
    names = {n: (r["name"], r["type"]) for r in annotated.of("entity") for n in (r["name"], *r.get("aliases", ())) if len(n) > 1}
    pattern, register = pattern_of(names), Register()
    for laid in page.sentences:
        for m in re.finditer(pattern, laid.line.text[laid.start : laid.end]):
            name, kind = names[m.group()]
            if kind not in area_types():
                register.add(name, kind, laid.span(laid.start + m.start(), laid.start + m.end()), "name-again", aliases=(m.group(),), weight="frame")
    return register


def owners(annotated: Annotated) -> dict[str, str]:
    """Every name of gold with the name of its entity."""
    return {n: r["name"] for r in reversed(annotated.of("entity")) for n in (*r.get("aliases", ()), r["name"])}
