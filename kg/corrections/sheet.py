"""One document's names and facts while corrections are applied to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from kg.corrections.said import ROLES, Said, entity_of, fact_of, names_in, says
from kg.errors import UsageError
from kg.model import Entity, Evidence, Extraction, Fact, Relation
from kg.ontology.folding import plain

Spans = Iterable[tuple[int, int]]


class Sheet:
    """What a document says: ``entities`` by name, ``facts`` (without their evidence) with the evidence of each."""

    def __init__(self, extraction: Extraction) -> None:
        self.doc = extraction.doc
        self.entities = {entity.name: entity for entity in extraction.entities}
        self.facts = {replace(fact, evidence=()): list(fact.evidence) for fact in extraction.facts}

    def extraction(self) -> Extraction:
        """What is left, in the order in which readings give it."""
        facts = tuple(replace(fact, evidence=tuple(sorted(set(words)))) for fact, words in sorted(self.facts.items(), key=lambda item: repr(item[0])))
        return Extraction(self.doc, tuple(self.entities[name] for name in sorted(self.entities)), facts)

    def names(self, name: str) -> frozenset[str]:
        """Every plain name of what the document calls so."""
        entity = self.entities.get(name) or next((one for one in self.entities.values() if name in one.aliases), None)
        return frozenset(map(plain, (entity.name, *entity.aliases))) if entity else frozenset((plain(name),))

    def saying(self, said: Said) -> list[Fact]:
        """The facts that say what the record says."""
        return [fact for fact in self.facts if says(fact, said, self.names)]

    def drop(self, said: Said, near: Callable[[Evidence], bool]) -> int:
        """Take away the evidence of a statement that stands ``near`` the corrected words, and the facts that are left without any. How many facts it touched."""
        touched = 0
        for fact in self.saying(said):
            kept = [words for words in self.facts[fact] if not near(words)]
            touched += len(kept) < len(self.facts[fact])
            self.facts[fact] = kept
            if not kept:
                del self.facts[fact]
        return touched

    def state(self, said: Said, evidence: list[Evidence]) -> None:
        """Add a fact with its evidence, and the names it needs."""
        called: dict[str, str] = {role: self._call(said, role, evidence) for role in ROLES if said.get(role) is not None and not _literal(said, role)}
        fact = fact_of(said, lambda role: called[role] if role in called else str(said[role]))
        self.facts.setdefault(fact, []).extend(evidence)

    def _call(self, said: Said, role: str, evidence: list[Evidence]) -> str:
        """The document's name for what stands in a role; a name that it has not is added, of the type that the record gives."""
        wanted = names_in(said, role)
        exact = [name for name in self.entities if plain(name) == plain(said[role])]
        if found := exact or [name for name in sorted(self.entities) if self.names(name) & wanted]:
            return found[0]
        if not said.get(f"{role}Type"):
            raise UsageError(f"{self.doc} names no {said[role]!r}", f"say what it is: {role}Type")
        self.entities[said[role]] = Entity(said[f"{role}Type"], said[role], (), None, tuple(evidence))
        return str(said[role])

    def named(self, said: Said) -> list[str]:
        """The document's names for the entity of a record."""
        wanted = names_in(said, "name")
        return [name for name, one in sorted(self.entities.items()) if plain(name) in wanted and said.get("type", one.type) == one.type]

    def unname(self, said: Said) -> int:
        """Take away a name: the entity with all that is said of it, or the alias alone where it is one. How many it was."""
        found = self.named(said)
        for name in found:
            self._forget(name)
        return len(found) or self._without_alias(plain(said["name"]))

    def _forget(self, name: str) -> None:
        gone = {name, *self.entities.pop(name).aliases} - set(self.entities)
        for fact in [fact for fact in self.facts if gone & {fact.subject, getattr(fact, "object", None), getattr(fact, "of", None)}]:
            del self.facts[fact]

    def _without_alias(self, alias: str) -> int:
        found = [one for one in self.entities.values() if alias in map(plain, one.aliases)]
        for one in found:
            self.entities[one.name] = replace(one, aliases=tuple(name for name in one.aliases if plain(name) != alias))
        return len(found)

    def name(self, said: Said, evidence: list[Evidence]) -> None:
        """Add an entity; one of that name keeps what it has."""
        made, there = entity_of(said, evidence), self.entities.get(said["name"])
        if there:
            made = replace(made, aliases=tuple(sorted({*there.aliases, *made.aliases})), within=made.within or there.within,
                           evidence=tuple(sorted({*there.evidence, *evidence})))  # fmt: skip
        self.entities[made.name] = made

    def rename(self, name: str, said: Said, evidence: list[Evidence]) -> None:
        """Call an entity otherwise, or of another type: its facts go with it."""
        old = self.entities.pop(name)
        self.name(said, sorted({*old.evidence, *evidence}))
        if old.within and not self.entities[said["name"]].within and "within" not in said:
            self.entities[said["name"]] = replace(self.entities[said["name"]], within=old.within)
        moved = {name: said["name"], **{alias: said["name"] for alias in old.aliases if alias not in self.entities}}
        for fact in list(self.facts):
            if (now := _moved(fact, moved)) != fact:
                self.facts.setdefault(now, []).extend(self.facts.pop(fact))


def _literal(said: Said, role: str) -> bool:
    from kg.ontology import ontology

    return role == "object" and ontology().predicates[said["predicate"]].literal


def _moved(fact: Fact, moved: dict[str, str]) -> Fact:
    now: Fact = replace(fact, subject=moved.get(fact.subject, fact.subject))
    if isinstance(now, Relation):
        literal = _literal({"predicate": now.predicate}, "object")
        now = replace(now, object=now.object if literal else moved.get(now.object, now.object), of=moved.get(now.of, now.of) if now.of else None)
    return now
