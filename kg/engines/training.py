"""``kg train``: the network that proposes names taught further on one's own documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.engines import local
from kg.engines.proposing import NOTHING
from kg.errors import KgError, ReadingError, UsageError
from kg.language.tagger.head import TaggingHead
from kg.language.tagger.parameters import folder as network
from kg.learning.fitting import Progress, taught
from kg.learning.lessons import BEGINS, Piece, pieces
from kg.learning.sources import Lesson, gold_of, lessons
from kg.learning.weights import begun, write_head
from kg.model import Document
from kg.reading import Failure, Limits
from kg.readings.library import Library
from kg.safe.calls import checked, number

EPOCHS = 12
WAY_OUT = "give gold (gold=, --gold DIR) or readings (readings=, --readings DIR) of these documents"


@dataclass(frozen=True, slots=True)
class Trained:
    """What was learned: the ``folder`` of weights, how many ``documents``, ``names`` and stretches (``pieces``) it was learned from.

    ``unread`` are the documents, by id, that neither gold nor a reading is of; ``unknown`` the types of names that the network has no tag for.
    """

    folder: Path
    documents: int
    names: int
    pieces: int
    unread: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()

    def __str__(self) -> str:
        return f"学了 learned from {self.documents} 篇文档 documents，{self.names} 个名称 names，{self.pieces} 句 sentences\n→ {self.folder}（kg build --weights {self.folder}）"


@checked
def train(
    *sources: str | Path,
    out: str | Path,
    gold: str | Path | None = None,
    readings: str | Path | None = None,
    begin: str | Path | None = None,
    epochs: int = EPOCHS,
    seed: int = 0,
    progress: Progress | None = None,
    limits: Limits | None = None,
    workers: int | None = None,
    **columns: Any,
) -> Trained:
    """Teach the network that proposes names the names of the documents of ``sources``, and write the weights into ``out`` for ``build(weights=…)``.

    ``gold`` is a folder of facts (``kg gold``; of a document that has both, it counts alone), ``readings`` what readers said, of which what the gate
    lets pass teaches; ``begin`` the weights to begin with (None: the package's). One input, one version and one machine give the same bytes. Raises
    ``UsageError`` where there is nothing to learn from, ``ReadingError`` where nothing could be read, ``KgError`` for a jieba without its network.
    """
    local.options("train", columns)
    number("epochs", epochs, least=1, whole=True)
    number("seed", seed, whole=True)
    if network() is None:
        raise KgError("this jieba does not carry the network that reads characters (jieba/lac_small)", "pip install 'jieba>=0.42.1'")
    if gold is None and readings is None:
        raise UsageError("nothing to learn from", WAY_OUT)
    told, library = gold_of(gold) if gold is not None else {}, Library(readings) if readings is not None else None
    head, path = begun(begin)
    documents, _, failures = local.run(sources, workers=workers, limits=limits, extractor=NOTHING, **columns)
    if not documents:
        raise ReadingError("nothing could be read" + "".join(f"\n  {one.source}: {one.reason}" for one in failures), "see kg train --help")
    learned = list(lessons(documents, told, library))
    ready = _ready(learned, head, told)
    made = taught(head, ready, epochs, seed, progress)
    write_head(made, _about(learned, path, epochs, seed), Path(out))
    return Trained(Path(out), len(learned), _names(learned), len(ready), _unread(documents, learned), _unknown(learned, head), tuple(failures))


def _ready(learned: Sequence[Lesson], head: TaggingHead, told: Mapping[str, Any]) -> list[Piece]:
    """The stretches to learn from. Raises ``UsageError`` where there are none, or no names in them."""
    if not learned:
        ids = f" (gold of {', '.join(sorted(told)[:3])} …)" if told else ""
        raise UsageError(f"neither gold nor a reading is of any of these documents{ids}", WAY_OUT)
    ready = [p for one in learned for p in pieces(one.document, one.names, head.tags, one.blocks) if len(p) > 1]
    if not any((piece.tags > 0).any() for piece in ready):
        raise UsageError(f"none of the {_names(learned)} names stands in these documents", "gold and readings must be of these very texts")
    return ready


def _names(learned: Iterable[Lesson]) -> int:
    return sum(sure for one in learned for _, sure in one.names.values())


def _unread(documents: Iterable[Document], learned: Iterable[Lesson]) -> tuple[str, ...]:
    known = {one.document.id for one in learned}
    return tuple(document.id for document in documents if document.id not in known)


def _unknown(learned: Iterable[Lesson], head: TaggingHead) -> tuple[str, ...]:
    return tuple(sorted({kind for one in learned for kind, _ in one.names.values() if BEGINS + kind not in head.tags}))


def _about(learned: Sequence[Lesson], path: Path, epochs: int, seed: int) -> dict[str, Any]:
    """What the weights say of themselves: what they were learned from, and from which others."""
    digest = sha256()
    for one in learned:
        digest.update(f"{one.document.text}\0{sorted(one.names.items())}\0{sorted(one.blocks or ())}\0".encode("utf-8", "surrogatepass"))
    begun_with = sha256(path.read_bytes()).hexdigest()
    return {"documents": len(learned), "names": _names(learned), "learned from": digest.hexdigest(), "begun with": begun_with, "epochs": epochs, "seed": seed}
