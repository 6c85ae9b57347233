"""Two hundred false facts of ten kinds, made of true readings by a seed: the gate refuses at least 95 % of each kind, and lets the true ones pass."""

from __future__ import annotations

import pytest

from tests.readings.false_facts import KINDS, false_facts, slipped, sources
from tests.readings.readers import judged, texts

EACH = 20
LEAST = 0.95


@pytest.mark.parametrize("kind", KINDS)
def test_false_facts_are_refused(kind: str) -> None:
    made = false_facts(kind, EACH)
    assert len(made) >= (6 if kind == "denied_as_done" else EACH * 0.9), len(made)
    through = [(one.doc, str(found.fact), one.proposed.quote.text) for one in made if (found := slipped(one))]
    assert len(through) <= (1 - LEAST) * EACH, "\n".join(map(str, through))


@pytest.mark.parametrize("name", texts())
def test_true_facts_pass(name: str) -> None:
    reading = next(s.reading for s in sources() if s.doc == name)
    verdict = judged(name, reading)
    assert not verdict.refused
    assert [one.fact for one in verdict.facts] == [one.fact for one in reading.facts]
    assert {e.name for e in verdict.entities} == {e.name for e in reading.entities}
