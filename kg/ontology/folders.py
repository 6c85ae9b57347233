"""Where the data of the package is: ``ontology/`` and ``queries/``, and the weights in use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from kg.errors import OntologyError

_trained: ContextVar[tuple[Path | None, bool]] = ContextVar("trained", default=(None, False))


def data_dir(name: str) -> Path:
    """The folder ``ontology`` or ``queries``: inside the package where it was installed, beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_data" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise OntologyError(f"no folder {name!r} in {package / '_data'} nor in {package.parent}", "reinstall district-kg")


def weights_dir() -> Path:
    """The folder of the weights that the package came with."""
    return data_dir("ontology") / "weights"


def weights_file(name: str) -> Path:
    """The file ``name`` of the weights in use: of those trained for one's own documents, where they have it, else of the package's."""
    own, alone = _trained.get()
    return own / name if own and (alone or (own / name).exists()) else weights_dir() / name


@contextmanager
def trained(folder: Path | None, alone: bool = False) -> Iterator[None]:
    """Reading with the weights under ``folder`` before those of the package, or (``alone``) with no others."""
    token = _trained.set((folder, alone))
    try:
        yield
    finally:
        _trained.reset(token)
