"""Accepted readings teach the small models: they stand in for gold, and nothing is written but where it is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("scipy", reason="benchmarks.learn needs scipy")

from benchmarks.learn.__main__ import learned
from benchmarks.learn.taught import taught
from kg.errors import UsageError
from kg.language.clues import weights as clues
from kg.ontology import trained, weights_dir
from kg.readings.asking import calls
from kg.readings.library import Library
from kg.readings.store import Store
from tests.readings.readers import laid, texts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The true readings of the invented documents, with one false fact among them."""
    place = tmp_path_factory.mktemp("readings")
    (place / "source").mkdir()
    for name, one in texts().items():
        (place / "source" / f"{name}.txt").write_text(f"---\nregion: {one['region']}\n---\n{one['text']}", encoding="utf-8")
    from kg.reading import read_sources

    for document in read_sources([place / "source"]):
        answer = json.loads(texts()[document.id]["answer"])
        answer["facts"].append({"p": 1, "q": "通车里程达到999公里", "f": [["O", answer["entities"][0][1], "通车里程", "999", "公里"]]})
        for call in calls([document], "m", {}):  # type: ignore[list-item]
            Store(place / "readings").keep(call, json.dumps(answer, ensure_ascii=False))
    return place


def test_what_passed_stands_in_for_gold(folder: Path) -> None:
    read = taught(folder / "readings", [], [folder / "source"])
    assert {d.id for d in read} == set(texts())
    assert all({"document", "entity"} <= {r["kind"] for r in d.records} for d in read)
    assert not any(r.get("value") == 999 for d in read for r in d.records), "what the gate refuses teaches nothing"


def test_models_are_learned_and_written_where_asked(folder: Path, tmp_path: Path) -> None:
    before = {p.name: p.read_bytes() for p in weights_dir().iterdir()}
    made = {name: count for name, _, _, count in learned(taught(folder / "readings", [], [folder / "source"]), tmp_path / "weights", {})}
    assert made["whose"] > 0 and {p.stem for p in (tmp_path / "weights").iterdir()} == set(made)
    assert {p.name: p.read_bytes() for p in weights_dir().iterdir()} == before
    shipped = clues.weights("whose")
    with trained(tmp_path / "weights", alone=True):
        assert clues.weights("whose") != shipped and clues.weights("judge") is None
    assert clues.weights("whose") == shipped


def test_readings_of_other_documents_teach_nothing(folder: Path) -> None:
    with pytest.raises(UsageError, match="none of these documents"):
        taught(folder / "readings", [], [])
    assert Library(folder / "readings").answers and laid("bridge")
