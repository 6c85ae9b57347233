"""What slipped from one build to the next, as an Atom feed (RFC 4287) that any reader of news shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from kg.export.labels import amount, what, word
from kg.model import Evidence, Knowledge, Promise
from kg.network.networkx import attributes
from kg.ontology import ontology
from kg.outcomes.timespan import bounds
from kg.rdf.names import Names
from kg.records.citing import cited
from kg.safe.text import clean, one_line

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
TITLE = "未如期的承诺 Promises that slipped"
UNDATED = "1970-01-01"  # Atom wants a day; a feed without any dated document has this one


def atom(slips: Sequence[Promise], knowledge: Knowledge, names: Names) -> str:
    """An entry for each promise in ``slips``, newest first: what was due when, what became of it, the words for both with their documents.

    An entry's day is that of the document that tells it (the first of a month or year), for the same input gives the same bytes.
    """
    days = {document.id: _day(document.date.value) for document in knowledge.documents}
    entries = sorted(((_told(promise, days), promise) for promise in slips), key=lambda one: (one[0], one[1].subject, one[1].due), reverse=True)
    newest = max([day for day, _ in entries] or list(days.values()), default=UNDATED)
    me = escape(str(names.own("slips").value))
    lines = [HEAD, f"<id>{me}</id><title>{TITLE}</title><updated>{_instant(newest)}</updated><author><name>district-kg</name></author>"]
    for day, promise in entries:
        lines += _entry(promise, day, knowledge, names)
    return "\n".join([*lines, "</feed>", ""])


def _entry(promise: Promise, day: str, knowledge: Knowledge, names: Names) -> Iterator[str]:
    subject = names.entity(promise.subject).value
    yield f"<entry><id>{escape(names.fact(promise).value)}</id><title>{_text(said(promise, knowledge))}</title><updated>{_instant(day)}</updated>"
    yield f'<link rel="related" href={quoteattr(clean(subject))}/><category term="{promise.outcome}" label="{word(ontology().outcomes, promise.outcome)}"/>'
    yield f'<content type="text">{_text("；".join(_words(promise, knowledge)))}</content></entry>'


def said(promise: Promise, knowledge: Knowledge) -> str:
    """云帆大桥 投用 2031 → 改期 2032."""
    held = knowledge.by_id.get(promise.subject)
    about = f"{what(attributes(promise))}{amount(attributes(promise))}"
    later = promise.moved_to or promise.fulfilled or ""
    return f"{held.name if held else promise.subject} {about} {promise.due} → {word(ontology().outcomes, promise.outcome)} {later}".rstrip()


def _words(promise: Promise, knowledge: Knowledge) -> Iterator[str]:
    titles = {document.id: cited(document) for document in knowledge.documents}
    for words in (*promise.evidence[:1], *promise.answer[:1]):
        yield f"{titles.get(words.doc, words.doc)}：“{one_line(words.text)}”"


def _told(promise: Promise, days: dict[str, str]) -> str:
    """The day of the newest document that settles it, else of those that promise it."""
    found: Sequence[Evidence] = promise.answer or promise.evidence
    return max((days.get(words.doc, UNDATED) for words in found), default=UNDATED)


def _day(date: str | None) -> str:
    try:
        return bounds(date or "")[0].isoformat()
    except ValueError:
        return UNDATED


def _instant(day: str) -> str:
    return f"{day}T00:00:00Z"


def _text(words: str) -> str:
    return escape(clean(words))
