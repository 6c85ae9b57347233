"""The network that proposes names: its arithmetic, that sentences read alone or together give the same, and that nothing needs it."""

from __future__ import annotations

import math

import pytest

import kg
from kg.language.layout import lay_out
from kg.language.tagger import propose
from kg.language.tagger.parameters import folder
from kg.language.tagger.recurrent import Layer, batch_of, both_ways
from kg.reading import read_text

numpy = pytest.importorskip("numpy")
needs_network = pytest.mark.skipif(not propose.available(), reason="this jieba carries no network, or no head was trained")

TEXT = "3月28日，岚桥数控科技公司在松湖经济开发区签约。岚桥数控总经理周以宁说，项目总投资5亿元。禾屿医疗器械产业园二期明年开工，由青汀建工集团承建。"


def layer(reset_before: bool) -> Layer:
    rng = numpy.random.default_rng(3)
    parts = [rng.normal(size=size).astype(numpy.float32) for size in ((2, 2, 9), (2, 1, 9), (2, 3, 6), (2, 3, 3), (2, 1, 3))]
    return Layer(*parts, reset_before=reset_before)


@pytest.mark.parametrize("reset_before", [True, False])
def test_the_units_compute_what_their_formula_says(reset_before: bool) -> None:
    one, x = layer(reset_before), numpy.random.default_rng(4).normal(size=(4, 1, 2)).astype(numpy.float32)
    found = both_ways(x, one, batch_of([4]))[:, 0, :3]
    h = [0.0] * 3
    for t in range(4):
        gates = [sum(x[t, 0, d] * one.matrix[0, d, g] for d in range(2)) + one.bias[0, 0, g] for g in range(9)]
        z = [1 / (1 + math.exp(-(gates[g] + sum(h[i] * one.gates[0, i, g] for i in range(3))))) for g in range(6)]
        update, reset = z[:3], z[3:]
        if reset_before:
            extra = [sum(reset[i] * h[i] * one.state[0, i, k] for i in range(3)) for k in range(3)]
        else:
            extra = [reset[k] * (sum(h[i] * one.state[0, i, k] for i in range(3)) + one.state_bias[0, 0, k]) for k in range(3)]
        h = [h[k] + update[k] * (math.tanh(gates[6 + k] + extra[k]) - h[k]) for k in range(3)]
        assert found[t] == pytest.approx(h, abs=1e-4)


def test_a_sentence_reads_the_same_beside_a_longer_one() -> None:
    one, rng = layer(True), numpy.random.default_rng(5)
    short, long = rng.normal(size=(3, 2)).astype(numpy.float32), rng.normal(size=(5, 2)).astype(numpy.float32)
    together = numpy.zeros((5, 2, 2), numpy.float32)
    together[:, 0], together[:3, 1] = long, short
    alone = both_ways(short[:, None], one, batch_of([3]))
    assert both_ways(together, one, batch_of([5, 3]))[:3, 1] == pytest.approx(alone[:, 0], abs=1e-5)


@needs_network
def test_names_are_proposed_where_they_stand() -> None:
    sentences = lay_out(read_text(TEXT, date="2031-04")).pages[0].sentences
    found = {(sentences[p.sentence].line.text[p.start : p.end], p.type) for p in propose.proposed(sentences)}
    assert ("松湖经济开发区", "Park") in found and ("周以宁", "Person") in found
    assert all(0 <= p.sure <= 1 for p in propose.proposed(sentences))


def test_without_the_network_the_grammar_reads_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(propose, "available", lambda: False)
    assert propose.proposed(lay_out(read_text(TEXT, date="2031-04")).pages[0].sentences) == ()
    assert any(e.name == "松湖经济开发区" for e in kg.extract(TEXT, date="2031-04").entities)


def test_the_network_is_found_where_jieba_is() -> None:
    place = folder()
    assert place is None or (place / "word.dic").exists()
