"""kg: a knowledge graph of Chinese local-government news and work reports.

    import kg
    graph = kg.build("documents/", out="graph").graph    # or kg.open("graph")
    graph.ask("parks-of-district", district="崂山区")     # a question from queries/
    graph.entity("虚拟现实创享中心").timeline()

Every fact carries the exact words that it rests on. ``kg.Graph`` says what a graph can do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import Built as Built
    from kg.api import Graph as Graph
    from kg.api import build as build
    from kg.api import connect as connect
    from kg.api import explain as explain
    from kg.api import extract as extract
    from kg.api import knowledge as knowledge
    from kg.api import open as open
    from kg.api import propose as propose
    from kg.api import read as read
    from kg.api import rules as rules
    from kg.api import train as train

__version__ = "0.1.0"
__all__ = ["Built", "Graph", "KgError", "build", "connect", "explain", "extract", "knowledge", "open", "propose", "read", "readings", "rules", "train"]


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for: ``import kg`` costs nothing."""
    if name == "KgError":
        from kg.errors import KgError

        return KgError
    if name == "readings":  # a package, which can be called
        from importlib import import_module

        return import_module("kg.readings")
    if name in __all__:
        from kg import api

        return getattr(api, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
