"""``propose`` and ``readings`` as the analyst calls them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.errors import ReadingError, UsageError
from kg.language.layout import lay_out
from kg.model import Document, Proposals
from kg.reading import Failure, read_sources
from kg.readings.asking import Call, calls
from kg.readings.extracting import judgements, reported
from kg.readings.library import Library
from kg.readings.pieces import CHARACTERS
from kg.readings.proposing import Ask, Budget, Progress, Proposed, from_files, propose
from kg.readings.store import Store

KEYS = ("KG_READER_KEY", "OPENAI_API_KEY")
LOCAL = "http://127.0.0.1:8080/v1"


def to_ask(
    sources: Iterable[str | Path], model: str, *, temperature: float = 0.0, max_tokens: int = 8192, characters: int = CHARACTERS, **columns: Any
) -> list[Call]:
    """The calls that documents need. Raises ``UsageError`` without a model, ``ReadingError`` where nothing could be read."""
    if not model.strip() or any(not char.isprintable() for char in model):
        raise UsageError(f"no name of a model: {model!r}", "give --model NAME, as the server calls it")
    found = list(read_sources(sources, **columns))
    documents = [one for one in found if isinstance(one, Document)]
    if not documents:
        raise ReadingError("nothing could be read" + "".join(f"\n  {one.source}: {one.reason}" for one in found if isinstance(one, Failure)), "see kg propose --help")
    return list(calls(documents, model, {"temperature": temperature, "max_tokens": max_tokens}, characters))


def ask_all(
    asked: list[Call], out: str | Path, *, url: str = LOCAL, answers: str | Path | None = None, parallel: int = 4,
    budget: Budget | None = None, progress: Progress | None = None, **server: Any,
) -> Proposed:  # fmt: skip
    """Ask the server at ``url`` (or take ``answers`` from files) and keep what it says under ``out``. The key comes from the environment (``KG_READER_KEY``)."""
    store = Store(out)
    if answers is not None:
        if not Path(answers).is_dir():
            raise UsageError(f"no folder of answers {answers}", "name the folder that holds ID.json for each prompt")
        return propose(asked, store, from_files(Path(answers)), parallel=1, budget=budget, progress=progress)
    from kg.readings.chat import Server

    reader = Server(url, next((key for name in KEYS if (key := os.environ.get(name))), None), **server)
    try:
        ask: Ask = reader.ask
        return propose(asked, store, ask, parallel=parallel, budget=budget, progress=progress)
    finally:
        reader.close()


def judged(folder: str | Path, sources: Iterable[str | Path], **columns: Any) -> tuple[Proposals, ...]:
    """What the gate makes of the readings in a folder of the documents of ``sources``; readings that fit none of them are told as stale."""
    library = Library(folder)
    documents = [one for one in read_sources(sources, **columns) if isinstance(one, Document)]
    found = [reported(one.id, verdict) for one in documents for verdict in judgements(lay_out(one), library)]
    return (*found, *library.stale(documents))


def accepted(document: Document, folder: str | Path) -> Iterator[dict[str, Any]]:
    """The readings of a document that the gate lets pass, as gold-like records (FACTS.md): what a model can be trained on."""
    from kg.readings.records import records

    layout = lay_out(document)
    return records(layout, judgements(layout, Library(folder)))
