"""One bad document never costs another: what a stage after reading cannot take is found, left out and named."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from kg.engines.child import place
from kg.errors import KgError
from kg.model import Document, Extraction, Knowledge
from kg.reading import Failure

T = TypeVar("T")
Read = tuple[Document, Extraction]
Stage = Callable[[Sequence[Document], Sequence[Extraction]], T]


def once(pairs: Sequence[Read]) -> tuple[list[Read], list[Failure]]:
    """The documents, each id once; a second one of an id (a file called ``a#1`` beside the first row of a table ``a``) is a failure."""
    kept: dict[str, Read] = {}
    failures = []
    for document, extraction in pairs:
        if document.id in kept:
            failures.append(Failure(document.id, document.source, f"{kept[document.id][0].source} has the same id (rename one of them)"))
        else:
            kept[document.id] = (document, extraction)
    return list(kept.values()), failures


def spared(pairs: Sequence[Read], stage: Stage[T]) -> tuple[T, list[Read], list[Failure]]:
    """What ``stage`` makes of the documents, those that it took, and a failure for each that it could not take.

    An error that the analyst can mend (``KgError``, ``OSError``) and want of memory are not a document's: they are raised.
    """
    kept, failures = list(pairs), list[Failure]()
    while True:
        try:
            return stage(*_unzipped(kept)), kept, failures
        except (KgError, OSError, MemoryError):
            raise
        except Exception as error:
            at = _culprit(kept, stage)
            if at is None:
                raise
            document = kept.pop(at)[0]
            failures.append(Failure(document.id, document.source, f"{type(error).__name__}: {error} ({place(error)}): its facts are left out"))


def _culprit(pairs: Sequence[Read], stage: Stage[T]) -> int | None:
    """The place of the last of the fewest first documents with which the stage fails; None where it fails with none at all."""
    low, high = 0, len(pairs)  # the stage takes the first `low` and fails on the first `high`
    if _fails(pairs[:0], stage):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _fails(pairs[:middle], stage) else (middle, high)
    return low


def _fails(pairs: Sequence[Read], stage: Stage[T]) -> bool:
    try:
        stage(*_unzipped(pairs))
    except (KgError, OSError, MemoryError):
        raise
    except Exception:
        return True
    return False


def _unzipped(pairs: Sequence[Read]) -> tuple[list[Document], list[Extraction]]:
    return [document for document, _ in pairs], [extraction for _, extraction in pairs]


def rehearse(knowledge: Knowledge, base: str | None) -> None:
    """Writes what a generation would hold to nowhere: raises what publishing would, but for what the disk refuses."""
    import pyoxigraph

    from kg.rdf import DEFAULT_BASE, quads
    from kg.records import dumps, to_records

    for record in to_records(knowledge):
        dumps(record).encode()
    with Path("/dev/null").open("wb") if Path("/dev/null").exists() else io.BytesIO() as nowhere:
        pyoxigraph.serialize(quads(knowledge, base or DEFAULT_BASE), nowhere, pyoxigraph.RdfFormat.N_QUADS)
