"""Hostile words at every entry: every output stays what it is, a table, a graph, a page."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from kg.answer import Answer
from kg.api import read
from kg.engines.knowledge import knowledge as known
from kg.export import NAMES
from kg.export.file import export
from kg.model import Document, Entity, Knowledge, Milestone, Relation
from kg.safe.text import FORMULA, ILLEGAL, name_of
from tests.torture.hostile import names
from tests.torture.result import Result

TEXT = "云溪区{}大桥2031年开工建设。"
NEEDS = {"parquet": "pyarrow", "excel": "openpyxl"}


def outputs(seed: int, count: int, place: Path) -> Result:
    """Each word as text, title, publisher, region, id, name of an entity: through every export and every form of an answer."""
    broken, written = [], 0
    words = names(seed, count)
    for start in range(0, count, 20):
        part = words[start : start + 20]
        for form in NAMES:
            options = {"district": "云溪区"} if form == "report" else {}
            try:
                data = export(_knowledge(part), form, None, **options)
                _sound(form, bytes(data))  # type: ignore[arg-type]
            except ModuleNotFoundError:
                continue
            except Exception as why:
                broken.append(f"{form} of words {start} on: {type(why).__name__}: {why}"[:300])
            written += 1
        written += 4
        broken += _answers(part)
    return Result("no word breaks an output or is run by what opens it", f"{count} hostile words, 6 entries, {written} outputs, {len(broken)} broken", tuple(broken))


def documents(words: list[str]) -> list[Document]:
    """A document for each word, which stands in all its fields."""
    return [read(TEXT.format(word), id=f"{at} {word}", title=word, region=word, date="2031") for at, word in enumerate(words)]


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
