"""Models of clues: what they weigh, and that a broken file says what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.language.clues.weights import Weights, weights
from kg.ontology import trained, weights_dir


def test_each_clue_counts_once_and_unknown_ones_nothing() -> None:
    model = Weights("m", -1.0, {"a": 2.0, "b": -0.5})
    assert model.score(["a", "a", "b", "z"]) == 0.5
    assert model.probability([]) == pytest.approx(0.2689, abs=1e-4)
    assert model.strongest(["b", "a", "z"], 1) == (("a", 2.0),)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with trained(tmp_path, alone=True):
        yield tmp_path


def test_without_a_file_there_is_no_model(folder: Path) -> None:
    assert weights("nothing") is None


@pytest.mark.parametrize("text", ["{", "[]", json.dumps({"bias": 0}), json.dumps({"bias": "x", "weights": {}})])
def test_a_file_that_is_no_model_is_named_with_the_way_out(folder: Path, text: str) -> None:
    (folder / "broken.json").write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match="broken.json"):
        weights("broken")


def test_the_models_of_the_package_can_be_read() -> None:
    for path in sorted(weights_dir().glob("*.json")):
        if path.stem != "names":
            model = weights(path.stem)
            assert model is not None and model.weights, path
