"""Pairs of names told by someone who has not read the rules: what is made one is one, and most of what is one is made so."""

from __future__ import annotations

from tests.identity.sentences import CASES, counts, precision_recall

PRECISION, RECALL, OFFERED = 0.99, 0.95, 0.4


def test_pairs_in_their_sentences() -> None:
    tally, wrong = counts(CASES / "pairs.yaml")
    precision, recall = precision_recall(tally)
    assert precision >= PRECISION and recall >= RECALL, "\n".join(wrong)
    likely = {key: n for key, n in tally.items() if key.startswith("likely:")}
    assert likely["likely:likely"] >= OFFERED * sum(likely.values()), "what is probable is offered"
