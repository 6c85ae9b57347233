"""What pictures say and look like, from ``ontology/names/pictures.yaml``, and whom they are about."""

from __future__ import annotations

from functools import cache
from typing import Any

from kg.errors import UsageError
from kg.model import Entity, Knowledge
from kg.network.find import entity
from kg.ontology import data_dir, ontology, read_rules

LANGUAGES = ("zh", "en")


@cache
def look() -> dict[str, Any]:
    """The file as it stands."""
    found: dict[str, Any] = read_rules(data_dir("ontology") / "names" / "pictures.yaml")
    return found


def shapes() -> dict[str, str]:
    """Type → matplotlib's letter for its marker (``kg:shape``)."""
    return {name: kind.shape for name, kind in ontology().types.items() if kind.shape}


def say(key: str, lang: str, **values: object) -> str:
    """Words of a picture in a language. Raises ``UsageError`` for a language that there is none of."""
    if lang not in LANGUAGES:
        raise UsageError(f"no language {lang!r}", f"there are: {', '.join(LANGUAGES)}")
    return str(look()["words"][key][lang]).format(**values)


def knowledge_of(graph: Any) -> Knowledge:
    """The knowledge of a graph, of an entity of it, or itself."""
    found: Knowledge = getattr(graph, "knowledge", graph)
    return found


def about(graph: Any, name: str) -> tuple[Knowledge, Entity]:
    """The knowledge of a graph and the entity of that name. Raises ``UsageError`` with suggestions."""
    knowledge = knowledge_of(graph)
    return knowledge, entity(knowledge, name)
