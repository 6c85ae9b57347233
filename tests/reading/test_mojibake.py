"""Where text that was decoded wrongly begins to be refused: each bound from both sides."""

from __future__ import annotations

import pytest

from kg.errors import ReadingError
from kg.reading.mojibake import refuse

MISREAD = "".join(char for char in ("云溪区大抓项目促发展" * 3).encode().decode("gb18030", "ignore") if "\u4e00" <= char <= "\u9fff")
HAN = "云溪区大抓项目"


@pytest.mark.parametrize("text", [
    "锟斤拷" * 2 + "a",  # two places
    "äöüäöüä",  # seven characters are too few to tell
    "ä" * 30 + "a" * 70,  # accents: three in ten
    "ä" * 10 + "“" * 25 + "a" * 65,  # letters with accents: one in ten
    "ä" * 40 + HAN[:6] + "a" * 54,  # Chinese: more than one in twenty
    MISREAD[:7] + "a" * 9,
])  # fmt: skip
def test_this_side_of_a_bound_a_text_is_taken(text: str) -> None:
    refuse(text)


@pytest.mark.parametrize(("text", "what"), [
    ("锟斤拷" * 3, "lost in a wrong decoding"),
    ("äöüäöüäö", "read as Latin-1"),
    ("ä" * 31 + "a" * 69, "read as Latin-1"),
    ("ä" * 11 + "“" * 25 + "a" * 64, "read as Latin-1"),
    ("ä" * 40 + HAN[:5] + "a" * 55, "read as Latin-1"),
    (MISREAD, "UTF-8 read as GBK"),
])  # fmt: skip
def test_beyond_it_is_refused(text: str, what: str) -> None:
    with pytest.raises(ReadingError, match=what):
        refuse(text)


def test_one_place_lost_in_a_chinese_text_is_none() -> None:
    refuse(HAN * 20 + "锟斤拷")
