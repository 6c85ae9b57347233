"""The date of a document: stated in its text, in its file's name, or inferred; and how it was found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Dated
from kg.reading import rules
from kg.reading.calendar import from_match
from kg.reading.clues import infer
from kg.reading.rules import Rule


def document_date(lines: Sequence[str], name: str, known: Dated | None, metadata: Dated | None = None) -> Dated:
    """The best date there is: ``known`` (given, front matter, HTML), stated, the file's name, inferred, or a PDF's ``metadata``."""
    if known:
        return known
    named = from_name(name)
    stated_ = stated(lines, int(named.value[:4]) if named and named.value else None)
    if stated_ and stated_.value and not stated_.value.startswith("--"):
        return stated_
    if named and named.precision != "year":
        return named
    guess = infer("\n".join(lines))
    if stated_ and guess and guess.value:
        return stated(lines, int(guess.value[:4])) or guess
    return guess or metadata or Dated()


def stated(lines: Sequence[str], year: int | None = None) -> Dated | None:
    """The date that a line states: a session's, a byline's, a dateline's. ``year`` where the line names none (else ``--`` opens it)."""
    for rule in rules.listed("dates"):
        for line in _near_the_ends(lines, rule):
            if match := rule.pattern.search(line[:160]):
                found = from_match(match, rule.kind, year)
                return found or Dated("--", None, rule.kind)
    return None


def from_name(name: str) -> Dated | None:
    """The date in a file's name: 20240126, 2024-01-26, 2024年1月26日, 2024-01 (never digits of a longer number or code)."""
    for found in rules.patterns("file_dates"):
        if (match := found.search(name)) and (dated := from_match(match, "file name")):
            return dated
    year = re.search(r"(?<![0-9A-Za-z])(20\d\d)(?![0-9A-Za-z])", name)
    return Dated(year[1], "year", "file name") if year else None


def _near_the_ends(lines: Sequence[str], rule: Rule) -> Iterator[str]:
    first, last = rule.block.get("first", 0), rule.block.get("last", 0)
    yield from lines[:first]
    yield from reversed(lines[max(first, len(lines) - last) :])
