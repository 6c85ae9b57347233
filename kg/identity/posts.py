"""Where persons hold their posts: what tells two of one name apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.identity import words
from kg.identity.areas import Areas, Path
from kg.identity.naming import parse
from kg.model import Extraction, Relation

Body = tuple[str, str]
"""A body as compared: the area that it is of, and its name; of an area's own government only the area."""


def held(extraction: Extraction) -> Mapping[str, tuple[str, ...]]:
    """By person the bodies in which the document gives a post."""
    found: dict[str, set[str]] = {}
    for fact in extraction.facts:
        if isinstance(fact, Relation) and fact.of:
            found.setdefault(fact.subject, set()).add(fact.of)
    return {name: tuple(sorted(of)) for name, of in found.items()}


def roles(extraction: Extraction, text: str) -> Mapping[str, tuple[str, ...]]:
    """By person the roles (学生, 护理员) that the document says directly before the name."""
    named = [entity.name for entity in extraction.entities if entity.type in words.word("verbatim_types")]
    return {name: told for name in named if (told := tuple(role for role in words.word("roles") if role + name in text))}


def bodies(names: Iterable[str], said: Iterable[str], scope: Path, areas: Areas) -> frozenset[Body]:
    """Bodies in one way of writing (松湖区, 松湖区人民政府 and 区政府 are one), and the roles that were ``said``."""
    return frozenset({_body(name, scope, areas) for name in names} | {("", role) for role in said})


def _body(name: str, scope: Path, areas: Areas) -> Body:
    place = areas.find(name, scope) or areas.chain(name, scope)
    if place:
        return place[-1], ""
    read = parse(name, words.word("body_type"), scope, areas)
    area = read.area[-1] if read.area else ""
    return (area, "") if area and read.body in words.word("governing") else (area or (scope[-1] if scope else ""), read.body)
