"""Industries carry the vocabulary's English label and the nearest broader industry that the documents name."""

from __future__ import annotations

from kg.model import Entity, Knowledge
from kg.rdf import quads


def said(*names: str) -> set[tuple[str, str, str]]:
    entities = tuple(Entity("Industry", name, id=f"Industry/{name}") for name in sorted(names))
    found = ((str(q.subject), str(q.predicate), str(q.object)) for q in quads(Knowledge(entities=entities), "http://x.example/"))
    return {(s.rsplit("/", 1)[-1].strip("<>"), p.rsplit("#", 1)[-1].strip("<>"), o) for s, p, o in found if "Industry/" in s}


def test_the_nearest_broader_industry_that_is_named() -> None:
    found = said("工业机器人", "机器人", "某某业")
    assert ("工业机器人", "broader", "<http://x.example/Industry/机器人>") in found
    assert ("机器人", "altLabel", '"robots"@en') in found
    assert not [1 for s, p, _ in found if s == "某某业" and p == "broader"]


def test_nothing_is_broader_than_what_stands_alone() -> None:
    assert not [1 for _, p, _ in said("工业机器人") if p == "broader"]
