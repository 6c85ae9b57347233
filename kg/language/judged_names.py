"""The names of an article judged by all witnesses: the grammar's register, and what the network proposes beside it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.areas import area_types
from kg.language.clues.names import Candidate, name_candidates, name_clues, spans_of
from kg.language.clues.weights import Weights, weights
from kg.language.layout import Page
from kg.language.mentions.register import Register
from kg.language.tagger.propose import Proposed

JUDGE = "judge"
RULE = "name-proposed"
KNOWN = "name-known"
REPORT = 0.6  # probability from which a name that the grammar of reports did not find is believed in a report
NEVER = 0.3  # in news, a name of the grammar below this probability is none


def judge_names(page: Page, register: Register, proposed: Sequence[Proposed]) -> frozenset[str]:
    """Enter into the register the proposed names that the clues believe; returns the grammar's names that they do not (in news only)."""
    model = weights(JUDGE)
    if model is None:
        return frozenset()
    dropped = set()
    for one in name_candidates(page.sentences, register, proposed):
        sure, kind = _best(one, page, model)
        known = one.name in register.things
        if sure >= (REPORT if page.report else model.least) and (not known or not page.report):
            _enter(one, kind, page, register)
        elif known and not page.report and sure < NEVER and not any(rule == KNOWN for rule, _ in one.rules):
            dropped.add(one.name)
    for name in dropped:
        register.drop(name)
    return frozenset(dropped)


def _best(one: Candidate, page: Page, model: Weights) -> tuple[float, str]:
    """How likely the candidate is a name, and of what type, areas aside: those are the gazetteer's."""
    kinds = [k for k in one.types if k not in area_types()]
    return max(((model.probability(name_clues(one, k, page.sentences, not page.report)), k) for k in kinds), default=(0.0, ""))


def _enter(one: Candidate, kind: str, page: Page, register: Register) -> None:
    for span in spans_of(one, page.sentences):
        register.add(one.name, kind, span, RULE, weight="frame")
    register.settle(one.name, kind)
