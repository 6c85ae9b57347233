"""Corrections applied to what the documents say: after reading, before identity, in the order of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.corrections.anchor import sentence
from kg.corrections.effects import APPLIED, HELD, ORPHAN, REPLACED, Effect
from kg.corrections.record import ACCEPT, ADD, ON_WORDS, REJECT, REVIEWED, Correction, standing
from kg.corrections.reviewed import fingerprint
from kg.corrections.said import Said
from kg.corrections.sheet import Sheet
from kg.errors import UsageError
from kg.model import Document, Evidence, Extraction

RULE = "corrected"  # the rule in the evidence of what a person states


def apply(
    documents: Iterable[Document], extractions: Sequence[Extraction], corrections: Iterable[Correction]
) -> tuple[list[Extraction], list[Effect]]:
    """The extractions as corrected, and what each correction on words did; those on names are identity's (``decisions``).

    A correction whose words are not found exactly, as often as it says, is an orphan: it changes nothing, and is told.
    """
    texts = {document.id: document.text for document in documents}
    sheets = {extraction.doc: Sheet(extraction) for extraction in extractions}
    said = list(corrections)
    touched: set[str] = set()
    effects = []
    for one, stands in zip(said, standing(said), strict=True):
        if one.action in (*ON_WORDS, REVIEWED):
            effects.append(_effect(one, texts, sheets, touched) if stands else Effect(one.id, REPLACED, "withdrawn"))
    return [sheets[one.doc].extraction() if one.doc in touched else one for one in extractions], effects


def _effect(one: Correction, texts: dict[str, str], sheets: dict[str, Sheet], touched: set[str]) -> Effect:
    text = texts.get(one.doc)
    if one.action == REVIEWED:
        return _review(one, text)
    if why := one.anchor.lost(text):
        return Effect(one.id, ORPHAN, why)
    if one.doc not in sheets:
        return Effect(one.id, ORPHAN, f"no reading of {one.doc}")
    try:
        state, what = _changed(one, texts[one.doc], sheets[one.doc])
    except UsageError as error:
        return Effect(one.id, ORPHAN, error.what)
    if state == APPLIED:
        touched.add(one.doc)
    return Effect(one.id, state, what)


def _review(one: Correction, text: str | None) -> Effect:
    if text is None:
        return Effect(one.id, ORPHAN, f"no document {one.doc}")
    if fingerprint(text) != one.record["text"]:
        return Effect(one.id, ORPHAN, "the document's text is another than the one reviewed")
    return Effect(one.id, HELD, f"{len(one.record['facts'])} records reviewed")


def _changed(one: Correction, text: str, sheet: Sheet) -> tuple[str, str]:
    places = one.anchor.find(text)
    words = [Evidence(one.doc, start, end, text[start:end], RULE, one.by) for start, end in places]
    if one.fact["kind"] == "entity":
        return _on_name(one, sheet, words)
    around = [sentence(text, start, end) for start, end in places]

    def near(evidence: Evidence) -> bool:
        return any(evidence.start < end and start < evidence.end for start, end in around)

    if one.action in (ACCEPT, ADD):
        return _stated(one.fact, sheet, words, near)
    touched = sheet.drop(one.fact, near)
    if one.action == REJECT:
        return (APPLIED, f"{touched} taken away") if touched else (HELD, "nothing says so here")
    state, what = _stated(one.record["instead"], sheet, words, near)
    return (APPLIED, f"{touched} replaced") if touched else (state, f"{what}; nothing says the other")


def _stated(fact: Said, sheet: Sheet, words: list[Evidence], near: Callable[[Evidence], bool]) -> tuple[str, str]:
    if any(near(evidence) for found in sheet.saying(fact) for evidence in sheet.facts[found]):
        return HELD, "the reading says so"
    sheet.state(fact, words)
    return APPLIED, "stated"


def _on_name(one: Correction, sheet: Sheet, words: list[Evidence]) -> tuple[str, str]:
    found = sheet.named(one.fact)
    if one.action == REJECT:
        count = sheet.unname(one.fact)
        return (APPLIED, f"{count} taken away") if count else (HELD, "nothing is called so here")
    if one.action in (ACCEPT, ADD):
        if found:
            return HELD, "the reading names it"
        sheet.name(one.fact, words)
        return APPLIED, "named"
    for name in found:
        sheet.rename(name, one.record["instead"], words)
    if not found:
        sheet.name(one.record["instead"], words)
    return APPLIED, f"{len(found)} renamed" if found else "named; nothing had the other name"
