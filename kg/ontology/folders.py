"""Where the data of the package is: ``ontology/`` and ``queries/``."""

from __future__ import annotations

from pathlib import Path

from kg.errors import OntologyError


def data_dir(name: str) -> Path:
    """The folder ``ontology`` or ``queries``: inside the package where it was installed, beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_data" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise OntologyError(f"no folder {name!r} in {package / '_data'} nor in {package.parent}", "reinstall district-kg")
