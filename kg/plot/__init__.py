"""Pictures of a graph: networks, milestones planned and actual, figures over time, industries by park.

Each takes a graph (``kg.open`` gives one) and the name of an entity, and gives a ``Picture`` that shows itself in a
notebook and saves itself as PNG or SVG. Needs the extra ``plot`` and a font that holds Chinese.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.plot.industries import industries
from kg.plot.network import network
from kg.plot.picture import Picture
from kg.plot.series import series
from kg.plot.timeline import timeline

__all__ = ["KINDS", "Picture", "industries", "network", "plot", "series", "timeline"]

KINDS: dict[str, Callable[..., Picture]] = {"network": network, "timeline": timeline, "series": series, "industries": industries}


def plot(graph: Any, name: str, kind: str = "network", target: str | Path | None = None, **options: Any) -> Picture:
    """The picture of one ``kind`` of the entity called ``name``, saved to ``target`` (.png or .svg) if one is given.

    Raises ``UsageError`` for a kind, name, option or ending that there is none of, and ``MissingExtra`` without matplotlib.
    """
    if kind not in KINDS:
        raise UsageError(f"no kind of picture {kind!r}", f"there are: {', '.join(KINDS)}")
    known = KINDS[kind].__kwdefaults__ or {}
    unknown = [option for option in options if option not in known]
    if unknown:
        raise UsageError(f"a {kind} has no option {', '.join(unknown)}", f"it has: {', '.join(known)}")
    picture = KINDS[kind](graph, name, **options)
    if target is not None:
        picture.save(target)
    return picture
