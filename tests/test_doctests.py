"""The examples in the docstrings hold, on the graph of seeds/ as make builds it."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import kg

FEWEST = {"kg.api": 7, "kg.graph.opening": 10, "kg.graph.thing": 5, "kg.answer": 5, "kg.ontology.folding": 1}


@pytest.mark.parametrize("name", FEWEST)
def test_the_examples_hold(name: str, seeds_graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(seeds_graph.parent)
    if name in ("kg.graph.thing", "kg.answer"):
        pytest.importorskip("pandas")
    with kg.open("graph") as graph:
        done = doctest.testmod(import_module(name), extraglobs={"graph": graph})
    assert done.failed == 0 and done.attempted >= FEWEST[name]
