"""Pairs of names told by someone who has not read the rules: what is made one is one, and most of what is one is made so."""

from __future__ import annotations

import pytest

from tests.identity.sentences import CASES, counts, precision_recall

LOTS = {"pairs": (0.99, 0.95, 0.4), "pairs2": (0.94, 0.9, 0.4)}  # precision, recall, how much of what is probable is offered


@pytest.mark.parametrize("lot", sorted(LOTS))
def test_pairs_in_their_sentences(lot: str) -> None:
    tally, wrong = counts(CASES / f"{lot}.yaml")
    precision, recall = precision_recall(tally)
    assert precision >= LOTS[lot][0] and recall >= LOTS[lot][1], "\n".join(wrong)
    likely = {key: n for key, n in tally.items() if key.startswith("likely:")}
    assert likely["likely:likely"] >= LOTS[lot][2] * sum(likely.values()), "what is probable is offered"
