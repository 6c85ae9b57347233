"""Hostile words at every entry: every output stays what it is, a table, a graph, a page."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from kg.answer import Answer
from kg.api import build, explain, read
from kg.engines.knowledge import knowledge as known
from kg.errors import KgError
from kg.export import NAMES
from kg.export.file import export
from kg.model import Document, Entity, Knowledge, Milestone, Relation
from kg.safe.text import FORMULA, ILLEGAL, name_of, printed, sound
from tests.torture.hostile import names, naughty
from tests.torture.result import Result

PROMISE = "no word breaks an output or is run by what opens it"
ENTRIES = 9
TEXT = "云溪区{}大桥2031年开工建设。"
TOGETHER = 20
AREA = "District"
MANY = 100  # words from which on the naughty strings of npm are tried, too
NEEDS = {"parquet": "pyarrow", "excel": "openpyxl"}


def outputs(seed: int, count: int, place: Path) -> Result:
    """Each word as text, title, publisher, region, id, name of an entity, row of a table, file name and question: through every export and every answer."""
    broken, written = [], 0
    words = [*names(seed, count), *(naughty(place / "npm") if count >= MANY else ())]
    for start in range(0, len(words), TOGETHER):
        part = words[start : start + TOGETHER]
        made, wrong = _exported(_knowledge(part), f"words {start} on")
        broken += [*wrong, *_answers(part)]
        written += made + 4
    made, wrong = _built(words, place)
    return Result(PROMISE, f"{len(words)} hostile words, {ENTRIES} entries, {written + made} outputs, {len(broken) + len(wrong)} broken", (*broken, *wrong))


def _exported(knowledge: Knowledge, what: str) -> tuple[int, list[str]]:
    """How many exports were written, and those that are not what they say."""
    written, broken = 0, []
    for form in NAMES:
        options = {"district": min((thing.name for thing in knowledge.entities if thing.type == AREA), default="云溪区")} if form == "report" else {}
        try:
            _sound(form, bytes(export(knowledge, form, None, **options)))  # type: ignore[arg-type]
        except ModuleNotFoundError:
            continue
        except Exception as why:
            broken.append(f"{form} of {what}: {type(why).__name__}: {why}"[:300])
        written += 1
    return written, broken


def _built(words: list[str], place: Path) -> tuple[int, list[str]]:
    """A build of a table with a row for each word in all its columns and of files called so; its exports, and questions with each word."""
    source = place / "in"
    source.mkdir()
    row = '{{"text": {0}, "title": {1}, "publisher": {1}, "region": {1}, "date": {1}}}'
    rows = [row.format(json.dumps(TEXT.format(word)), json.dumps(word)) for word in words]
    (source / "words.jsonl").write_text("\n".join(rows), encoding="utf-8")
    for word in words:
        with suppress(OSError, ValueError):  # what the file system takes for no name
            (source / f"{word}.txt").write_text(TEXT.format("云岭"), encoding="utf-8")
    (source / "good.txt").write_text(TEXT.format("松湖"), encoding="utf-8")
    with build(source, out=place / "g", workers=2).graph as graph:
        kept = {document.source for document in graph.knowledge.documents}
        written, broken = _exported(graph.knowledge, "a build")
        broken += [] if "good.txt" in kept else ["good.txt was lost"]
        for word in words:
            questions = (lambda: graph.ask("parks-of-district", district=word), lambda: graph.show(word), lambda: graph.search(word), lambda: graph.verify(word))
            broken += [line for number, question in enumerate((*questions, lambda: explain(word), lambda: graph.sparql(word))) for line in _asked(question, number, word)]
    return written + 6 * len(words), broken


def _asked(question: Callable[[], object], number: int, word: str) -> list[str]:
    try:
        question()
    except KgError as why:
        return [] if not re.search("[\ud800-\udfff\x00\x1b]", printed(str(why))) else [f"question {number} about {word!r}: says {str(why)!a}"[:300]]
    except Exception as why:
        return [f"question {number} about {word!r}: {type(why).__name__}: {why}"[:300]]
    return []


def documents(words: list[str]) -> list[Document]:
    """A document for each word, which stands in all its fields."""
    made = [read(TEXT.format(word), id=f"{at} {word}", title=word, region=word, date="2031") for at, word in enumerate(words)]
    return [replace(document, publisher=sound(word)) for document, word in zip(made, words, strict=True)]


def _knowledge(words: list[str]) -> Knowledge:
    made = known(documents(words))
    things = tuple(Entity("Project", word, (word,), "云溪区", id=f"Project/{at}/{word}") for at, word in enumerate(words))
    facts = (*(Milestone(thing.id, "started", "2031") for thing in things), *(Relation(things[0].id, "locatedIn", thing.id) for thing in things[1:]))
    return replace(made, entities=(*made.entities, *things), facts=(*made.facts, *facts), by_id={})


def _sound(form: str, data: bytes) -> None:
    """Raises where an export is not what it says."""
    if form in ("gexf", "graphml", "rdfxml"):
        ElementTree.fromstring(data)
    elif form in ("csv", "neo4j"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                _cells(list(csv.reader(io.StringIO(archive.read(name).decode("utf-8"), newline=""))))
    elif form == "jsonl":
        for line in data.decode("utf-8").splitlines():
            json.loads(line)
    elif form in ("cytoscape", "jsonld"):
        json.loads(data)
    elif form in ("turtle", "ntriples", "nquads", "trig"):
        from pyoxigraph import RdfFormat, parse

        kinds = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG}
        assert sum(1 for _ in parse(input=data, format=kinds[form])) > 10
    elif form == "report":
        data.decode("utf-8")


def _cells(rows: list[list[str]]) -> None:
    for row in rows:
        for cell in row:
            assert not ILLEGAL.search(cell), repr(cell)
            assert not FORMULA.match(cell) or re.fullmatch(r"-?\d[\d.]*", cell), repr(cell)


def _answers(words: list[str]) -> list[str]:
    answer, broken = Answer.of_values(("name", "words"), [(word, word) for word in words]), []
    rows = list(csv.reader(io.StringIO(answer.format("csv"), newline="")))
    try:
        _cells(rows)
        assert len(rows) == len(words) + 1
        assert len(json.loads(answer.format("json").encode())) == len(words)
        assert len(answer.format("markdown").splitlines()) == len(words) + 2
        for form in ("table", "markdown"):
            said = answer.format(form)
            assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\ud800-\udfff]", said), form
        assert all(not re.search("[\ud800-\udfff]", name_of(word)) for word in words)
    except AssertionError as why:
        broken.append(f"an answer: {why}"[:300])
    return broken
