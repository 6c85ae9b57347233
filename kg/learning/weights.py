"""A folder of weights: the head of the network with what it was taught by, as ``kg build --weights`` takes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from kg.errors import GraphError, UsageError
from kg.language.tagger.head import FILE, LAYER, TaggingHead, read_head
from kg.ontology import weights_dir
from kg.safe.file import write_file

ABOUT = "names.json"


def write_head(head: TaggingHead, about: Mapping[str, Any], place: Path) -> None:
    """Write a head (half precision) and what is to be known ``about`` it into a folder, the same bytes for the same head. Raises ``KgError``."""
    import numpy

    arrays = head.arrays | {f"layer_{name}": getattr(head.layer, name) for name in LAYER}
    kept = BytesIO()
    numpy.savez_compressed(kept, **{name: numpy.clip(a, -6e4, 6e4).astype(numpy.float16) for name, a in sorted(arrays.items())})
    said = json.dumps({"about": dict(about), "tags": list(head.tags)}, ensure_ascii=False, indent=1) + "\n"
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as why:
        raise GraphError(f"{place}: {why.strerror or why}", "name a folder that can be written: -o DIR") from why
    write_file(place / FILE, kept.getvalue())
    write_file(place / ABOUT, said.encode())


def begun(folder: str | Path | None) -> tuple[TaggingHead, Path]:
    """The head to begin with (None: the package's) and its file. Raises ``UsageError`` for a folder without one, ``OntologyError`` for a broken one."""
    path = (Path(folder) if folder is not None else weights_dir()) / FILE
    head = read_head(path)
    if head is None:
        raise UsageError(f"no weights in {path.parent}", "name the folder that kg train wrote")
    return head, path


def hash_of(folder: str | Path) -> str:
    """SHA-256 over the files of a folder of weights: what a build's manifest says that it was read with. Raises as ``begun``."""
    place = begun(folder)[1].parent
    digest = sha256()
    for path in sorted([place / FILE, *place.glob("*.json")]):
        digest.update(f"{path.name}\0{sha256(path.read_bytes()).hexdigest()}\0".encode())
    return digest.hexdigest()
