"""The index asked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from kg.search.words import asked, folded, sounds

KINDS = ("entity", "measure", "document")
MOST = 50
ORDER = "(thing.folded = :folded) DESC, (substr(thing.folded, 1, length(:folded)) = :folded) DESC, thing.facts DESC, length(thing.said), thing.said, thing.ref"
# The best name of each thing, best things first.
THINGS = f"""
    SELECT ref, kind, type, name, said, facts, docs, doc, at FROM
      (SELECT thing.*, row_number() OVER (PARTITION BY thing.kind, thing.ref ORDER BY {ORDER}) AS best FROM named JOIN thing ON thing.id = named.rowid
       WHERE named MATCH :match AND thing.kind = :kind) AS thing
    WHERE best = 1 ORDER BY {ORDER} LIMIT :most
"""
COUNT = "SELECT count(DISTINCT thing.ref) FROM named JOIN thing ON thing.id = named.rowid WHERE named MATCH :match AND thing.kind = :kind"
PASSAGES = "SELECT doc, title, start, text FROM spoken JOIN passage ON passage.id = spoken.rowid WHERE spoken MATCH :match ORDER BY spoken.rowid LIMIT :most"
WHERE = "SELECT start, text FROM passage WHERE doc = ? AND start <= ? ORDER BY start DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing with a name that was found: ``ref`` is an entity's id, a measure or a document's id; ``said`` the name that fits.

    ``facts`` and ``docs`` count the facts that speak of it and the documents it stands in; ``sentence`` is the first, ``doc`` and ``start`` its place.
    """

    kind: str
    ref: str
    type: str
    name: str
    said: str
    facts: int
    docs: int
    doc: str = ""
    start: int = 0
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that holds the words: its document and its start there."""

    doc: str
    title: str
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave: the best of each kind, and of how many (``totals`` by kind, ``text`` among them)."""

    words: str
    hits: tuple[Hit, ...] = ()
    passages: tuple[Passage, ...] = ()
    totals: dict[str, int] = field(default_factory=dict)

    def of(self, kind: str) -> list[Hit]:
        """The hits of one kind."""
        return [hit for hit in self.hits if hit.kind == kind]


def connect(path: Path) -> sqlite3.Connection:
    """The index at ``path``, read only, for one thread at a time; it stays whole though a later build takes the file away."""
    return sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def search(path: Path, words: str, most: int = 10, *, text: bool = True) -> Found:
    """What the index at ``path`` has for ``words``; as ``look`` gives it."""
    with closing(connect(path)) as base:
        return look(base, words, most, text=text)


def look(base: sqlite3.Connection, words: str, most: int = 10, *, text: bool = True) -> Found:
    """What an open index has for ``words``: at most ``most`` (to 50) of each kind; sentences too, if ``text``."""
    words, most = words.strip(), max(1, min(most, MOST))
    match, sound = asked(words), sounds(words)
    whole = " OR ".join(filter(None, (f"words : ({match})" if match else "", f"sound : ({sound})" if sound else "")))
    if not whole:
        return Found(words)
    hits: list[Hit] = []
    totals: dict[str, int] = {}
    for kind in KINDS:
        asking = {"match": whole, "kind": kind, "folded": _whole(folded(words)), "most": most}
        found = base.execute(THINGS, asking).fetchall()
        totals[kind] = len(found) if len(found) < most else base.execute(COUNT, asking).fetchone()[0]
        hits += [_hit(base, row) for row in found]
    passages = base.execute(PASSAGES, {"match": match, "most": most}).fetchall() if text and match else []
    totals["text"] = len(passages) if len(passages) < most else base.execute("SELECT count(*) FROM spoken WHERE spoken MATCH ?", (match,)).fetchone()[0]
    return Found(words, tuple(hits), tuple(Passage(*row) for row in passages), totals)


def _hit(base: sqlite3.Connection, row: tuple[str, str, str, str, str, int, int, str, int]) -> Hit:
    ref, kind, type_, name, said, facts, docs, doc, at = row
    place = base.execute(WHERE, (doc, at)).fetchone() if doc and kind != "document" else None
    start, sentence = place or (at, "")
    return Hit(kind, ref, type_, name, said, facts, docs, doc, start, sentence.strip())


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
