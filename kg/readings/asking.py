"""The calls that a document needs: each piece with its prompt, and what names the call, so that none is made twice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.errors import GraphError
from kg.model import Document
from kg.readings.pieces import CHARACTERS, Piece, pieces
from kg.readings.prompt import system_prompt, user_prompt

PER_TOKEN = 1.5  # characters of Chinese in a token, as the usual vocabularies cut it; for estimates alone
ANSWER_PER_TEXT = 2.0  # tokens of an answer for one of its text: quotes, names and the marks of JSON


@dataclass(frozen=True, slots=True)
class Call:
    """One question to a reader: the ``piece`` and the document's hash, the name of the reader and its parameters."""

    piece: Piece
    text_hash: str
    model: str
    parameters: tuple[tuple[str, Any], ...]

    @property
    def messages(self) -> list[dict[str, str]]:
        """The prompt, as the chat protocol has it."""
        return [{"role": "system", "content": system_prompt()}, {"role": "user", "content": user_prompt(self.piece)}]

    @property
    def key(self) -> str:
        """64 hex digits over prompt, model and parameters: the same call has the same key, whatever document it comes from."""
        said = json.dumps([self.messages, self.model, self.parameters], ensure_ascii=False, sort_keys=True)
        return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def tokens(self) -> tuple[int, int]:
        """About how many tokens the prompt has, and how many an answer would have."""
        asked = sum(len(message["content"]) for message in self.messages)
        return round(asked / PER_TOKEN), round(ANSWER_PER_TEXT * sum(len(text) for _, text in self.piece.texts) / PER_TOKEN)


def calls(documents: Iterable[Document], model: str, parameters: Mapping[str, Any], characters: int = CHARACTERS) -> Iterator[Call]:
    """The calls of all documents, in their order; of texts that are the same (reprints) one alone."""
    asked: set[str] = set()
    for document in documents:
        for piece in pieces(document, characters):
            call = Call(piece, hash_of(document.text), model, tuple(sorted(parameters.items())))
            if call.key not in asked:
                asked.add(call.key)
                yield call


def hash_of(text: str) -> str:
    """SHA-256 of a document's text as decoded."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def write_prompts(asked: Iterable[Call], folder: Path) -> int:
    """Write what a reader would be given: ``system.txt``, the same for all, and ``ID.txt`` for each call; gives the number of calls."""
    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "system.txt").write_text(system_prompt(), encoding="utf-8")
        for call in asked:
            count += 1
            (folder / f"{call.piece.id}.txt").write_text(call.messages[1]["content"], encoding="utf-8")
    except OSError as error:
        raise GraphError(f"{folder}: {error.strerror}", "name a folder that can be written") from error
    return count
