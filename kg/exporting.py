"""An export: the format by its name, written to a file or given back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.opening import Graph


def formats() -> dict[str, Any]:
    """The export formats by name."""
    from kg.export import FORMATS

    return dict(FORMATS)


def export(graph: Graph, form: str, target: str | Path | None, **options: Any) -> Any:
    """Write ``graph`` in a format. Raises ``UsageError`` naming the formats there are."""
    known = formats()
    if form not in known:
        raise UsageError(f"no export format {form!r}", f"there are: {', '.join(known)}")
    return known[form].write(graph.knowledge, target, **options)
