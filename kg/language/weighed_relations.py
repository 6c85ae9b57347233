"""Relations weighed: which of the relations that types allow hold between the things of an article, by clues."""

from __future__ import annotations

from kg.language.clues.pairs import Related, related
from kg.language.clues.view import View
from kg.language.clues.weights import weights
from kg.language.ledger import Ledger
from kg.model import Evidence, Relation
from kg.ontology import ontology

RELATIONS = "relations"
RULE = "relation-weighed"
NEVER = 0.12  # probability below which a relation that the grammar read in news is not believed


def clues_of(one: Related) -> frozenset[str]:
    """The clues of a relation for the one model of all predicates."""
    return frozenset({one.predicate, *(f"{one.predicate}|{c}" for c in one.clues)})


def weigh_relations(view: View, ledger: Ledger) -> None:
    """Enter the relations that the clues find beyond the grammar's; in news, take back those that they do not believe."""
    model = weights(RELATIONS)
    if model is None:
        return
    read = {(f.subject, f.predicate, f.object): f for name, p in ontology().predicates.items() if not p.literal for f in ledger.relations(name)}
    for one in related(view, read.keys()):
        sure = model.probability(clues_of(one))
        fact = read.get((one.subject, one.predicate, one.object))
        if fact is None and sure >= model.least:
            ledger.fact(Relation(one.subject, one.predicate, one.object), _words(view, one, ledger))
        elif fact is not None and view.news and sure < NEVER:
            ledger.drop(fact)


def _words(view: View, one: Related, ledger: Ledger) -> set[Evidence]:
    """The words that hold both names; where no sentence holds both, those that name the subject."""
    if one.sentence >= 0:
        return ledger.evidence(view.told[one.sentence].laid.span(one.start, one.end), RULE)
    return {Evidence(e.doc, e.start, e.end, e.text, RULE) for e in sorted(ledger.said(one.subject))[:1]}
