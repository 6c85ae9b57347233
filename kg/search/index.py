"""The index of a generation, written once with it."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from kg.model import Knowledge, Observation, Relation
from kg.search.words import folded, spelled, tokens

FILE = "search.db"
SENTENCE = re.compile("[^。！？!?\n]{1,400}[。！？!?]?")
SCHEMA = """
    CREATE TABLE thing (id INTEGER PRIMARY KEY, ref TEXT, kind TEXT, type TEXT, name TEXT, said TEXT, folded TEXT, main INTEGER, facts INTEGER, docs INTEGER, doc TEXT, at INTEGER);
    CREATE TABLE passage (id INTEGER PRIMARY KEY, doc TEXT, title TEXT, start INTEGER, text TEXT);
    CREATE INDEX place ON passage (doc, start);
    CREATE VIRTUAL TABLE named USING fts5(words, sound, content='', columnsize=0);
    CREATE VIRTUAL TABLE spoken USING fts5(words, content='', columnsize=0);
"""
Row = tuple[str, str, str, str, str, int, int, int, str, int]  # ref, kind, type, name, said, main, facts, docs, doc, at


def write(path: Path, knowledge: Knowledge, texts: Mapping[str, str]) -> None:
    """Write the index of ``knowledge`` and of the documents' ``texts`` as one SQLite file."""
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("PRAGMA journal_mode = OFF")
        base.executescript(SCHEMA)
        for number, row in enumerate((*_entities(knowledge), *_measures(knowledge), *_documents(knowledge)), 1):
            said = row[4]
            base.execute("INSERT INTO thing VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", (number, *map(_clean, row[:5]), folded(_clean(said)), *row[5:8], _clean(row[8]), row[9]))
            base.execute("INSERT INTO named (rowid, words, sound) VALUES (?,?,?)", (number, tokens(_clean(said)), spelled(_clean(said))))
        for number, (doc, title, start, text) in enumerate(_sentences(knowledge, texts), 1):
            base.execute("INSERT INTO passage VALUES (?,?,?,?,?)", (number, doc, title, start, text))
            base.execute("INSERT INTO spoken (rowid, words) VALUES (?,?)", (number, tokens(text)))


def _clean(text: str) -> str:
    """Text that SQLite takes: no half characters."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _entities(knowledge: Knowledge) -> Iterator[Row]:
    """A row for each name of each entity: how many facts speak of it, and in how many documents it stands."""
    facts: Counter[str] = Counter()
    for fact in knowledge.facts:
        facts.update({ref for ref in (fact.subject, *((fact.object, fact.of) if isinstance(fact, Relation) else ())) if ref})
    for entity in knowledge.entities:
        docs = len({words.doc for words in entity.evidence})
        doc, at = (entity.evidence[0].doc, entity.evidence[0].start) if entity.evidence else ("", 0)
        for said in dict.fromkeys((entity.name, *entity.aliases)):
            yield entity.id, "entity", entity.type, entity.name, said, said == entity.name, facts[entity.id], docs, doc, at


def _measures(knowledge: Knowledge) -> Iterator[Row]:
    found: dict[str, list[Observation]] = {}
    for fact in knowledge.facts:
        if isinstance(fact, Observation):
            found.setdefault(fact.measure, []).append(fact)
    for measure, facts in sorted(found.items()):
        docs = {words.doc for fact in facts for words in fact.evidence}
        first = next((words for fact in facts for words in fact.evidence), None)
        yield measure, "measure", "", measure, measure, True, len(facts), len(docs), first.doc if first else "", first.start if first else 0


def _documents(knowledge: Knowledge) -> Iterator[Row]:
    stated = Counter(doc for fact in knowledge.facts for doc in {words.doc for words in fact.evidence})
    for document in knowledge.documents:
        for said in dict.fromkeys(filter(None, (document.title, document.id))):
            yield document.id, "document", "", document.title or document.id, said, said == document.title, stated[document.id], 1, document.id, 0


def _sentences(knowledge: Knowledge, texts: Mapping[str, str]) -> Iterator[tuple[str, str, int, str]]:
    for document in knowledge.documents:
        text = texts.get(document.id, "")
        for found in SENTENCE.finditer(text):
            if found[0].strip():
                yield _clean(document.id), _clean(document.title or document.id), found.start(), _clean(found[0])
