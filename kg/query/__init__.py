"""SPARQL 1.1 on a graph, safely: a killable child with no network, and limits on time, memory, rows and nesting."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.answer import Answer
from kg.query.engine import Dataset, Engine, GraphText, Limits
from kg.query.guard import check

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["Dataset", "Engine", "GraphText", "Limits", "check", "run"]


def run(
    query: str,
    source: Path | str | Iterable[pyoxigraph.Quad],
    *,
    timeout: float = 30.0,
    memory: int = 2 << 30,
    max_rows: int = 100_000,
    max_depth: int = 100,
    **options: Any,
) -> Answer | GraphText | bool:
    """Answer one query on a store folder, or on quads: an ``Answer`` (SELECT), a boolean (ASK) or triples as text.

    ``timeout`` in seconds, ``memory`` in bytes beyond the open store, ``max_rows`` rows or triples (the answer says
    when it was cut), ``max_depth`` brackets. Options: ``media`` for CONSTRUCT and DESCRIBE (default Turtle), ``union``
    to query all named graphs as one, ``prefixes`` for Turtle. For many queries keep an ``Engine``.
    Raises ``QueryError`` for what is wrong, refused or past a limit, ``GraphError`` for a folder that is no store.
    """
    media = options.pop("media", "text/turtle")
    limits = Limits(timeout=timeout, memory=memory, max_rows=max_rows, max_depth=max_depth)
    with _engine(source, limits=limits, **options) as engine:
        return engine.query(query, media=media)


def _engine(source: Path | str | Iterable[pyoxigraph.Quad], **options: Any) -> Engine:
    if isinstance(source, (str, Path)):
        return Engine(Path(source), **options)
    return Engine.of_quads(source, **options)
