"""A folder of readings: the stored answers of models and the JSON Lines of others, by the document that they read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from kg.errors import UsageError
from kg.model import Document, Proposals, Unsaid
from kg.readings.asking import hash_of
from kg.readings.lines import read_lines
from kg.readings.store import ANSWERS, Answer, Store, shown_hash
from kg.readings.values import Reading


class Library:
    """The readings under a folder. Raises ``UsageError`` where it is none, ``GraphError`` for a file that is no reading."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        if not self.folder.is_dir():
            raise UsageError(f"no folder of readings {self.folder}", "name the folder that kg propose wrote: --readings DIR")
        self.answers: dict[str, list[Answer]] = {}
        for answer in Store(self.folder).answers():
            self.answers.setdefault(answer.text_hash, []).append(answer)
        self.lines: dict[str, list[Reading]] = {}
        for path in self._files():
            for (doc, _), reading in read_lines(path).items():
                self.lines.setdefault(doc, []).append(reading)

    def _files(self) -> list[Path]:
        return sorted(path for path in self.folder.glob("**/*.jsonl") if path.relative_to(self.folder).parts[0] != ANSWERS)

    def of(self, document: Document) -> dict[str, list[Reading]]:
        """The readings of a document, by reader in the order of their names: answers by the text that was read, lines by the document's id."""
        texts = [block.text for article in document.articles for block in article.blocks]
        found = [answer.reading(_fits(answer, texts)) for answer in self.answers.get(hash_of(document.text), ())]
        by_reader: dict[str, list[Reading]] = {}
        for reading in (*found, *self.lines.get(document.id, ())):
            by_reader.setdefault(reading.reader, []).append(reading)
        return {reader: sorted(by_reader[reader], key=lambda r: r.blocks or (0, 0)) for reader in sorted(by_reader)}

    def stale(self, documents: Iterable[Document]) -> Iterator[Proposals]:
        """The readings of none of these documents, by reader: their texts changed since, or were not given."""
        listed = list(documents)
        texts, ids = {hash_of(document.text) for document in listed}, {document.id for document in listed}
        for text, answers in self.answers.items():
            if text not in texts:
                yield from (Proposals(a.doc, a.reader, refused=(Unsaid(a.doc, a.reader, "stale", "", f"{a.doc} {text[:12]}"),)) for a in answers)
        for doc, readings in self.lines.items():
            if doc not in ids:
                yield from (Proposals(doc, r.reader, refused=(Unsaid(doc, r.reader, "stale", "", doc),)) for r in readings)

    @cached_property
    def hash(self) -> str:
        """SHA-256 over all that is in it: what a build's manifest says it was built from."""
        digest = sha256()
        for path in [*sorted((self.folder / ANSWERS).glob("*.json")), *self._files()]:
            content = sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(self.folder).as_posix()}\0{content}\0".encode("utf-8", "surrogateescape"))
        return digest.hexdigest()


def _fits(answer: Answer, texts: list[str]) -> bool:
    """Whether the document is cut into the blocks that were shown."""
    if any(block >= len(texts) for block in answer.paragraphs):
        return False
    return shown_hash([texts[block] for block in answer.paragraphs]) == answer.shown_hash
