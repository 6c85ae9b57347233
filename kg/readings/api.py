"""What a reader is asked about documents, and what passed of what it said: the parts that ``kg propose`` and training stand on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.language.layout import lay_out
from kg.model import Document
from kg.readings.asking import Call, calls
from kg.readings.extracting import judgements
from kg.readings.library import Library
from kg.readings.pieces import CHARACTERS
from kg.readings.proposing import Ask, Budget, Progress, Proposed, from_files, propose
from kg.readings.store import Store

KEYS = ("KG_READER_KEY", "OPENAI_API_KEY")
LOCAL = "http://127.0.0.1:8080/v1"


def to_ask(documents: Iterable[Document], model: str, *, temperature: float = 0.0, max_tokens: int = 8192, characters: int = CHARACTERS) -> list[Call]:
    """The calls that documents need. Raises ``UsageError`` without a model."""
    if not model.strip() or any(not char.isprintable() for char in model):
        raise UsageError(f"no name of a model: {model!r}", "give --model NAME, as the server calls it")
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


def accepted(document: Document, folder: str | Path) -> Iterator[dict[str, Any]]:
    """The readings of a document that the gate lets pass, as gold-like records (FACTS.md): what a model can be trained on."""
    from kg.readings.records import records

    layout = lay_out(document)
    return records(layout, judgements(layout, Library(folder)))
