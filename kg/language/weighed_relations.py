"""Relations weighed: which of the relations that types allow hold between the things of an article, by clues."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clues.pairs import Related, related
from kg.language.clues.view import View
from kg.language.clues.weights import weights
from kg.language.ledger import Ledger
from kg.language.weighing import Judgement, TakenBack, Weighed, opinion
from kg.model import Evidence, Relation
from kg.ontology import ontology, rule

RELATIONS = "relations"
RULE = "relation-weighed"
NEVER = 0.04  # probability below which a relation that the grammar read is not believed


def clues_of(one: Related) -> frozenset[str]:
    """The clues of a relation for the one model of all predicates."""
    return frozenset({one.predicate, *(f"{one.predicate}|{c}" for c in one.clues)})


def weigh_relations(view: View, ledger: Ledger) -> Iterator[Judgement]:
    """The relations that the clues find beyond the grammar's, and those of the grammar that they take back."""
    model = weights(RELATIONS)
    if model is None:
        return
    read = {(f.subject, f.predicate, f.object): f for name, p in ontology().predicates.items() if not p.literal for f in ledger.relations(name)}
    known = {p: model.knows(p) for p in ontology().predicates}
    for one in (r for r in related(view, read.keys()) if known[r.predicate]):  # of others the gold that it learned from says nothing
        held = opinion(model, clues_of(one))
        fact = read.get((one.subject, one.predicate, one.object))
        if fact is None and held.sure >= model.least:
            yield Weighed(Relation(one.subject, one.predicate, one.object), _words(view, one, ledger), held.sure, held.clues)
        elif fact is not None and held.sure < NEVER:
            yield TakenBack(fact, held.sure, held.clues)


def _words(view: View, one: Related, ledger: Ledger) -> frozenset[Evidence]:
    """The words that hold both names; where no sentence holds both, those that name the subject."""
    if one.sentence >= 0:
        return frozenset(ledger.evidence(view.told[one.sentence].laid.span(one.start, one.end), rule(RULE)))
    return frozenset(Evidence(e.doc, e.start, e.end, e.text, RULE) for e in sorted(ledger.said(one.subject))[:1])
