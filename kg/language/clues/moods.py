"""Whether a figure or a step was reached or is planned: the clues of the words around it, over what the grammar read."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clues.view import Told, View, clue_words

AFTER = 5  # words behind a figure that are looked at
REST = 30  # characters behind its clause


def mood_clues(view: View, sentence: int, at: int, end: int, what: str, modality: str, time: str | None) -> frozenset[str]:
    """The clues for the modality of what is said at ``at:end`` (offsets of the block): ``what`` is its measure or step, ``modality`` and ``time`` are as the grammar read them."""
    told = view.told[sentence]
    return frozenset((*_grammar(told, view, at, end, what, modality, time), *_words(told, at, end)))


def _grammar(told: Told, view: View, at: int, end: int, what: str, modality: str, time: str | None) -> Iterator[str]:
    laid = told.laid
    clause = laid.sentence.clauses[told.clause(at)] if laid.sentence.clauses else None
    kind = next((w for w in clue_words("measures") if w in what), what if what.isascii() else "-")
    when = _when(time, laid.context.anchor.date)
    said = clause is not None and any(t.value and clause.start <= t.start < clause.end for t in laid.times)
    yield from (f"read:{modality}", f"passage:{laid.context.modality}", f"news{view.news}", f"what:{kind}", f"read:{modality}|what:{kind}")
    yield from (f"read:{modality}|news{view.news}", f"time:{when}", f"said{said}|time:{when}", f"read:{modality}|time:{when}|said{said}")


def _when(time: str | None, date: str | None) -> str:
    if not time:
        return "none"
    if not date:
        return "undated"
    size = min(len(time), len(date))
    return "past" if time[:4] < date[:4] else "ahead" if time[:size] > date[:size] else "same"


def _words(told: Told, at: int, end: int) -> Iterator[str]:
    """The words of the clause before and behind, of the clauses before it, and of those that follow."""
    laid = told.laid
    clause = laid.sentence.clauses[told.clause(at)] if laid.sentence.clauses else laid.sentence
    before = [t.word for t in laid.line.between(clause.start, at)] if at > clause.start else []
    yield from (f"in:{w}" for w in before)
    yield from (f"last:{w}" for w in before[-2:])
    if end < clause.end:
        yield from (f"behind:{t.word}" for t in laid.line.between(end, clause.end)[:AFTER])
    if laid.start < clause.start:
        yield from (f"sentence:{t.word}" for t in laid.line.between(laid.start, clause.start))
    rest = min(laid.end, clause.end + REST)
    if clause.end < rest:
        yield from (f"rest:{t.word}" for t in laid.line.between(clause.end, rest))
