"""The one sanitizer: what it takes out, what it leaves, and that lengths stay."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.safe.text import FORMULA, cell, clean, name_of, printed, sound


@pytest.mark.parametrize("bad", ["\ud800", "\udfff", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\ufdd0", "\ufdef"])
def test_what_no_text_holds_gives_way_one_for_one(bad: str) -> None:
    assert sound(f"云{bad}帆{bad}") == "云\ufffd帆\ufffd"


@pytest.mark.parametrize("good", ["云帆", "\U00020bb7", "a\x00b", "\ufeff云", "\ue000", "\ufdcf\ufdf0", "\ufffd"])
def test_characters_stay(good: str) -> None:
    assert sound(good) == good


@pytest.mark.parametrize(("raw", "shown"), [
    ("云帆.txt".encode(), "云帆.txt"),
    ("云帆.txt".encode("gbk"), "云帆.txt"),
    ("云帆.txt".encode("gbk").decode("utf-8", "surrogateescape"), "云帆.txt"),
    (b"\xff\xfe.txt", "\ufffd\ufffd.txt"),
    ("半\ud800.txt", "半\ufffd.txt"),
])  # fmt: skip
def test_names_of_files(raw: str | bytes, shown: str) -> None:
    assert name_of(raw) == shown


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", "\r", "\n", " =", "\u3000＝", "\u200b=", "\ufeff@"])
def test_a_cell_is_no_formula(begin: str) -> None:
    assert FORMULA.match(begin + "1+1") and cell(begin + "1+1").startswith("'")


def test_a_cell_holds_nothing_illegal() -> None:
    assert cell("云\x00\x1b[31m帆\ud800") == "云\ufffd\ufffd[31m帆\ufffd" == clean("云\x00\x1b[31m帆\ud800")
    assert (cell(None), cell(3), cell(Decimal("-1.30")), cell("云帆=1")) == ("", 3, "-1.30", "云帆=1")


def test_a_line_that_is_printed_obeys_nobody() -> None:
    assert printed("云\x1b[31m\n帆\u202e\u2028x") == "云 [31m 帆  x"
