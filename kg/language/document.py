"""The walk of a document: lay it out, find its names, read what each sentence says of them, add what is implied. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.language.first_pass import Proposal, ToldName, proposals, register_of, tell
    sentences = weighed_figures(view, sentences)
    for reading in sentences:
        ledger.enter(reading.sayings)
    implied = imply(page.regions, ledger)
    weighed = () if page.report else (*weigh_steps(view, ledger), *weigh_relations(view, ledger))
    for judgement in weighed:
        judgement.enter(ledger)
    return PageReading(page.regions, proposed, tuple(sentences), implied, weighed), ledger


def _judged(page: Page, register: Register) -> frozenset[str]:
    """Enter into the register what the network proposes and the clues believe, join short forms, and return the names that the clues take back."""
    dropped = judge_names(page, register, network_proposes(page.sentences))
    join_short_forms(register)
    return dropped


def _second_pass(page: Page, known: KnownNames) -> list[SentenceReading]:
    before, sentences = NamedBefore(), list[SentenceReading]()
    for laid in page.sentences:
        sentences.append(read_sentence(laid, page.regions, known, before))
        before.note(sentences[-1].mentions)
    return sentences
