"""Bytes to text: every usual encoding, and a clear word where there is none."""

from __future__ import annotations

import codecs

import pytest

from kg.errors import ReadingError
from kg.reading.decode import Decoded, decode

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


KOREAN = "올해 우리 시는 산업단지 조성과 주요 사업을 적극 추진하여 지역 경제 발전을 이끌어 나갈 것입니다. 시민 여러분의 많은 관심과 참여를 바랍니다."
JAPANESE = "今年度の市の重点事業について、産業団地の整備を進め、地域経済の発展を目指してまいります。市民の皆様のご協力をお願いいたします。"


@pytest.mark.parametrize("declared", ["big5", "big5-hkscs", "windows-1252", "shift_jis", "euc-jp", "rot13", "zlib", "idna", "punycode", "unicode_escape", "hex", "undefined", "\u0000"])
def test_a_declared_encoding_that_does_not_fit_is_noticed(declared: str) -> None:
    decoded = decode((TEXT * 3).encode("gbk"), declared)
    assert (decoded.text, decoded.encoding) == (TEXT * 3, "gb18030") and "does not fit" in decoded.notes[0]


def test_big5_declared_as_gb2312_is_noticed() -> None:
    assert decode((OLD * 3).encode("big5"), "gb2312").text == OLD * 3


def test_a_declared_encoding_of_another_script_is_believed_where_it_fits() -> None:
    assert decode(KOREAN.encode("euc-kr"), "euc-kr").text == KOREAN
    assert decode("Ouvert à l'été".encode("windows-1252"), "windows-1252").text == "Ouvert à l'été"


@pytest.mark.parametrize(("text", "encoding"), [(KOREAN, "euc-kr"), (JAPANESE, "euc-jp"), (JAPANESE, "shift_jis")])
def test_korean_and_japanese_are_not_read_as_chinese(text: str, encoding: str) -> None:
    with pytest.raises(ReadingError, match=f"looks like {encoding}"):
        decode((text * 2).encode(encoding))


@pytest.mark.parametrize("encoding", ["hz", "utf-7"])
def test_chinese_in_seven_bits_is_read_and_said(encoding: str) -> None:
    plain = TEXT.replace("２０２４", "2024")
    decoded = decode(plain.encode(encoding))
    assert (decoded.text, decoded.notes) == (plain, (f"read as {encoding}",))


@pytest.mark.parametrize("text", ["a ~{b~} c", "1+1=2, C++ and a+b-c", "see +https://example.org/a-b", "x+ABCDEFGH-"])
def test_ascii_that_only_looks_so_stays(text: str) -> None:
    assert decode(text.encode()).text == text


def test_iso_2022_is_refused_by_name() -> None:
    with pytest.raises(ReadingError, match="ISO 2022.*byte 1"):
        decode(b"a\x1b$A!!")


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_a_false_mark_is_passed_over_and_said(mark: bytes, encoding: str) -> None:
    if mark == codecs.BOM_UTF8 and encoding == "utf-8":
        return
    decoded = decode(mark + (TEXT * 3).encode(encoding))
    assert decoded.text == TEXT * 3 and "byte order mark" in decoded.notes[-1]


def test_lost_text_is_refused_from_three_places_on() -> None:
    assert decode((TEXT + "锟斤拷" * 2).encode()).text.endswith("锟斤拷")
    with pytest.raises(ReadingError, match="lost in a wrong decoding"):
        decode((TEXT + "锟斤拷" * 3).encode())


def test_one_character_in_seven_bits_is_not_enough() -> None:
    assert decode(b"a ~{VP~} b").text == "a ~{VP~} b"
    assert decode(b"a ~{VPND~} b").encoding == "hz"


def test_behind_a_false_mark_that_nothing_reads_the_mark_is_believed() -> None:
    decoded = decode(codecs.BOM_UTF16_LE + "ぁ".encode("utf-16-le") * 50 + b"\xd8")
    assert decoded.encoding == "utf-16" and "1 places are no utf-16, the first at character 50" in decoded.notes[0]


def test_zeros_alone_are_no_utf16() -> None:
    decoded = decode(TEXT.encode() + b"\0\0\0" + TEXT.encode())
    assert decoded.encoding == "utf-8" and decoded.text == TEXT + "\0\0\0" + TEXT


def test_a_declaration_that_fails_beside_bytes_that_no_encoding_reads_is_refused() -> None:
    with pytest.raises(ReadingError, match="none of UTF-8"):
        decode(b"\xff\xfd\x81\x30" * 40, "euc-kr")


def test_a_text_cut_off_within_a_character_says_where() -> None:
    decoded = decode((TEXT * 30).encode()[:-2])
    assert decoded.text == (TEXT * 30)[:-1].removesuffix("。") + "\ufffd" and f"the first at character {len(TEXT * 30) - 2}: left out" in decoded.notes[0]


def test_traditional_text_is_judged_by_the_characters_of_big5() -> None:
    text = "臺灣縣議會審議擴建經費，辦理災後復舊，獎勵國際貿易，實驗農漁產銷聯營，補償礦業損壞。"
    assert decode(text.encode("big5")) == Decoded(text, "big5hkscs")


def test_half_a_character_makes_no_text_of_utf_7() -> None:
    decoded = decode(b"+TmFsplL62AA\x00")
    assert decoded.encoding == "utf-8" and decoded.text == "+TmFsplL62AA\x00"
