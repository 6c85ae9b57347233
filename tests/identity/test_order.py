"""Neither the order of the documents nor the number of workers changes a byte of the facts, merges, promises and conflicts."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from kg.engines import local
from kg.engines.knowledge import resolve
from kg.model import Document, Extraction
from kg.records import dumps, to_records

TEXTS = {
    "a.txt": "2031年1月20日\n城阳区：项目建设提速\n今年，城阳区将推动云帆大桥、恒泰华小瀛洲国际康复医院等项目建成投用，新增停车泊位500个，实施重点项目80个。",
    "b.txt": "2031年2月3日\n城阳区政府工作报告\n2031年，推动云帆大桥工程、城阳区第一中学等项目开工建设，新增停车泊位500个，城阳区地铁5号线年内通车。",
    "c.txt": "2032年1月15日\n城阳区：一年看变化\n2031年，城阳区新增停车泊位560个，城阳区第一中学主体封顶。2032年，推动恒泰华国际康复医院等项目竣工。",
    "d.txt": "2032年1月18日\n城阳区：成绩单\n2031年，城阳区新增停车泊位530个，云帆大桥建成通车，地铁五号线正式运营，高新技术企业达到120家。",
    "e.txt": "2032年1月19日\n城阳区：再出发\n2031年，城阳区高新技术企业达到131家。2032年，将新增学位2000个，云帆公园二期开工建设。",
}


def facts(documents: list[Document], extractions: list[Extraction]) -> bytes:
    knowledge, _ = resolve(documents, extractions)
    return "\n".join(dumps(record) for record in to_records(knowledge)).encode()


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("order")
    for name, text in TEXTS.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    return [folder / name for name in TEXTS]


def test_order_of_sources_and_workers(sources: list[Path]) -> None:
    one = facts(*local.run(sources, workers=1)[:2])
    assert one == facts(*local.run(sources[::-1], workers=2)[:2])
    assert all(f'"{kind}"'.encode() in one for kind in ("relation", "milestone", "observation", "promise", "conflict")) and b"identity." in one


def test_order_of_what_was_read(sources: list[Path]) -> None:
    documents, extractions, _ = local.run(sources, workers=1)
    one = facts(documents, extractions)
    for seed in range(6):
        order = random.Random(seed).sample(range(len(documents)), len(documents))
        turned = [replace(extractions[i], entities=extractions[i].entities[::-1], facts=extractions[i].facts[::-1]) for i in order]
        assert facts([documents[i] for i in order], turned) == one
