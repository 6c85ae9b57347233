"""What a document says, gathered: entities with their places, facts with their evidence, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.language.layout import Layout
from kg.language.saying import SaidEntity, Saying
from kg.language.text.span import Span
from kg.model import Entity, Evidence, Extraction, Fact, Milestone, Relation


class Ledger:
    """Collects; ``extraction`` gives what it has, sorted."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.types: dict[str, str] = {}
        self._aliases: dict[str, set[str]] = {}
        self._said: dict[str, set[Evidence]] = {}
        self._facts: dict[Fact, set[Evidence]] = {}

    def enter(self, sayings: Iterable[Saying]) -> None:
        """Note what was said, in order."""
        for said in sayings:
            if isinstance(said, SaidEntity):
                self.entity(said.name, said.type, self.evidence(said.span, said.rule), said.aliases)
            else:
                self.fact(said.fact, self.evidence(said.span, said.rule))

    def evidence(self, span: Span, rule: str) -> set[Evidence]:
        """The words of a span, once for each place that holds them."""
        return set(self.layout.evidence(span, rule))

    def entity(self, name: str, kind: str, evidence: Iterable[Evidence], aliases: Iterable[str] = ()) -> None:
        """Note an entity said by these words; its first type stays."""
        self.types.setdefault(name, kind)
        self._said.setdefault(name, set()).update(evidence)
        self._aliases.setdefault(name, set()).update(a for a in aliases if a != name)

    def find(self, words: str, rule: str) -> list[Evidence]:
        """The places of the document's own text that hold these words."""
        doc = self.layout.document
        return [Evidence(doc.id, m.start(), m.end(), words, rule) for m in re.finditer(re.escape(words), doc.text)]

    def said(self, name: str) -> set[Evidence]:
        """The words that name an entity."""
        return self._said.get(name, set())

    def fact(self, fact: Fact, evidence: Iterable[Evidence]) -> None:
        """Note a fact, resting on these words (and on all others it was noted with)."""
        self._facts.setdefault(replace(fact, evidence=()), set()).update(evidence)

    def relations(self, predicate: str) -> list[Relation]:
        """The relations of one predicate noted so far."""
        return [f for f in self._facts if isinstance(f, Relation) and f.predicate == predicate]

    def milestones(self) -> list[Milestone]:
        """The milestones noted so far."""
        return [f for f in self._facts if isinstance(f, Milestone)]

    def aliases(self, name: str) -> set[str]:
        """The other names of an entity."""
        return self._aliases.get(name, set())

    def stand_for(self, area: str, kind: str) -> None:
        """Note the document's own area where facts are of it and no text names it: said where the document gives it, else by the first of those facts."""
        if self.said(area):
            return
        spoken = sorted(piece for fact, words in self._facts.items() if area in (fact.subject, getattr(fact, "object", None)) for piece in words)
        if spoken:
            self.entity(area, kind, self.find(area, "region-of-document")[:1] or [replace(spoken[0], rule="region-of-document")])

    def extraction(self) -> Extraction:
        """Everything, sorted; facts whose evidence came to nothing are left out."""
        entities = tuple(self._entity(name) for name in sorted(self.types) if self._said[name])
        facts = tuple(replace(f, evidence=tuple(sorted(e))) for f, e in sorted(self._facts.items(), key=lambda i: repr(i[0])) if e)
        return Extraction(self.layout.document.id, entities, facts)

    def _entity(self, name: str) -> Entity:
        aliases = tuple(sorted(self._aliases[name]))
        return Entity(self.types[name], name, aliases, evidence=tuple(sorted(self._said[name])))
