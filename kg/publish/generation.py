"""One whole generation of a graph, for readers."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kg.errors import GraphError
from kg.model import Knowledge
from kg.publish.folder import CURRENT, GENERATIONS, is_ours, target
from kg.records import from_records, read_jsonl
from kg.search import FILE

FORMAT = 5  # goes up with every change of what the files say: a query on an older graph would find less, and not say so
FACTS, RDF, STORE, TEXTS, MANIFEST = "facts.jsonl", "graph.nq", "store", "texts", "manifest.json"
LONGEST_NAME = 240  # bytes; file systems take 255


@dataclass(frozen=True, slots=True)
class Generation:
    """The files of one generation. ``path`` is real (no link in it), so a later build never changes what is read through it."""

    path: Path

    @property
    def name(self) -> str:
        """20 hex digits of the hash over the generation's content."""
        return self.path.name

    def file(self, name: str) -> Path:
        """A file or folder of the generation; ``GraphError`` where later builds have taken the generation away."""
        if not (self.path / MANIFEST).is_file():
            raise GraphError(f"{self.path} is gone: the graph has been built again since it was opened", "open it again: kg.open(…)")
        return self.path / name

    @property
    def facts(self) -> Path:
        """The records, as JSON Lines."""
        return self.file(FACTS)

    @property
    def rdf(self) -> Path:
        """The RDF, as N-Quads."""
        return self.file(RDF)

    @property
    def store(self) -> Path:
        """The Oxigraph store of the same RDF: open it read-only."""
        return self.file(STORE)

    @property
    def search(self) -> Path:
        """The index of names and text (``kg.search``)."""
        return self.path / FILE

    @property
    def texts(self) -> Path:
        """The folder of the documents' texts as decoded."""
        return self.file(TEXTS)

    def manifest(self) -> dict[str, Any]:
        """Inputs and their hashes, versions, counts, accounting."""
        return dict(json.loads(self.file(MANIFEST).read_text(encoding="utf-8")))

    def text(self, doc: str) -> str:
        """A document's text as decoded, which evidence points into; ``GraphError`` if there is no such document."""
        try:
            return text_file(self.texts, doc).read_bytes().decode("utf-8", "surrogatepass")
        except FileNotFoundError as why:
            raise GraphError(f"no document {doc!r} in {self.path}", "kg ask documents lists them") from why

    def knowledge(self, *, texts: bool = False) -> Knowledge:
        """All that the build found; with ``texts`` the documents carry their text."""
        found = from_records(read_jsonl(self.facts))
        if not texts:
            return found
        return replace(found, documents=tuple(replace(document, text=self.text(document.id)) for document in found.documents))


def open_generation(folder: str | Path, link: str = CURRENT) -> Generation:
    """The generation that ``folder`` holds now (or ``"previous"``, the one before).

    Raises ``GraphError`` where there is no graph, no finished build, or one that another version of kg wrote.
    """
    place = Path(folder)
    if not place.is_dir():
        raise GraphError(f"no graph folder {place}", "kg build makes one; --graph DIR or $KG_GRAPH names another")
    if not is_ours(place):
        raise GraphError(f"{place} is not a graph folder of kg", "kg build makes one; --graph DIR or $KG_GRAPH names another")
    name = target(place, link)
    generation = Generation(place.resolve() / GENERATIONS / (name or ""))
    if not name or not generation.path.is_dir():
        way_out = "run kg build" if link == CURRENT else "a build that changes something keeps the one before; none has yet"
        raise GraphError(f"{place} holds no {link} generation", way_out)
    return _readable(generation, "run kg build again" if link == CURRENT else "it cannot be compared with; the next build can")


def _readable(generation: Generation, way_out: str) -> Generation:
    try:
        version = generation.manifest().get("format")
    except (OSError, ValueError) as why:
        raise GraphError(f"{generation.path / MANIFEST}: cannot be read ({why})", way_out) from why
    if version != FORMAT:
        raise GraphError(f"{generation.path} has format {version}, this kg reads {FORMAT}", way_out)
    return generation


def text_file(texts: Path, doc: str) -> Path:
    """``texts/ID.txt``: ``/`` and ``%`` of the id are percent-encoded, and an id too long for a file name gives way to its hash."""
    name = "".join(quote(char, safe="") if char in "/%\\\0" else char for char in doc)
    if len(name.encode("utf-8", "surrogatepass")) > LONGEST_NAME:
        name = sha256(doc.encode("utf-8", "surrogatepass")).hexdigest()
    return texts / f"{name}.txt"
