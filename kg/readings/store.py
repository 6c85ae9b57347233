"""The store of answers: one file a call, named by its key, written whole or not at all; what is there is never asked again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.errors import GraphError
from kg.readings.answer import parse
from kg.readings.asking import Call
from kg.readings.prompt import version
from kg.readings.values import Malformed, ProposedEntity, ProposedFact, Reading

ANSWERS = "answers"
FORMAT = 1
NAME = 32  # hex digits of the key that name a file


@dataclass(frozen=True, slots=True)
class Answer:
    """A stored answer: the reader's name, the hashes of the document's text and of the paragraphs shown, their block numbers, and the ``text``."""

    reader: str
    doc: str
    text_hash: str
    shown_hash: str
    blocks: tuple[int, int]
    paragraphs: tuple[int, ...]
    text: str
    usage: tuple[int, int] = (0, 0)

    def reading(self, fits: bool = True) -> Reading:
        """The proposals of the answer; its paragraphs count only where the document is cut into the blocks that were shown (``fits``)."""
        found = parse(self.text, self._block if fits else _nowhere)
        return Reading(
            self.reader,
            tuple(one for one in found if isinstance(one, ProposedEntity)),
            tuple(one for one in found if isinstance(one, ProposedFact)),
            tuple(one for one in found if isinstance(one, Malformed)),
            self.blocks if fits else None,
        )

    def _block(self, paragraph: int) -> int | None:
        return self.paragraphs[paragraph - 1] if 1 <= paragraph <= len(self.paragraphs) else None


def _nowhere(paragraph: int) -> int | None:
    return None


class Store:
    """The answers under a folder of readings."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder) / ANSWERS

    def path(self, call: Call) -> Path:
        """The file of a call's answer."""
        return self.folder / f"{call.key[:NAME]}.json"

    def has(self, call: Call) -> bool:
        """Whether the call was answered before."""
        return self.path(call).is_file()

    def keep(self, call: Call, text: str, usage: tuple[int, int] = (0, 0)) -> None:
        """Write an answer down, with what it answers. Raises ``GraphError`` where the folder cannot be written."""
        piece = call.piece
        record = {
            "format": FORMAT, "key": call.key, "model": call.model, "parameters": dict(call.parameters), "prompt": version(),
            "doc": piece.doc, "text": call.text_hash, "shown": shown_hash([text for _, text in piece.texts]), "blocks": [piece.first, piece.end],
            "paragraphs": [block for block, _ in piece.texts], "tokens": list(usage), "answer": text,
        }  # fmt: skip
        line = json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
        path = self.path(call)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            new = path.with_name(f".{path.name}.{os.getpid()}")
            new.write_bytes(line + b"\n")
            new.replace(path)
        except OSError as error:
            raise GraphError(f"{path}: {error.strerror}", "name a folder that can be written: -o DIR") from error

    def answers(self) -> Iterator[Answer]:
        """All answers, by the names of their files. Raises ``GraphError`` for a file that is none."""
        for path in sorted(self.folder.glob("*.json")):
            yield _answer(path)


def shown_hash(texts: list[str]) -> str:
    """SHA-256 of the paragraphs that a reader was shown."""
    return sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


def _answer(path: Path) -> Answer:
    try:
        record: dict[str, Any] = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
        first, end = record["blocks"]
        asked, said = record["tokens"]
        words = [record[name] for name in ("model", "doc", "text", "shown", "answer")]
        if not all(isinstance(word, str) for word in words):
            raise TypeError("a field that is no text")
        model, doc, text, shown, answer = words
        return Answer(model, doc, text, shown, (int(first), int(end)), tuple(map(int, record["paragraphs"])), answer, (int(asked), int(said)))
    except (OSError, ValueError, KeyError, TypeError) as why:
        raise GraphError(f"{path}: no stored answer ({why})", "remove the file, and ask again with kg propose") from why
