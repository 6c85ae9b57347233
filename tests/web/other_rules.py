"""Other rules than the project's, for a test: the same facts, each resting on its whole sentence and on a rule of another name."""

from __future__ import annotations

from dataclasses import replace

from kg.corrections.anchor import sentence
from kg.language import extract as read
from kg.model import Document, Evidence, Extraction


def extract(document: Document) -> Extraction:
    """What a document says, by rules that take wider words."""
    said = read(document)

    def wider(words: Evidence) -> Evidence:
        start, end = sentence(document.text, words.start, words.end)
        return replace(words, start=start, end=end, text=document.text[start:end], rule="another-rule")

    return replace(said, facts=tuple(replace(fact, evidence=tuple(map(wider, fact.evidence))) for fact in said.facts))
