"""Search: what is found by which part of it, in which order, with counts and the sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.search.words import asked, sounds, spelled, tokens
from tests import invented


def graph(folder: Path) -> kg.Graph:
    return kg.open(folder)


@pytest.mark.parametrize("words", ["云帆大桥", "帆大", "云帆 大桥", "云", "大桥", "云帆大"])
def test_a_name_by_any_part_of_it(graph_folder: Path, words: str) -> None:
    found = graph(graph_folder).search(words)
    assert invented.BRIDGE in [hit.ref for hit in found.of("entity")]


def test_what_stands_apart_is_not_found(graph_folder: Path) -> None:
    assert not graph(graph_folder).search("云大桥").hits and graph(graph_folder).search("").totals == {}


def test_another_name_leads_to_its_thing(graph_folder: Path) -> None:
    hit = graph(graph_folder).search("星河").of("entity")[0]
    assert (hit.ref, hit.name, hit.said, hit.docs) == (invented.FIRM, "星河科技", "星河", 1) and hit.facts == 1
    assert "星河科技入驻松岭光电产业园" in hit.sentence


def test_measures_documents_and_text(graph_folder: Path) -> None:
    found = graph(graph_folder).search("新增企业")
    assert [hit.name for hit in found.of("measure")] == ["新增企业"] and found.totals["text"] == len(found.passages) == 1
    assert found.passages[0].doc == "松岭/2032" and "新增企业不少于90家" in found.passages[0].text
    assert graph(graph_folder).search("松岭区计划").of("document")[0].ref == "松岭/2032"


def test_pinyin_and_initials(graph_folder: Path) -> None:
    pytest.importorskip("pypinyin", reason="pinyin wants the extra search")
    for words in ("yunfandaqiao", "yunfan daq", "yfdq", "yfd", "daqiao", "dq"):
        assert invented.BRIDGE in [hit.ref for hit in graph(graph_folder).search(words).of("entity")], words
    assert not graph(graph_folder).search("qiaoda").of("entity")


@pytest.mark.parametrize("words", ['"', "'; DROP TABLE thing; --", "a\0b", "*", "NEAR(", "words : x", "(" * 500, "\ud800", "云" * 5000, "-云帆", "云帆 OR 星河"])
def test_hostile_words_are_words(graph_folder: Path, words: str) -> None:
    assert graph(graph_folder).search(words).words == words.strip()


def test_what_is_indexed_and_asked() -> None:
    assert tokens("云帆大桥ABC，x") == "云帆 帆大 大桥 桥 abc x" and asked("云帆大") == '"云帆 帆大"' and asked("云") == '"云" *'
    assert asked("5G 云帆") == '"5g" AND "云帆"' and sounds("yun fan") == '"yunfan" *' and sounds("云yun") == ""


def test_pinyin_goes_by_the_word() -> None:
    pytest.importorskip("pypinyin", reason="pinyin wants the extra search")
    assert spelled("重庆路").split() == ["chongqinglu", "qinglu", "lu", "cql", "ql", "l"]


def test_the_index_is_no_part_of_what_a_graph_is(graph_folder: Path, tmp_path: Path) -> None:
    """Two builds of one input are one generation, though SQLite's bytes are its own affair."""
    from kg.publish import publish

    texts = {document.id: document.text for document in invented.documents()}
    again = publish(invented.knowledge(), texts, tmp_path / "g", manifest={"inputs": {}})
    assert again.name == graph(graph_folder).generation.name and (again / "search.db").is_file()


def test_the_command(graph_folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    from kg.cli import run

    assert run(["search", "云帆大桥", "--graph", str(graph_folder), "--format", "json"]) == 0
    assert "云帆大桥主体封顶" in capfdbinary.readouterr()[0].decode()
