"""How much a text is like Chinese: the bounds, each from both sides."""

from __future__ import annotations

import pytest

from kg.errors import ReadingError
from kg.reading.decode import decode
from kg.reading.likeness import ENOUGH, USUAL, is_chinese, likeness, other

RARE = "亍丌兀丐廿卅丕亘丞鬲孬噩丨禺丿匕乇夭爻卮氐囟胤馗毓睾鼗丶亟鼐乜乩亓芈孛啬嘏仄厍厝"  # GB 2312's second level


@pytest.mark.parametrize(("text", "encoding", "share"), [
    ("一", "big5hkscs", 1.0), ("座，Ａ", "gb18030", 1.0), ("亍", "gb18030", 0.0), ("ぁ", "gb18030", 0.0), ("ぁ", "big5hkscs", 0.0), ("Ж", "gb18030", 0.0), ("乂", "big5hkscs", 0.0),
    ("abc", "gb18030", 1.0), ("座亍", "gb18030", 0.5), ("座亍abc", "gb18030", 0.5), ("\u3400", "gb18030", 0.0),
])  # fmt: skip
def test_common_characters_are_those_of_the_first_level(text: str, encoding: str, share: float) -> None:
    assert likeness(text, encoding) == share


def test_enough_characters_must_be_frequent_ones() -> None:
    rare, least = RARE[0], round(USUAL * ENOUGH)
    assert is_chinese(rare * (ENOUGH - 1)) and not is_chinese(rare * ENOUGH)
    assert is_chinese("的" * least + rare * (ENOUGH - least)) and not is_chinese("的" * (least - 1) + rare * (ENOUGH - least + 1))


def test_other_scripts_are_known_by_their_share() -> None:
    assert other("가나다라".encode("euc-kr")) == "euc-kr" and other(b"") == "" and other(b"abcd") == ""
    assert other(("가" * 2 + "a" * 8).encode("euc-kr")) == "" and other(("가" * 3 + "a" * 8).encode("euc-kr")) == "euc-kr"


def test_three_in_ten_common_characters_make_a_text() -> None:
    for common, read in ((3, True), (2, False)):
        data = ("的" * common + RARE[: 10 - common]).encode("gbk")
        if read:
            assert decode(data).encoding == "gb18030"
        else:
            with pytest.raises(ReadingError):
                decode(data)


@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "utf-8"), ("gbk", "gb18030")])
@pytest.mark.parametrize(("places", "length", "read"), [(2, 41, True), (2, 40, False), (3, 200, False), (3, 3000, True), (1, 21, True), (1, 20, False)])
def test_a_few_bytes_may_be_wrong_in_a_text_that_is_long_enough(encoding: str, name: str, places: int, length: int, read: bool) -> None:
    body = ("云溪区的人民在这里建设" * 300)[: length - places]
    data = body.encode(encoding) + b"\xff" * places
    if read:
        decoded = decode(data)
        assert (decoded.text, decoded.encoding) == (body + "\ufffd" * places, name)
    else:
        with pytest.raises(ReadingError):
            decode(data)


def test_characters_that_say_that_something_was_lost_are_the_files_own() -> None:
    text = "云溪区加快推进星河产业园建设，" + "\ufffd" * 5 + "一期项目主体封顶，全区上下干劲十足，项目建设再上台阶。"
    assert decode(text.encode() + b"\xe4").text == text + "\ufffd"


def test_two_chinese_characters_are_enough_to_cut_one_off() -> None:
    assert decode(("云岭" + "a" * 40).encode() + b"\xe4").encoding == "utf-8"
    with pytest.raises(ReadingError):
        decode(("云" + "a" * 40).encode() + b"\xe4")
