"""Bytes to text: every usual encoding, and a clear word where there is none."""

from __future__ import annotations

import codecs

import pytest

from kg.errors import ReadingError
from kg.reading.decode import decode

TEXT = "云溪区大抓项目促发展，２０２４年将实施300个重点项目，总投资2300亿元。全区上下干劲十足。\n"
OLD = "雲溪區大抓項目促發展，今年將實施三百個重點項目，總投資兩千億元，全區上下幹勁十足。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "gb18030", "gbk"])
def test_simplified_text(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding: str) -> None:
    assert decode((TEXT * 3).encode(encoding)).text == TEXT * 3


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8"])
def test_traditional_text(encoding: str) -> None:
    assert decode(OLD.encode(encoding)).text == OLD


def test_a_utf8_mark_stays_so_that_offsets_are_those_of_the_file() -> None:
    data = codecs.BOM_UTF8 + TEXT.encode()
    assert decode(data).text == data.decode("utf-8") == "\ufeff" + TEXT


def test_what_is_declared_counts_unless_the_bytes_say_otherwise() -> None:
    assert decode(TEXT.encode("gbk"), "gb2312").encoding == "gb18030"
    assert decode(TEXT.encode("utf-8"), "gb2312").text == TEXT
    assert decode(TEXT.encode("gbk"), "no-such-encoding").text == TEXT


@pytest.mark.parametrize("code", ["a6d9", "a6ed", "fe59", "fe51", "fea0", "a8bc"])
def test_nothing_of_gb18030_lands_in_the_private_use_area(code: str) -> None:
    text = decode(TEXT.encode("gb18030") + bytes.fromhex(code)).text
    assert text[:-1] == TEXT and not "\ue000" <= text[-1] <= "\uf8ff"


def test_a_file_cut_off_in_a_character_is_read_and_says_so() -> None:
    decoded = decode((TEXT * 40).encode()[:-2])
    assert decoded.text.endswith("\ufffd") and "the first at character" in decoded.notes[0]
    assert decode((TEXT * 40).strip().encode("gb18030")[:-1]).notes


@pytest.mark.parametrize("data", [bytes(range(128, 256)) * 20, b"\xff\x81\x30" * 50, "云溪区".encode() + b"\xff\xfe\xfd" * 100])
def test_what_is_no_text_is_refused_with_offsets(data: bytes) -> None:
    with pytest.raises(ReadingError, match=r"none of UTF-8.*byte \d+"):
        decode(data)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (TEXT.encode("utf-8").decode("latin-1"), "Latin-1"),
        ((TEXT * 2).encode("utf-8").decode("gb18030", "replace").replace("\ufffd", "?"), "GBK"),
        ("锟斤拷锟斤拷锟斤拷锟斤拷" * 4, "锟斤拷"),
    ],
)
def test_mojibake_is_named(text: str, name: str) -> None:
    with pytest.raises(ReadingError, match=f"mojibake.*{name}"):
        decode(text.encode())
