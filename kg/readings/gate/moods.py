"""Moods: what the words deny is refused, what they only plan is put to planned."""

from __future__ import annotations

from kg.language.layout import LaidSentence
from kg.language.text.span import Span
from kg.ontology import ontology
from kg.readings.gate.scene import Scene
from kg.readings.gate.verdicts import Refusal
from kg.readings.gate.words import data, pattern, says

AROUND = 6  # characters behind an anchor in which it may be denied (开工被叫停)


def judge_mood(scene: Scene, modality: str, time: str | None, anchor: Span, measure: str = "") -> tuple[str, tuple[str, ...]]:
    """The modality as the words have it, and what was put right; of a number also by its measure. Raises ``Refusal`` for what they deny, and for no modality."""
    if modality not in ontology().modalities:
        raise Refusal("modality", modality)
    laid = scene.sentence(anchor)
    assert laid is not None
    clause = scene.clause(laid, anchor.start)
    if denied(scene, anchor, clause.start, clause.end, measure):
        raise Refusal("denied", scene.text(anchor.block)[clause.start : clause.end])
    if modality == "actual" and _ahead(scene, time, anchor, laid, measure):
        return "planned", ("modality",)
    return modality, ()


def denied(scene: Scene, anchor: Span, start: int, end: int, measure: str = "") -> bool:
    """Whether the words before an anchor in its clause, or right behind it, deny it; not those of what somebody else said, nor of the measure itself (未开工项目数)."""
    before = pattern("speech").sub("", scene.unnamed(anchor.block, start, anchor.start))
    return any(_denies(words, measure) for words in (before, scene.unnamed(anchor.block, anchor.end, min(end, anchor.end + AROUND))))


def _denies(words: str, measure: str) -> bool:
    left = pattern("moved").sub("", pattern("kept").sub("", words))
    return any(m[0] not in measure for m in pattern("denied").finditer(left))


def _ahead(scene: Scene, time: str | None, anchor: Span, laid: LaidSentence, measure: str) -> bool:
    """Whether what is told as done is only planned: by a time that lies ahead, by a word before it, or by a passage that plans."""
    date = laid.context.anchor.date
    if time and date and _later(time.partition("/")[0], date):
        return True
    if measure and _changes(scene.text(anchor.block), anchor):
        return False
    over = bool(time and date and time.rpartition("/")[2][:4] < date[:4])
    words = _leading(scene, anchor, laid)
    if over:
        words = pattern("won").sub("", words)
    ahead = says("ahead", words)
    if says("done", pattern("manner").sub("", words) if ahead else words):
        return False
    if ahead:
        return not _stands(words)
    if pattern("running").search(words):
        return False
    standing = time is None and measure and pattern("attributes").search(measure)
    return not over and (plans(laid) or _unended(time, date) or (not standing and _goes_on(scene, anchor, laid)))


def _changes(text: str, anchor: Span) -> bool:
    """Whether a number tells what is before a change, be that planned or not (由20年一遇提高到50年一遇)."""
    return bool(pattern("from_number").search(text[: anchor.start]) and pattern("to_number").match(text[anchor.end :]))


def plans(laid: LaidSentence) -> bool:
    """Whether the passage plans, by a heading or an announcement over it."""
    return laid.context.modality == "planned" and laid.context.how in data()["plans"]


def _unended(time: str | None, date: str | None) -> bool:
    """Whether a period of years goes on behind the document's."""
    return bool(time and date and "/" in time and time.rpartition("/")[2][:4] > date[:4])


def _goes_on(scene: Scene, anchor: Span, laid: LaidSentence) -> bool:
    """Whether a clause goes on with what one before it in its sentence plans (力争建成甲，打通乙): none between says what is done, or opens with another thing."""
    for clause in reversed([c for c in laid.sentence.clauses if c.end <= anchor.start]):
        words = scene.unnamed(anchor.block, clause.start, clause.end)
        if says("ahead", words):
            return not says("done", words)
        if says("done", words) or pattern("standing").search(words) or words.startswith("\u3000"):
            return False
    return False


def _stands(words: str) -> bool:
    """Whether behind the last word that looks ahead one says that something stands already."""
    behind = [m.end() for m in pattern("ahead").finditer(words)]
    return bool(behind) and pattern("standing").search(words, behind[-1]) is not None


def _later(time: str, date: str) -> bool:
    """Whether a time begins behind a date, to the precision of both; of quarters and halves only the year is compared."""
    known = 4 if "Q" in time or "H" in time else min(len(time), len(date))
    return time[:known] > date[:known]


def _leading(scene: Scene, anchor: Span, laid: LaidSentence) -> str:
    """The words that lead up to an anchor in its clause, with its own."""
    clauses = laid.sentence.clauses
    n = next((i for i, c in enumerate(clauses) if c.start <= anchor.start < c.end), len(clauses) - 1)
    return scene.unnamed(anchor.block, clauses[n].start, anchor.end)
