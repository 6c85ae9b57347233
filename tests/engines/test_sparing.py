"""What a later stage cannot take costs its document alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kg.api import build, read
from kg.engines.sparing import once, spared
from kg.errors import UsageError
from kg.model import Document, Extraction
from kg.publish import open_generation

TEXT = "云溪区加快推进星河产业园建设，第{}期项目主体封顶，总投资20亿元。"


def pairs(count: int) -> list[tuple[Document, Extraction]]:
    return [(read(TEXT.format(number), id=f"d{number:02}"), Extraction(f"d{number:02}")) for number in range(count)]


@pytest.mark.parametrize("bad", [set(), {"d00"}, {"d06"}, {"d02", "d03", "d05"}, {f"d{n:02}" for n in range(7)}])
def test_those_that_a_stage_refuses_are_left_out(bad: set[str]) -> None:
    def stage(documents: Sequence[Document], extractions: Sequence[Extraction]) -> list[str]:
        assert [document.id for document in documents] == [extraction.doc for extraction in extractions]
        if found := [document.id for document in documents if document.id in bad]:
            raise ValueError(found[0])
        return [document.id for document in documents]

    made, kept, failures = spared(pairs(7), stage)
    assert made == [document.id for document, _ in kept] and {failure.id for failure in failures} == bad
    assert all("ValueError" in failure.reason and "test_sparing.py, line" in failure.reason for failure in failures)


def test_an_error_of_the_caller_or_of_the_stage_itself_is_raised() -> None:
    def wrong(error: Exception):  # type: ignore[no-untyped-def]
        def stage(*_: object) -> None:
            raise error

        return stage

    with pytest.raises(UsageError):
        spared(pairs(2), wrong(UsageError("no such file")))
    with pytest.raises(ZeroDivisionError):
        spared(pairs(2), wrong(ZeroDivisionError()))


def test_of_two_documents_of_one_id_one_is_named() -> None:
    first, second = pairs(2)
    kept, failures = once([first, (replace(second[0], id="d00", source="b"), second[1])])
    assert [document.source for document, _ in kept] == [""] and failures[0].source == "b"


HALVES = [
    {"text": TEXT.format(1), "title": "云\ud800帆"},
    {"text": "\udfff" + TEXT.format(2), "publisher": "云岭\udc00", "region": "云\ud800溪区"},
    {"text": "松湖\ud800大桥2031年开工建设。", "date": "\ud800"},
    {"text": TEXT.format(4) + "\uffff\U0001fffe"},
]


def test_half_characters_cost_nothing(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, HALVES)), encoding="utf-8")
    built = build(tmp_path / "rows.jsonl", out=tmp_path / "g")
    assert not built.failures and built.counts["document"] == 4
    documents = open_generation(tmp_path / "g").knowledge().documents
    assert [document.notes != () for document in documents] == [True] * 4 and documents[0].title == "云\ufffd帆"


def test_a_fact_that_cannot_be_written_costs_its_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A time that is none cannot be put into the RDF."""
    from kg.engines import building

    plain = building._read

    def spoilt(*given: object):  # type: ignore[no-untyped-def]
        read_, failures = plain(*given)  # type: ignore[arg-type]
        bad = [(document, replace(found, entities=found.entities, facts=tuple(replace(one, time="soon") for one in found.facts))) for document, found in read_[:1]]
        return [*bad, *read_[1:]], failures

    monkeypatch.setattr(building, "_read", spoilt)
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(TEXT.format(number), encoding="utf-8")
    built = build(*(tmp_path / f"{number}.txt" for number in range(3)), out=tmp_path / "g")
    assert [failure.id for failure in built.failures] == ["0"] and built.counts["document"] == 2
