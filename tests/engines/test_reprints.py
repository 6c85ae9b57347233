"""Reprints are found, and only they."""

from __future__ import annotations

from dataclasses import replace

from kg.engines.reprints import with_reprints
from kg.model import Dated, Document
from kg.reading import read_text

TEXT = "".join(f"云溪区推进第{number}项工程建设，滨河路{number}段全线贯通，新增泊位{number}百个，市民出行更加便捷。" for number in "一二三四五六七八九")


def texts(**bodies: str) -> list[Document]:
    return [read_text(body, id=name) for name, body in bodies.items()]


def found(documents: list[Document]) -> dict[str, str | None]:
    return {document.id: document.reprint_of for document in with_reprints(documents)}


def test_a_reprint_with_small_changes_points_at_the_first() -> None:
    again = "转载\n" + TEXT.replace("第三项", "第3项").replace("，", ",") + "（完）"
    assert found(texts(b=TEXT, a=TEXT, c=again, other="白石湾大桥开工，预计明年建成通车。全长三公里，双向六车道。")) == {"b": "a", "a": None, "c": "a", "other": None}


def test_the_earlier_date_is_the_first() -> None:
    one, two = texts(a=TEXT, b=TEXT)
    dated = [replace(one, date=Dated("2024-02", "month")), replace(two, date=Dated("2024-01-26", "day"))]
    assert found(dated) == {"a": "b", "b": None}
    assert found(dated[::-1]) == {"a": "b", "b": None}


def test_half_of_a_text_is_no_reprint() -> None:
    assert found(texts(a=TEXT, b=TEXT[: len(TEXT) // 2])) == {"a": None, "b": None}


def test_short_notices_that_share_a_phrase_stay_apart() -> None:
    assert found(texts(a="云溪区召开会议。", b="云溪区召开会议。")) == {"a": None, "b": None}
