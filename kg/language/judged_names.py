"""The names of an article judged by all witnesses: the grammar's register, and what the network proposes beside it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.areas import area_types
from kg.language.clues.names import Candidate, name_candidates, name_clues
from kg.language.clues.weights import Weights, weights
from kg.language.layout import Page
from kg.language.mentions.proper import stock
from kg.language.mentions.register import Register
from kg.language.tagger.propose import Proposed
from kg.ontology import form

JUDGE = "judge"
UNNAMED = form("names", "unnamed_body")
RULE = "name-proposed"
FEW = 3  # sentences; a shorter text is too little to take a name back
KNOWN = "name-known"
EDGE = 2  # characters
CLEARLY = 0.3  # by which another type must be likelier than the grammar's
SURER = 0.6  # probability from which a name is believed in a report, which the grammar reads well by itself
NEVER = 0.1  # a name of the grammar below this probability is none


def judge_names(page: Page, register: Register, proposed: Sequence[Proposed]) -> frozenset[str]:
    """Enter into the register the proposed names that the clues believe; returns the grammar's names that they do not, taken back."""
    model = weights(JUDGE)
    if model is None:
        return frozenset()
    dropped, least = set(), max(model.least, SURER if page.report else 0.0)
    for one in name_candidates(page.sentences, register, proposed):
        known = one.name in register.things
        sure, kind = _best(one, page, model, register.things[one.name].type if known else None)
        if sure >= least:
            if known or not (UNNAMED.match(one.name) or _wraps(one, kind, page, register)):
                _enter(one, kind, page, register)
        elif known and kind and not page.report and len(page.sentences) > FEW and sure < NEVER and not any(rule == KNOWN for rule, _ in one.rules):
            dropped.add(one.name)
    for name in dropped:
        register.drop(name)
    return frozenset(dropped)


def _best(one: Candidate, page: Page, model: Weights, read: str | None) -> tuple[float, str]:
    """How likely the candidate is a name, and of what type: the grammar's (``read``) unless another is clearly likelier. Areas are the gazetteer's."""
    likely = {k: model.probability(name_clues(one, k, page.sentences, not page.report)) for k in one.types if k not in area_types() and model.knows(k)}
    kind = max(sorted(likely), key=lambda k: likely[k] + CLEARLY * (k == read), default="")
    return likely.get(kind, 0.0), kind


def _wraps(one: Candidate, kind: str, page: Page, register: Register) -> bool:
    """Whether a proposed name is one of the grammar's of that type with a character or two more, or with general words before it: the grammar knows edges better."""
    inner = [name for name, thing in register.things.items() if name in one.name and name != one.name and thing.type == kind]
    return any(len(one.name) - len(name) <= EDGE or _general(one, name, page) for name in inner)


def _general(one: Candidate, name: str, page: Page) -> bool:
    """Whether only general words stand before a name within the candidate (园区内云帆大厦)."""
    sentence, start, _ = one.places[0]
    before = page.sentences[sentence].line.between(start, start + one.name.index(name))
    return one.name.endswith(name) and any(t.word in stock() for t in before) and all(t.word in stock() or len(t.word) == 1 for t in before)


def _enter(one: Candidate, kind: str, page: Page, register: Register) -> None:
    for p in one.tagged if one.name not in register.things else ():
        laid = page.sentences[p.sentence]
        place = laid.span(p.start, p.end)
        if place not in register.spots.get(laid.block, {}):  # an elliptical member that the grammar completed
            register.add(one.name, kind, place, RULE, weight="frame")
    register.settle(one.name, kind)
