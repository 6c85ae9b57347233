"""A knowledge made in memory is the one that a build publishes of the same documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.errors import UsageError
from kg.model import Document, Knowledge
from kg.reading import read_sources
from kg.records import bare

PLAN = "2031年2月1日\n松岭区2031年计划\n" + "".join(
    f"今年，松岭区将推动云帆{thing}开工建设，松岭光电产业园引进星河科技，新增停车泊位{number}00个。" for number, thing in enumerate(("大桥", "公园", "中学"), 2)
)
TEXTS = {
    "a": PLAN,
    "b": PLAN.replace("2月1日", "2月3日"),
    "c": "2032年1月15日\n松岭区：一年看变化\n2031年，松岭区云帆大桥开工建设，新增停车泊位160个，云帆公园二期主体封顶。",
    "d": "2032年1月18日\n松岭区：成绩单\n2031年，松岭区新增停车泊位130个。",
}
DECISIONS = "verdict,first,second\nsame,云帆公园,云帆公园二期\n"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    return folder


def documents(sources: Path) -> list[Document]:
    return [found for found in read_sources([sources]) if isinstance(found, Document)]


def published(found: Knowledge) -> Knowledge:
    """As it comes back from a generation: documents without their texts."""
    return replace(found, documents=tuple(map(bare, found.documents)))


@pytest.mark.parametrize("decided", [False, True])
def test_it_is_what_a_build_publishes(decided: bool, sources: Path, tmp_path: Path) -> None:
    decisions = tmp_path / "decisions.csv"
    decisions.write_text(DECISIONS, encoding="utf-8")
    given = decisions if decided else None
    built = kg.build(sources, out=tmp_path / "graph", workers=1, decisions=given).graph.knowledge
    found = kg.knowledge(reversed(documents(sources)), given)
    assert published(found) == built
    assert found.promises and found.conflicts and [document.reprint_of for document in found.documents] == [None, "a", None, None]
    assert any(merge.reason == "identity.decision" for entity in found.entities for merge in entity.merges) is decided


def test_documents_keep_their_texts(sources: Path) -> None:
    assert [document.text for document in kg.knowledge(documents(sources)).documents] == [f"{text}\n" for text in TEXTS.values()]


def test_of_nothing_there_is_nothing() -> None:
    assert kg.knowledge([]) == Knowledge()


def test_two_documents_of_one_id_are_refused() -> None:
    with pytest.raises(UsageError, match="two documents have the id 'text'"):
        kg.knowledge([kg.read(PLAN), kg.read(TEXTS["c"])])


def test_a_text_that_was_not_read_is_refused() -> None:
    with pytest.raises(UsageError, match="kg.read"):
        kg.knowledge([PLAN])  # type: ignore[list-item]
