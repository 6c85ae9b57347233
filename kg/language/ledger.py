"""What a page says, gathered: entities with their places, facts with their evidence, each once; and the pages of a document together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.language.layout import Layout, Page
from kg.language.said.values import SaidEntity, Saying
from kg.language.text.span import Span
from kg.model import Entity, Evidence, Extraction, Fact, Milestone, Relation
from kg.ontology import Rule, rule


class Ledger:
    """What one page (article) of a document says; nothing of the other pages comes into it."""

    def __init__(self, layout: Layout, page: Page) -> None:
        self.layout = layout
        self.page = page
        self.types: dict[str, str] = {}
        self._aliases: dict[str, set[str]] = {}
        self._said: dict[str, set[Evidence]] = {}
        self.facts: dict[Fact, set[Evidence]] = {}

    def enter(self, sayings: Iterable[Saying]) -> None:
        """Note what was said, in order. Raises ``OntologyError`` for a rule that the book does not know."""
        for said in sayings:
            if isinstance(said, SaidEntity):
                self.entity(said.name, said.type, self.evidence(said.span, rule(said.rule)), said.aliases)
            else:
                self.fact(said.fact, self.evidence(said.span, rule(said.rule)))

    def evidence(self, span: Span, by: Rule) -> set[Evidence]:
        """The words of a span, once for each place that holds them."""
        return set(self.layout.evidence(span, by))

    def entity(self, name: str, kind: str, evidence: Iterable[Evidence], aliases: Iterable[str] = ()) -> None:
        """Note an entity said by these words; its first type stays."""
        self.types.setdefault(name, kind)
        self._said.setdefault(name, set()).update(evidence)
        self._aliases.setdefault(name, set()).update(a for a in aliases if a != name)

    def find(self, words: str, by: Rule) -> list[Evidence]:
        """The places of the page's own text that hold these words (of the whole document, where it is the only page)."""
        doc = self.layout.document
        found = (m.span() for m in re.finditer(re.escape(words), doc.text))
        return [Evidence(doc.id, a, b, words, by.id) for a, b in found if len(self.layout.pages) == 1 or self.page.holds(a, b)]

    def said(self, name: str) -> set[Evidence]:
        """The words that name an entity."""
        return self._said.get(name, set())

    def fact(self, fact: Fact, evidence: Iterable[Evidence]) -> None:
        """Note a fact, resting on these words (and on all others it was noted with)."""
        self.facts.setdefault(replace(fact, evidence=()), set()).update(evidence)

    def drop(self, fact: Fact) -> None:
        """Take a fact back."""
        self.facts.pop(replace(fact, evidence=()), None)

    def relations(self, predicate: str) -> list[Relation]:
        """The relations of one predicate noted so far."""
        return [f for f in self.facts if isinstance(f, Relation) and f.predicate == predicate]

    def milestones(self) -> list[Milestone]:
        """The milestones noted so far."""
        return [f for f in self.facts if isinstance(f, Milestone)]

    def aliases(self, name: str) -> set[str]:
        """The other names of an entity."""
        return self._aliases.get(name, set())


def extraction(doc: str, ledgers: Sequence[Ledger]) -> Extraction:
    """What the pages of a document say together, sorted; what rests on no words is left out.

    A name that pages give several types has the one said most often; ties go to the alphabet, so that the order of articles is nothing.
    """
    facts: dict[Fact, set[Evidence]] = {}
    for ledger in ledgers:
        for fact, evidence in ledger.facts.items():
            facts.setdefault(fact, set()).update(evidence)
    names = sorted({name for ledger in ledgers for name in ledger.types})
    entities = (_entity(name, [ledger for ledger in ledgers if name in ledger.types]) for name in names)
    stated = (replace(f, evidence=tuple(sorted(e))) for f, e in sorted(facts.items(), key=lambda i: repr(i[0])) if e)
    return Extraction(doc, tuple(e for e in entities if e.evidence), tuple(stated))


def _entity(name: str, ledgers: Sequence[Ledger]) -> Entity:
    votes: Counter[str] = Counter()
    for ledger in ledgers:
        votes[ledger.types[name]] += len(ledger.said(name))
    kind = min(votes, key=lambda t: (-votes[t], t))
    aliases = sorted({alias for ledger in ledgers for alias in ledger.aliases(name)})
    return Entity(kind, name, tuple(aliases), evidence=tuple(sorted({e for ledger in ledgers for e in ledger.said(name)})))
